"""Speeches → passages: sentences, the ；-clauses of long ones, and the points a speech is built of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.language import HAN
from bot.types import Passage, Span, Speech

__all__ = ["clauses", "counted_sentence", "point_spans", "points", "segment", "sentences"]

_GAP = r"(?<=[A-Za-z])\n(?=[A-Za-z])"
"""The line feed that the reading text keeps between two Latin words: no end of anything."""
_SENTENCE = re.compile(
    rf"[。！？!?]*(?:[^。！？!?\n]|{_GAP})+(?:(?:(?:[。！？!?]+|…{{2,}})[”’」』）》)\]]*)+|$|(?=\n))"
)
_SEMICOLON = re.compile(r"[；;]*[^；;]+(?:(?:[；;]+[”’」』]*)+|$)")
_INSIDE = r"(?<=[0-9A-Za-z])[:：,](?=[0-9/])"
"""The colon and comma that part nothing: 10：30, 14,450, http://."""
_CLAUSE = re.compile(
    rf"(?:“[^”\n]{{0,500}}”|‘[^’\n]{{0,500}}’|《[^》\n]{{0,500}}》|{_INSIDE}|[^，,；;。！？!?：:\n]|{_GAP})+[，,；;。！？!?：:]*[”’」』）》]*"
)
"""A quotation within is not cut; looked for without a bound, each mark that is never closed would read to the end."""
LONG_SENTENCE = 40
"""Code points; a sentence no longer than this stays whole even when it holds a semicolon."""

_ENUMERATORS = (
    re.compile(r"(?:首先|其次|再次|再者|最后|此外)[，,：:]?"),
    re.compile(rf"第[一二三四五六七八九十]{{1,3}}(?:[，,：:、]|是|(?=[^{HAN}]))"),
    re.compile(r"[一二三四五六七八九十]是"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
)
_FIRST = re.compile(r"首先|第一|一是|[（(]一[)）]|一、")
_COUNTED = re.compile(
    r"[两二三四五六七八九十]个方面|[两二三四五六七八九十](?:点|条|大方面)(?:意见|建议|体会|原则|主张|立场)?"
)

_FEWEST_ENUMERATED = 2
"""A lone 首先 counts nothing."""
_FEWEST_PARALLEL = 3
"""Two openings alike may be chance."""


def sentences(text: str, within: Span) -> Iterator[Span]:
    """Cut a stretch of text into sentences, closing quotation marks included; whitespace at the edges is left out.

    What holds marks only is a sentence by itself.
    """
    found = _cut(_SENTENCE, text, within)
    if (first := next(found, None)) is not None:
        yield first
        yield from found
    elif (words := within.of(text)).strip():
        start = within.start + len(words) - len(words.lstrip())
        yield Span(start, start + len(words.strip()))


def clauses(text: str, within: Span) -> tuple[Span, ...]:
    """Cut a stretch of text at its commas, semicolons and colons; the marks stay with the clause they end."""
    return tuple(_cut(_CLAUSE, text, within))


def _cut(pattern: re.Pattern[str], text: str, within: Span) -> Iterator[Span]:
    for match in pattern.finditer(text, within.start, within.end):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.end() - (len(piece) - len(piece.rstrip()))
        if start < end:
            yield Span(start, end)


def segment(speech: Speech) -> tuple[Passage, ...]:
    """Cut a speech into passages, in order; together they hold every word of it."""
    starts = points(speech)
    heads = frozenset(starts)
    passages: list[Passage] = []
    for index, paragraph in enumerate(speech.paragraphs):
        lead: Span | None = None
        for sentence in sentences(speech.text, paragraph):
            if lead is None or sentence.start in heads:
                lead = sentence
            pieces = [sentence]
            if len(sentence) > LONG_SENTENCE:
                pieces = list(_cut(_SEMICOLON, speech.text, sentence))
            number = bisect_right(starts, sentence.start)
            for piece in pieces:
                outside = lead if not lead.covers(piece) else None
                passages.append(Passage(speech, piece, index, lead=outside, point=number))
    return tuple(passages)


def points(speech: Speech) -> tuple[int, ...]:
    """Return where the points of a speech begin, in order; empty when it does not count its points.

    A point begins with an enumerator (首先/其次/第三, 第一/第二, 一是, （一）) at the head of a sentence, or with
    the same two characters as at least two other openings of sentences in a row of points (强化…/强化…/强化…).
    """
    heads = [sentence.start for paragraph in speech.paragraphs for sentence in sentences(speech.text, paragraph)]
    enumerated = [start for start in heads if any(mark.match(speech.text, start) for mark in _ENUMERATORS)]
    if len(enumerated) >= _FEWEST_ENUMERATED and _FIRST.match(speech.text, enumerated[0]):
        return tuple(enumerated)
    return _parallel(speech, heads)


def _parallel(speech: Speech, heads: Sequence[int]) -> tuple[int, ...]:
    """Find three or more sentence openings that share two characters and the length of their first clause."""
    groups: dict[tuple[str, int], list[int]] = {}
    for start in heads:
        first = _CLAUSE.match(speech.text, start)
        if first:
            groups.setdefault((speech.text[start : start + 2], len(first.group())), []).append(start)
    rows = [tuple(starts) for starts in groups.values() if len(starts) >= _FEWEST_PARALLEL]
    return max(rows, key=len, default=())


def counted_sentence(speech: Speech) -> Span | None:
    """Return the sentence that announces how many aspects follow (…四个方面), or None."""
    for paragraph in speech.paragraphs:
        for sentence in sentences(speech.text, paragraph):
            if _COUNTED.search(sentence.of(speech.text)):
                return sentence
    return None


def point_spans(speech: Speech) -> tuple[Span, ...]:
    """Return the stretch of each point, up to the next one or the end of the speech."""
    starts = points(speech)
    return tuple(Span(start, end) for start, end in pairwise((*starts, len(speech.text))))
