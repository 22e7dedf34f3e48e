"""From a clause to quotes: the part that holds each goal, without the marks at its edges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.types import Quantity, Span

__all__ = ["pieces", "trimmed", "without"]

_EDGE = re.compile(r"[\s,，;；。！？!?：:、—…]+")
_OPENING = re.compile(
    r"[\s—]*(?:[一二三四五六七八九十]是(?!要)|[（(][一二三四五六七八九十\d]+[)）]"
    r"|(?:首先|其次|再次|最后|同时|此外)[,，]?)?[\s,，、：:—]*"
)
"""Marks, enumerators and connectives before what is said."""
_BETWEEN = re.compile(r"[、;；]|以及|[和及与并](?!网)")
"""What may part two goals of one clause."""
_OWN_NOUN = 2
"""Characters of its own that a second goal must have before its number to be quoted apart."""


def pieces(folded: str, clause: Span, targets: Sequence[Quantity]) -> list[Span]:
    """Return, for each goal of a clause, the part that holds it (数采10个、改造20个); several may share one."""
    starts = [clause.start]
    for first, second in pairwise(targets):
        cuts = (match.end() for match in _BETWEEN.finditer(folded, first.span.end, second.span.start))
        starts.append(next((cut for cut in cuts if second.span.start - cut >= _OWN_NOUN), starts[-1]))
    return [Span(start, min((later for later in starts if later > start), default=clause.end)) for start in starts]


def trimmed(folded: str, piece: Span) -> Span:
    """Return a piece without the marks at its edges and the enumerator before it; empty when nothing is left."""
    opening = _OPENING.match(folded, piece.start, piece.end)
    start = opening.end() if opening else piece.start
    end = piece.end
    while end > start and _EDGE.fullmatch(folded, end - 1, end):
        end -= 1
    return Span(start, end)


def without(folded: str, words: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of some words without those taken, marks at the edges aside."""
    start = words.start
    for span in (*sorted(taken), Span(words.end, words.end)):
        if span.start > start:
            left = trimmed(folded, Span(start, span.start))
            if len(left):
                yield left
        start = max(start, span.end)
