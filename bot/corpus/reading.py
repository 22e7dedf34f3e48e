"""The reading text: printed lines joined into whole paragraphs, every character still at its place.

Nothing is added or changed: the reading text is the source with whitespace left out, and ``offsets``
leads from each of its characters back to the source.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.corpus.laidout import LaidOut, ends_paragraph
from bot.types import Span, squash

__all__ = ["ReadingText", "join_lines"]

_ENUMERATOR = re.compile(
    r"第[一二三四五六七八九十]{1,2}[，,、]|[（(][一二三四五六七八九十\da-z]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d)|[—―●•·▪]|-\s"
)
_ENDS_ITEM = re.compile(r"[；;][及和與与]$|[)）]$|\d(?:元|人|%|％)?$")
"""How an item of a list ends without a full stop: before the last one, in a bracket, in a table's cell."""
_LATIN_STOP = re.compile(r"[A-Za-z)\]%](?:\.|:|\?|!)[”’\"')\]]*$")
"""It ends a line by chance as well, so that more must show that a paragraph ends there."""
_ENTRY = re.compile(r"[A-Z][\w ]{1,20}: ")
"""Contact: Peter Brown"""
_WIDEST_WRAP = 100
"""Characters: no longer line was broken to a page's width."""
_SHORT = 0.6
"""Of the widest line's characters: what comes to a stop before was broken by no page."""
_NEVER_FIRST = "。！？!?，,；;：:、”’」』）》)]"
"""Marks that end what came before: a line that begins with one goes on with the paragraph above."""
_LATIN_END = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")
_LONGEST_ITEM = 40
_FULL = 0.8
_FEW_LINES = 4
"""Of so few it cannot be told whether they were broken at an edge."""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """Joined text and its way back.

    Attributes:
        text: Paragraphs separated by one line feed.
        offsets: Source offset of each code point of ``text``, strictly increasing.
        paragraphs: Spans of ``text``.
    """

    text: str
    offsets: Sequence[int]
    paragraphs: tuple[Span, ...]


def _starts_paragraph(line: LaidOut, before: LaidOut, *, indents: bool, width: int) -> bool:
    if indents:
        # a page that indents its paragraphs says itself where they begin
        return line.line.indented
    if line.text[0] in _NEVER_FIRST:
        return False
    if _ENUMERATOR.match(line.text) and (before.text[-1] in "；：。;:︰﹔" or _ENDS_ITEM.search(before.text)):
        return True
    if not _LATIN_STOP.search(before.text):
        return ends_paragraph(before.text)
    short = len(before.text) < _SHORT * width
    return bool(line.line.gap) or short or len(before.text) > _WIDEST_WRAP or _ENTRY.match(line.text) is not None


def _are_items(before: str, after: str) -> bool:
    """Tell whether two lines that no column broke are items of a list: figures, or what is written in Latin letters."""
    edge = before[-1].isascii() and after[0].isascii() and not (before[-1].isalpha() and after[0].isalpha())
    return edge and len(before) <= _LONGEST_ITEM


def _is_wrapped(lines: Sequence[LaidOut], width: int) -> bool:
    """Tell whether lines may have been broken at the edge of a column: more than one reaches as far as the widest."""
    full = sum(len(line.text) >= _FULL * width for line in lines)
    return full > 1 or (len(lines) < _FEW_LINES and width > _LONGEST_ITEM)


def join_lines(lines: Iterable[LaidOut], source_text: str, *, indents: bool, apart: bool = False) -> ReadingText:
    """Join running lines: a paragraph goes on until it comes to a full stop (or the next indent).

    Columns of a newspaper break sentences, words and numbers from their nouns; the break is whitespace
    and is left out. Between two Latin words one line feed of the source is kept, for they need a gap.

    Args:
        lines: In order of the source.
        source_text: What the lines' offsets refer to.
        indents: Whether the page marks paragraphs by an indent.
        apart: Keep every line a paragraph of its own (headlines, role lines).
    """
    pieces: list[str] = []
    offsets = array("L")
    starts: list[int] = []
    length = 0
    before: LaidOut | None = None
    lines = list(lines)
    width = max((len(line.text) for line in lines), default=0)
    wrapped = _is_wrapped(lines, width)
    for line in lines:
        if before is not None:
            end = before.start + len(before.text)
            # a page's head between the lines would stand in the middle of a quote, which is one stretch of the source
            parted = bool(squash(source_text[end : line.start]))
            new = apart or parted or _starts_paragraph(line, before, indents=indents, width=width)
            # a figure that a column's edge broke is whole without a gap, figures of a list are not one
            new = new or (not wrapped and _are_items(before.text, line.text))
            latin = _LATIN_END.search(before.text) and _LATIN_START.match(line.text)
            if new or latin:
                pieces.append("\n")
                offsets.append(_gap(source_text, end, line.start))
                length += 1
            if new:
                starts.append(length)
        else:
            starts.append(0)
        pieces.append(line.text)
        offsets.extend(range(line.start, line.start + len(line.text)))
        length += len(line.text)
        before = line
    ends = [start - 1 for start in starts[1:]] + [length]
    paragraphs = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True)) if pieces else ()
    return ReadingText("".join(pieces), offsets, paragraphs)


def _gap(source_text: str, start: int, end: int) -> int:
    """Return the offset that stands for the line feed between two lines: a real one where there is one."""
    found = source_text.find("\n", start, end)
    return found if found >= 0 else start
