"""Lines of words, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.fonts import Fonts, Style
from bot.pictures.palettes import Colour
from bot.pictures.typesetting import Setting, Words, balanced_lines
from bot.types import Span

__all__ = ["Block", "short_block"]

_ASCENT = 0.88
"""Share of the em above the baseline, in fonts for Chinese."""
_LINES = 4
"""Of a short text, at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of words, one below the other.

    Attributes:
        setting: The words.
        lines: Spans of them.
        ink: Their colour.
        gap: More pixels where a line feed stands.
    """

    setting: Setting
    lines: Sequence[Span]
    ink: Colour
    gap: float = 0.0

    @property
    def leading(self) -> float:
        """From one baseline to the next, in pixels."""
        style = self.setting.words.style
        return style.size * style.leading

    @property
    def height(self) -> float:
        """Height in pixels."""
        return len(self.lines) * self.leading + self.gap * self.setting.words.text.count("\n")

    def baseline(self, number: int) -> float:
        """Return how far below the upper edge the baseline of a line lies, counting from 0; of none, where it would."""
        size, text = self.setting.words.style.size, self.setting.words.text
        start = self.lines[number].start if self.lines else 0
        above = number * self.leading + self.gap * text.count("\n", 0, start)
        return above + (self.leading - size) / 2 + size * _ASCENT


def short_block(text: str, style: Style, ink: Colour, width: float, fonts: Fonts) -> Block:
    """Set a text of a few lines, about equally long and no wider than ``width`` pixels; what is longer ends in …."""
    setting = Setting(Words(text, style), fonts)
    lines = balanced_lines(setting, width)
    if len(lines) > _LINES:
        return short_block(f"{text[: lines[_LINES - 1].end - 1]}…", style, ink, width, fonts)
    return Block(setting, lines, ink)
