"""The colours of a picture, in light and dark; every text colour is readable on what it stands on (WCAG AA)."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DARK", "LIGHT", "Colour", "Palette", "palette"]

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for.

    Attributes:
        paper: The ground everything stands on.
        ink: The speaker's words.
        muted: What explains: roles, sections, footers.
        accent: Numbers and whatever else the eye should find first.
        rule: Thin lines and the tracks of bars; nothing is written in it.
        bar: A bar as far as it is certain.
        bar_open: A bar beyond that: the upper end of a range.
        marker: Behind the decisive words of a quote.
        commitment: The tag of a word that commits, ``on_commitment`` written on it.
        deadline: The tag of a deadline, ``on_deadline`` written on it.
    """

    paper: Colour
    ink: Colour
    muted: Colour
    accent: Colour
    rule: Colour
    bar: Colour
    bar_open: Colour
    marker: Colour
    commitment: Colour
    on_commitment: Colour
    deadline: Colour
    on_deadline: Colour


LIGHT = Palette(
    paper=(251, 250, 246),
    ink=(27, 31, 36),
    muted=(92, 98, 108),
    accent=(10, 88, 104),
    rule=(226, 222, 212),
    bar=(10, 88, 104),
    bar_open=(138, 184, 193),
    marker=(255, 231, 153),
    commitment=(214, 235, 238),
    on_commitment=(8, 70, 83),
    deadline=(240, 230, 211),
    on_deadline=(99, 68, 18),
)

DARK = Palette(
    paper=(20, 24, 28),
    ink=(241, 238, 231),
    muted=(166, 173, 183),
    accent=(120, 212, 224),
    rule=(50, 56, 63),
    bar=(92, 190, 204),
    bar_open=(44, 96, 105),
    marker=(92, 74, 14),
    commitment=(24, 60, 67),
    on_commitment=(152, 224, 234),
    deadline=(62, 50, 28),
    on_deadline=(238, 208, 152),
)


def palette(*, dark: bool) -> Palette:
    """Return the colours for a dark or a light screen."""
    return DARK if dark else LIGHT
