"""From a passage to a quote: the shortest run of clauses that answers, with its decisive words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answering.expectation import answers_kind, holds_numbers
from bot.answering.matching import TermMatch, coverage, match_terms
from bot.answering.quantities import parse_quantities
from bot.answering.ranking import Ranked
from bot.answering.times import times
from bot.retrieval.index import MeetingIndex
from bot.retrieval.normal import fold
from bot.types import Question, QuestionKind, Quote, Span

__all__ = ["emphasise", "focus", "trim"]

_SHORT = 100
"""Code points; a passage no longer than this is quoted whole."""
_LONGEST = 120
"""Code points of a focused quote, at most; a single clause may be longer."""
_LEAST = 9
"""Code points of a quote, at least: 下一步 says nothing by itself."""
_LONGEST_MEANS = 150
"""Code points; by what means something is done stands around the words that name it: up to here it is quoted whole."""
_LENGTH_COST = 0.006
"""What a code point costs against evidence, so that a clause which adds nothing stays out."""


def focus(question: Question, ranked: Ranked, index: MeetingIndex) -> Quote:
    """Quote the part of a passage that answers the question.

    Args:
        question: What is asked.
        ranked: The passage.
        index: The meeting.
    """
    passage = ranked.scored.passage
    spans = index.clauses[ranked.candidate.number]
    details = ranked.candidate.details
    span = passage.span
    whole = question.kind is QuestionKind.HOW and len(span) <= _LONGEST_MEANS
    if len(span) > _SHORT and len(spans) > 1 and not whole:
        span = max(_windows(spans), key=lambda window: _value(question, passage.speech.text, spans, details, window))
    span = trim(passage.speech.text, span)
    return Quote(passage.speech, span, emphasise(question, passage.speech.text, span))


def _windows(spans: Sequence[Span]) -> Iterator[Span]:
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            window = Span(spans[first].start, spans[last].end)
            whole = first == 0 and last == len(spans) - 1
            if whole or (len(window) >= _LEAST and (first == last or len(window) <= _LONGEST)):
                yield window


def _value(question: Question, text: str, spans: Sequence[Span], details: Sequence[float], window: Span) -> float:
    """Weigh the evidence of a run of clauses against its length."""
    folded = fold(window.of(text))
    found = coverage(match_terms(question.terms, folded))
    best = max(detail for span, detail in zip(spans, details, strict=True) if window.covers(span))
    spread = max(details) - min(details)
    near = (best - min(details)) / spread if spread else 0.0
    return (
        2.2 * found
        + 0.9 * near
        + 1.2 * answers_kind(question, folded)
        + 2.0 * holds_numbers(question, folded)
        - _LENGTH_COST * len(window)
    )


def trim(text: str, span: Span) -> Span:
    """Leave out the mark that parts a quote from what follows (，；：、), never one that belongs to it."""
    end = span.end
    while end > span.start + 1 and text[end - 1] in "，；：、,;: ":
        end -= 1
    return Span(span.start, end)


def emphasise(question: Question, text: str, span: Span) -> tuple[Span, ...]:
    """Return the decisive words of a quote: the question's terms, and the number or time it asks for."""
    folded = fold(span.of(text))
    places: list[Span] = []
    for match in match_terms(question.terms, folded):
        places.extend(_worth_marking(match))
    if question.kind in {QuestionKind.QUANTITY, QuestionKind.NUMBER}:
        places.extend(quantity.span for quantity in parse_quantities(folded))
    if question.kind is QuestionKind.WHEN:
        places.extend(Span(start, end) for start, end in times(folded))
    return tuple(Span(span.start + place.start, span.start + place.end) for place in _merged(places))


def _worth_marking(match: TermMatch) -> tuple[Span, ...]:
    return tuple(place for place in match.places if len(place) >= 2)


def _merged(places: list[Span]) -> Iterator[Span]:
    merged: list[Span] = []
    for place in sorted(places):
        if merged and place.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, place.end))
        else:
            merged.append(place)
    yield from merged
