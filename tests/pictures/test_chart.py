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
from bot.types import Comparator, Meeting, Pledge, Quantity, Span

See = Callable[[bytes], Image.Image]
TITLE = "《把实事办到百姓心坎上》"


def _colours(image: Image.Image) -> set[tuple[int, int, int]]:
    return {colour for _, colour in image.getcolors(image.width * image.height)}


def _set(pledges: list[Pledge], labels: ChartLabels) -> chart._Chart:
    return chart._Chart(pledges, TITLE, labels, LIGHT, Fonts())


def _rows(chart_: chart._Chart) -> list[chart._Row]:
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


def test_every_number_is_shown_as_it_was_said(pledges: list[Pledge], chart_labels: ChartLabels):
    shown = ["".join(text for text, _ in row.number) for row in _rows(_set(pledges, chart_labels))]
    assert shown == [pledge.quantity.span.of(pledge.quote.speech.text) for pledge in pledges if pledge.quantity]
    assert {"４５个", "300部以上", "百分之四十二", "3%至5%"} <= set(shown)


def test_digits_are_larger_than_the_words_around_them(pledges: list[Pledge], chart_labels: ChartLabels):
    row = next(row for row in _rows(_set(pledges, chart_labels)) if row.number[0][0] == "300")
    (digits, large), (words, small) = row.number
    assert (digits, words) == ("300", "部以上")
    assert large.size > small.size


def test_no_number_runs_into_its_subject(pledges: list[Pledge], chart_labels: ChartLabels):
    fonts = Fonts()
    for row in _rows(_set(pledges, chart_labels)):
        width = sum(fonts.width(character, style) for text, style in row.number for character in text)
        assert width <= chart._NUMBER_WIDTH


def test_percentages_share_one_axis_and_other_numbers_have_no_bar(pledges: list[Pledge], chart_labels: ChartLabels):
    setting = _set(pledges, chart_labels)
    assert setting.axis == 120  # 98%以上 is open upwards: its bar ends before the axis
    assert {row.quantity.unit for row in _rows(setting) if row.bar} == {"%"}
    assert not any(row.bar for row in _rows(setting) if row.quantity.unit != "%")


def test_a_single_percentage_has_nothing_to_be_compared_with(pledges: list[Pledge], chart_labels: ChartLabels):
    first = next(pledge for pledge in pledges if pledge.quantity and pledge.quantity.unit == "%")
    assert _set([first], chart_labels).axis == 0


@pytest.mark.parametrize(("most", "end"), [(3, 5), (8.8, 10), (11, 15), (42, 50), (99, 100), (130, 150), (210, 300)])
def test_an_axis_ends_at_a_round_number(most: float, end: float):
    assert chart._axis_end(most) == end


def test_what_is_no_percentage_in_words_has_no_bar(pledges: list[Pledge]):
    said = replace(pledges[0], quantity=Quantity(100, 100, "%", Comparator.EXACT, pledges[0].subject[0]))
    assert not chart._has_bar(said, said.quantity)


def test_words_that_stand_apart_are_shown_with_an_ellipsis_between_them(town: Meeting, quote_of):
    quote = quote_of(town, "新建口袋公园20个，供水漏损率控制在９％以内")
    start = quote.span.start
    apart = Pledge(quote, (Span(start, start + 6), Span(start + 10, start + 15)))
    assert chart._subject(apart) == "新建口袋公园…供水漏损率"
    assert (
        chart._subject(replace(apart, subject=(Span(start, start + 2), Span(start + 2, start + 6)))) == "新建口袋公园"
    )


def test_targets_stand_under_their_speakers_in_order_of_speaking(pledges: list[Pledge], chart_labels: ChartLabels):
    names = [part.name.setting.words.text for part in _set(pledges, chart_labels).pages[0]]
    assert names == ["欧阳文涛", "何敏𠮷"]


def test_a_pledge_without_a_number_is_no_target(pledges: list[Pledge], chart_labels: ChartLabels):
    without = replace(pledges[0], quantity=None)
    assert _set([without, *pledges[1:]], chart_labels).count == len(pledges) - 1


def test_no_target_at_all_is_said(pledges: list[Pledge], chart_labels: ChartLabels, see: See):
    assert _set([], chart_labels)._summary() == chart_labels.empty
    assert count_pages([], TITLE, chart_labels) == 1
    assert see(draw_pledges([replace(pledges[0], quantity=None)], TITLE, chart_labels)).width == 1080


def test_many_targets_are_dealt_out_to_pages_that_hold_each_once(pledges: list[Pledge], chart_labels: ChartLabels):
    many = pledges * 6
    setting = _set(many, chart_labels)
    assert len(setting.pages) == count_pages(many, TITLE, chart_labels) > 1
    shown = [row.pledge for row in _rows(setting)]
    assert sorted(map(id, shown)) == sorted(map(id, many))


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


@pytest.mark.parametrize("comparator", list(Comparator))
def test_a_bar_is_drawn_for_every_comparator(
    comparator: Comparator, pledges: list[Pledge], chart_labels: ChartLabels, see: See
):
    percent = [pledge for pledge in pledges if pledge.quantity and pledge.quantity.unit == "%"]
    quantity = percent[0].quantity
    assert quantity
    changed = Quantity(quantity.low, quantity.high, "%", comparator, quantity.span)
    assert see(draw_pledges([replace(percent[0], quantity=changed), *percent[1:]], TITLE, chart_labels)).width == 1080
