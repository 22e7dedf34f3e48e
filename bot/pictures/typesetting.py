"""Words on lines: how Chinese is broken, how wide a line is, and how it is drawn.

A line is a span of its text, so what is drawn is what was given, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from PIL import ImageDraw

from bot.pictures.fonts import Fonts, Style, is_invisible
from bot.pictures.palettes import Colour
from bot.retrieval.normal import fold
from bot.retrieval.tokens import inner_places
from bot.types import Span
from bot.wrapping import line_breaks

__all__ = ["Setting", "Words", "balanced_lines", "draw_words", "lines_of"]

_OPENING = frozenset("（《〈「『【〔〖“‘［｛")
_CLOSING = frozenset("。，、；：）》〉」』】〕〗”’］｝．")
"""Marks of a full em whose ink stands in one half: beside another mark the empty half is left out."""
_BEHIND_NUMBER = re.compile(r"(?<=[\d%％])(?=[^\W\d])|(?<=[\d%％][至到~～])(?=\d)")
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """Text to be set in one size, with some of it in bold.

    Attributes:
        text: Line feeds begin a new line.
        style: How it is set.
        bold: Spans of ``text`` that are bold besides.
    """

    text: str
    style: Style
    bold: tuple[Span, ...] = ()


class Setting:
    """The widths of words in the fonts there are.

    Args:
        words: What is set.
        fonts: In which fonts.
    """

    def __init__(self, words: Words, fonts: Fonts) -> None:
        self.words = words
        self.fonts = fonts
        bold = replace(words.style, bold=True)
        places = {place for span in words.bold for place in range(span.start, span.end)}
        self.styles = [bold if place in places else words.style for place in range(len(words.text))]
        self.widths = [self._width(place) for place in range(len(words.text))]

    def width(self, line: Span) -> float:
        """Return the width of a line in pixels, without the spaces at its end and the empty half of an opening mark."""
        end = line.start + len(line.of(self.words.text).rstrip())
        return sum(self.widths[line.start : end]) - self.hang(line)

    def hang(self, line: Span) -> float:
        """Return how far the first character of a line may stand out to the left: the empty half of “."""
        first = self.words.text[line.start : line.start + 1]
        return self.words.style.size * _HALF if first in _OPENING and self._is_wide(line.start) else 0.0

    def extent(self, line: Span, words: Span) -> tuple[float, float]:
        """Return from where to where the ink of some words of a line reaches, in pixels from the line's left end."""
        text, half = self.words.text, self.words.style.size * _HALF
        left = sum(self.widths[line.start : words.start]) - self.hang(line)
        right = left + sum(self.widths[words.start : words.end])
        if text[words.start] in _OPENING and self._is_wide(words.start):
            left += half
        if text[words.end - 1] in _CLOSING and self._is_wide(words.end - 1):
            right -= half
        return left, right

    def _width(self, place: int) -> float:
        text = self.words.text
        full = self.fonts.width(text[place], self.styles[place])
        after = text[place + 1 : place + 2]
        if text[place] in _CLOSING and full >= self.words.style.size and after and after in _OPENING | _CLOSING:
            return full * _HALF
        return full

    def _is_wide(self, place: int) -> bool:
        return self.widths[place] >= self.words.style.size


def lines_of(setting: Setting, width: float) -> list[Span]:
    """Break words into lines no wider than ``width`` pixels; an empty line stays, and no words are no lines."""
    lines: list[Span] = []
    start = 0
    for paragraph in setting.words.text.split("\n") if setting.words.text else ():
        end = start + len(paragraph)
        breaks = line_breaks(paragraph, width, setting.widths[start:end], _kept_together(paragraph))
        edges = [start, *(start + place for place in breaks), end]
        lines += [Span(left, right) for left, right in pairwise(edges)]
        start = end + 1
    return lines


@lru_cache(maxsize=256)
def _kept_together(paragraph: str) -> frozenset[int]:
    """Return the offsets inside words, and behind a number: 30家, 8%以上 and 5至6个 are read at one glance."""
    behind = (match.start() for match in _BEHIND_NUMBER.finditer(paragraph))
    return frozenset((*inner_places(fold(paragraph)), *behind))


def balanced_lines(setting: Setting, width: float) -> list[Span]:
    """Break words into as few lines as ``lines_of``, but about equally long: no character stands alone at the end."""
    lines = lines_of(setting, width)
    low, high = width * _HALF, width
    while high - low > 1:
        middle = (low + high) / 2
        if len(lines_of(setting, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return lines_of(setting, high)


def draw_words(draw: ImageDraw.ImageDraw, setting: Setting, line: Span, at: tuple[float, float], ink: Colour) -> None:
    """Draw a line; ``at`` is the left end of its baseline, beyond which an opening mark's empty half stands out."""
    x, y = at[0] - setting.hang(line), at[1]
    for run in _runs(setting, line):
        first = run[0]
        font = setting.fonts.font(setting.words.text[first], setting.styles[first])
        draw.text((x, y), "".join(setting.words.text[place] for place in run), font=font, fill=ink, anchor="ls")
        x += sum(setting.widths[place] for place in run)


def _runs(setting: Setting, line: Span) -> Iterator[Sequence[int]]:
    """Yield the places of a line in runs that one font draws at one go, without those that are not seen."""
    run: list[int] = []
    for place in range(line.start, line.end):
        character = setting.words.text[place]
        if is_invisible(character):
            continue
        if run and not _goes_on(setting, run[-1], place):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _goes_on(setting: Setting, before: int, place: int) -> bool:
    text, styles, fonts = setting.words.text, setting.styles, setting.fonts
    return (
        place == before + 1
        and styles[before] == styles[place]
        and fonts.font(text[before], styles[before]) is fonts.font(text[place], styles[place])
        and setting.widths[before] == fonts.width(text[before], styles[before])
    )
