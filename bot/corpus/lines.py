"""The source cut into printed lines, each knowing its place and the gap above it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from bot.types import SourceText

__all__ = ["Line", "line_at", "split_lines"]

_LINE = re.compile(r"[^\r\n\f\u2028\u2029]*(?:\r\n|[\r\n\f\u2028\u2029]|$)")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")
"""No page break: editors do not count a line there."""
_INDENT = re.compile(r"[ \t]{2,}|\u3000")
_BLANK = " \t\r\n\f\v\u00a0\u2028\u2029\u3000\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line that is not blank.

    Attributes:
        number: 1-based, as an editor counts.
        start: Offset of its first visible code point in the source.
        text: Without surrounding whitespace; inner whitespace as printed.
        indented: Whether it begins with a paragraph's indent.
        gap: Number of blank lines above it.
    """

    number: int
    start: int
    text: str
    indented: bool
    gap: int


def split_lines(source: SourceText) -> tuple[Line, ...]:
    """Return the lines that are not blank, in order."""
    lines: list[Line] = []
    gap = 0
    following = 1
    for match in _LINE.finditer(source.text):
        raw = match.group()
        text = raw.strip(_BLANK)
        number = following
        following += not raw.endswith("\f")
        if not text:
            gap += 1
            continue
        start = match.start() + raw.index(text)
        lines.append(Line(number, start, text, bool(_INDENT.match(raw)), gap))
        gap = 0
    return tuple(lines)


def line_at(text: str, offset: int) -> int:
    """Return the number of the line that holds an offset, counted as ``Line.number`` is."""
    return bisect_right(_line_starts(text), offset)


# a ledger of thousands of pledges asks as often; a text of one line break in two characters is the worst there is
@lru_cache(maxsize=2)
def _line_starts(text: str) -> array[int]:
    return array("L", [0, *(found.end() for found in _LINE_END.finditer(text))])
