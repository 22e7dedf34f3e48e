"""Targets as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from bot.pictures import chart
from bot.pictures.chart import count_pages, draw_pledges
from bot.pictures.fonts import Fonts
from bot.pictures.labels import ChartLabels
from bot.pictures.palettes import DARK, LIGHT
from bot.pictures.rows import Row
from bot.types import Pledge, Span

See = Callable[[bytes], Image.Image]
TITLE = "《把实事办到百姓心坎上》"


def _colours(image: Image.Image) -> set[tuple[int, int, int]]:
    return {colour for _, colour in image.getcolors(image.width * image.height)}


def _set(pledges: list[Pledge], labels: ChartLabels) -> chart._Chart:
    return chart._Chart(pledges, TITLE, labels, LIGHT, Fonts())


def _rows(chart_: chart._Chart) -> list[Row]:
    return [row for page in chart_.pages for part in page for row in part.rows]


def test_a_chart_is_a_portrait_with_numbers_tags_and_bars(pledges: list[Pledge], chart_labels: ChartLabels, see: See):
    image = see(draw_pledges(pledges, TITLE, chart_labels))
    assert image.width == 1080
    assert image.height > 1080
    assert image.getpixel((0, 0)) == LIGHT.paper
    assert {LIGHT.ink, LIGHT.accent, LIGHT.commitment, LIGHT.deadline, LIGHT.bar_open, LIGHT.rule} <= _colours(image)


def test_the_dark_chart_has_the_same_shape_in_dark_colours(pledges: list[Pledge], chart_labels: ChartLabels, see: See):
    light, dark = (see(draw_pledges(pledges, TITLE, chart_labels, dark=dark)) for dark in (False, True))
    assert dark.size == light.size
    assert dark.getpixel((0, 0)) == DARK.paper
    assert {DARK.ink, DARK.accent, DARK.commitment, DARK.bar} <= _colours(dark)


def test_all_bars_are_to_one_scale(pledges: list[Pledge], chart_labels: ChartLabels):
    setting = _set(pledges, chart_labels)
    assert setting.axis == 100
    assert {row.axis for row in _rows(setting)} == {0, 100}


def test_targets_stand_under_their_speakers_in_order_of_speaking(pledges: list[Pledge], chart_labels: ChartLabels):
    names = [part.name.setting.words.text for part in _set(pledges, chart_labels).pages[0]]
    assert names == ["欧阳文涛", "何敏𠮷"]


def test_a_pledge_without_a_number_is_no_target(pledges: list[Pledge], chart_labels: ChartLabels):
    without = replace(pledges[0], quantity=None)
    assert _set([without, *pledges[1:]], chart_labels).count == len(pledges) - 1


def test_no_target_at_all_is_said(pledges: list[Pledge], chart_labels: ChartLabels, see: See):
    assert _set([], chart_labels).header[-1].setting.words.text == chart_labels.empty
    assert count_pages([], TITLE, chart_labels) == 1
    assert see(draw_pledges([replace(pledges[0], quantity=None)], TITLE, chart_labels)).width == 1080


def test_many_targets_are_dealt_out_to_pages_that_hold_each_once(pledges: list[Pledge], chart_labels: ChartLabels):
    many = pledges * 6
    setting = _set(many, chart_labels)
    assert len(setting.pages) == count_pages(many, TITLE, chart_labels) > 1
    shown = [row.quantity for row in _rows(setting)]
    assert sorted(shown, key=hash) == sorted((pledge.quantity for pledge in many if pledge.quantity), key=hash)


def test_every_page_is_a_photo_telegram_takes_and_does_not_shrink(
    pledges: list[Pledge], chart_labels: ChartLabels, see: See
):
    many = pledges * 6
    for page in range(1, count_pages(many, TITLE, chart_labels) + 1):
        png = draw_pledges(many, TITLE, chart_labels, page=page)
        assert see(png).height <= 2400
        assert len(png) < 10_000_000


def test_pages_are_about_equally_tall(pledges: list[Pledge], chart_labels: ChartLabels):
    heights = [sum(part.height for part in page) for page in _set(pledges * 6, chart_labels).pages]
    assert min(heights) > 0.6 * max(heights)


def test_a_page_that_is_not_there_is_refused(pledges: list[Pledge], chart_labels: ChartLabels):
    for page in (0, 2):
        with pytest.raises(ValueError, match=f"no page {page} of 1"):
            draw_pledges(pledges[:2], TITLE, chart_labels, page=page)


def test_nothing_stands_in_the_margins(pledges: list[Pledge], chart_labels: ChartLabels, see: See):
    speech = pledges[0].quote.speech
    whole = replace(pledges[0], subject=(Span(0, len(speech.text)),), deadline=Span(0, 60))
    image = see(draw_pledges([whole, *pledges], TITLE * 5, chart_labels))
    for left in (0, image.width - 50):
        assert _colours(image.crop((left, 0, left + 50, image.height))) == {LIGHT.paper}
