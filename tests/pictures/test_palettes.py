"""Colours that can be told apart."""

from __future__ import annotations

import pytest

from bot.pictures.palettes import DARK, LIGHT, Colour, Palette

READABLE = 4.5
"""WCAG 2.2, level AA, for text of any size."""


def _luminance(colour: Colour) -> float:
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_its_ground(colours: Palette):
    pairs = [
        (colours.ink, colours.paper),
        (colours.ink, colours.marker),
        (colours.muted, colours.paper),
        (colours.accent, colours.paper),
        (colours.on_commitment, colours.commitment),
        (colours.on_deadline, colours.deadline),
    ]
    assert [pair for pair in pairs if _contrast(*pair) < READABLE] == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_bar_is_seen_on_its_track(colours: Palette):
    assert _contrast(colours.bar, colours.rule) >= 3
    assert _contrast(colours.bar, colours.bar_open) >= 2


def test_black_on_white_has_the_highest_contrast_there_is():
    assert _contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
