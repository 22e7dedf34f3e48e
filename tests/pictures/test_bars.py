"""Bars of percentages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pictures.bars import axis_of, draw_bar, has_bar
from bot.pictures.canvas import Canvas
from bot.pictures.fonts import Fonts
from bot.pictures.palettes import LIGHT, Colour
from bot.types import Comparator, Pledge, Quantity, Span


def _percent(pledges: list[Pledge], low: float, high: float, comparator: Comparator = Comparator.EXACT) -> Pledge:
    pledge = next(pledge for pledge in pledges if pledge.quantity and pledge.quantity.unit == "%")
    assert pledge.quantity
    return replace(pledge, quantity=replace(pledge.quantity, low=low, high=high, comparator=comparator))


def test_percentages_have_bars_and_other_numbers_have_none(pledges: list[Pledge]):
    units = {pledge.quantity.unit: has_bar(pledge) for pledge in pledges if pledge.quantity}
    assert units.pop("%")
    assert len(units) > 1
    assert not any(units.values())


def test_what_is_no_percentage_in_words_has_no_bar(pledges: list[Pledge]):
    said = replace(pledges[0], quantity=Quantity(100, 100, "%", Comparator.EXACT, pledges[0].subject[0]))
    assert not has_bar(said)
    assert not has_bar(replace(said, quantity=None))


def test_a_single_percentage_has_nothing_to_be_compared_with(pledges: list[Pledge]):
    assert axis_of([_percent(pledges, 8, 8)]) == 0
    assert axis_of([_percent(pledges, 8, 8), _percent(pledges, 4, 4)]) == 10


@pytest.mark.parametrize(
    ("most", "end"),
    [(3, 5), (8, 10), (9.5, 15), (10, 15), (42, 50), (60, 100), (98, 100), (100, 100), (101, 200), (210, 300)],
)
def test_an_axis_ends_at_a_round_number_behind_its_longest_bar(most: float, end: float, pledges: list[Pledge]):
    assert axis_of([_percent(pledges, 1, most), _percent(pledges, 2, 2)]) == end


@pytest.mark.parametrize(
    ("comparator", "low", "high", "expected"),
    [
        (Comparator.EXACT, 50, 50, {25: LIGHT.bar, 75: LIGHT.rule}),
        (Comparator.ABOUT, 50, 50, {25: LIGHT.bar, 75: LIGHT.rule}),
        (Comparator.RANGE, 40, 60, {25: LIGHT.bar, 50: LIGHT.bar_open, 75: LIGHT.rule}),
        (Comparator.AT_LEAST, 50, 50, {25: LIGHT.bar, 52: LIGHT.bar_open, 75: LIGHT.rule}),
        (Comparator.AT_MOST, 50, 50, {25: LIGHT.bar_open, 49.6: LIGHT.bar, 75: LIGHT.rule}),
    ],
)
def test_a_bar_shows_what_is_certain_what_may_be_and_what_is_beyond(
    comparator: Comparator, low: float, high: float, expected: dict[float, Colour]
):
    canvas = Canvas(40, LIGHT.paper, Fonts())
    draw_bar(canvas, Quantity(low, high, "%", comparator, Span(0, 1)), (0, 10, 1000), 100, LIGHT)
    assert {percent: canvas.image.getpixel((round(percent * 10), 17)) for percent in expected} == expected
