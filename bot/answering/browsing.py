"""Looking words up while they are typed: all that holds them, which is wider than an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answering.focus import trim
from bot.answering.wording import content
from bot.corpus.passages import clauses, segment
from bot.language import HAN
from bot.retrieval.normal import fold, normalise
from bot.types import Answer, AnswerStatus, Meeting, Passage, QuestionKind, Quote, Span

__all__ = ["Browser", "Listing"]

_HAN = re.compile(f"[{HAN}]")
_EDGES = re.compile(r"^[\W_]+|[^\w%％]+$")
_ASKS_FROM = 4
"""Chinese characters from which on a query is a question, whose answer may be said in other words."""
_SHORT = 100
"""Code points; a passage no longer than this is listed whole."""
_MOST = 100
"""Quotes of one listing."""
_ANSWERED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.CORRECTED})
_WHOLE = frozenset({QuestionKind.LIST, QuestionKind.ABSENT, QuestionKind.COMPARE})
"""Kinds whose answer says more than its quotes one by one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is to a query.

    Attributes:
        speakers: Full names of those whom it names, or who can be meant.
        answer: The answer to it, where that says more than its quotes one by one; else None.
        quotes: First those that answer it, best first; then whatever else holds its words, in order of the meeting.
    """

    speakers: tuple[str, ...] = ()
    answer: Answer | None = None
    quotes: tuple[Quote, ...] = ()


class Browser:
    """Lists what a meeting has to a query.

    Args:
        meeting: Where to look.
    """

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self._passages = [(passage, fold(passage.text)) for speech in meeting.speeches for passage in segment(speech)]
        self._people = [
            (name, fold(name), fold(" ".join(speech.role for speech in meeting.speeches_of(name))))
            for name in meeting.speakers
        ]

    def browse(self, query: str, ask: Callable[[str], Answer]) -> Listing:
        """List what there is to a query: whom it names, what answers it, what else holds its words.

        Args:
            query: As typed so far; an empty one lists everybody who spoke.
            ask: Answers a question; asked the query from its second character on.
        """
        normal = _EDGES.sub("", normalise(query))
        if not normal:
            return Listing(self.meeting.speakers)
        named = self._named(normal)
        if len(normal) == 1:
            return Listing(named, quotes=tuple(islice(self._holding(normal), _MOST)))
        answer = ask(query)
        speakers = named or _meant(answer)
        role_lines = {speech.role_line for name in speakers for speech in self.meeting.speeches_of(name)}
        answers = [
            quote
            for quote in _answers(normal, answer)
            if not (quote.speech.by_reporter and quote.span in role_lines)  # the speaker is listed
        ]
        quotes = _apart([*answers, *self._holding(normal)])
        return Listing(speakers, answer if _says_more(normal, answer) else None, tuple(islice(quotes, _MOST)))

    def _named(self, normal: str) -> tuple[str, ...]:
        """Return those whose name holds the query or, from its second character on, whose office does."""
        return tuple(
            name for name, folded, role in self._people if normal in folded or (len(normal) > 1 and normal in role)
        )

    def _holding(self, normal: str) -> Iterator[Quote]:
        """Yield quotes that hold the query as it is typed, then those that hold each of its words."""
        whole = _pattern([normal])
        each = [_pattern([word]) for word in dict.fromkeys(content(normal))]
        rest = []
        for passage, folded in self._passages:
            if found := [match.span() for match in whole.finditer(folded)]:
                yield _quote(passage, found)
            elif len(each) > 1 and all(pattern.search(folded) for pattern in each):
                rest.append(_quote(passage, [match.span() for word in each for match in word.finditer(folded)]))
        yield from rest


def _meant(answer: Answer) -> tuple[str, ...]:
    """Return whom a query can mean, or names and asks nothing else of."""
    if answer.status is AnswerStatus.CLARIFY:
        return answer.speakers
    return answer.question.speakers if answer.question.kind is QuestionKind.SPEAKER else ()


def _answers(normal: str, answer: Answer) -> Iterable[Quote]:
    """Return an answer's quotes that a listing may show.

    Half a word asks nothing yet, and letters may be half a syllable: what is like them only in meaning is chance.
    """
    if answer.status not in _ANSWERED or _puts_words_right(answer):
        return ()
    if _asks(normal) or answer.question.mentions:
        return answer.quotes
    return [quote for quote in answer.quotes if quote.emphasis]


def _says_more(normal: str, answer: Answer) -> bool:
    """Tell whether an answer to a query says more than its quotes one by one: who did not say it, or what is wrong."""
    if answer.status is AnswerStatus.ANSWERED:
        return answer.question.kind in _WHOLE and bool(answer.quotes or answer.speakers)
    return answer.status is AnswerStatus.CORRECTED and (_asks(normal) or not _puts_words_right(answer))


def _puts_words_right(answer: Answer) -> bool:
    """Tell whether an answer says that it was said otherwise: with another number, say, which is not the query's."""
    return answer.status is AnswerStatus.CORRECTED and not answer.question.speakers


def _asks(normal: str) -> bool:
    return len(_HAN.findall(normal)) >= _ASKS_FROM


def _pattern(wordings: Sequence[str]) -> re.Pattern[str]:
    """Return what finds wordings in folded text: a number only as a whole one, Latin letters from a word's start."""
    parts = []
    for wording in wordings:
        before = r"(?<![\d.])" if wording[0].isdigit() else r"(?<![a-z])" if wording[0].isascii() else ""
        after = r"(?!\d|\.\d)" if wording[-1].isdigit() else ""
        parts.append(f"{before}{re.escape(wording)}{after}")
    return re.compile("|".join(parts))


def _quote(passage: Passage, found: Sequence[tuple[int, int]]) -> Quote:
    """Quote a passage, of a long one the clauses around the first words found, the words emphasised."""
    text, base = passage.speech.text, passage.span.start
    marks = _merged(Span(base + start, base + end) for start, end in found)
    span = passage.span
    if len(span) > _SHORT:
        spans = clauses(text, span)
        held = [place for place, clause in enumerate(spans) if clause.overlaps(marks[0])]
        first, last = held[0], held[-1]
        while last + 1 < len(spans) and spans[last + 1].end - spans[first].start <= _SHORT:
            last += 1
        while first > 0 and spans[last].end - spans[first - 1].start <= _SHORT:
            first -= 1
        span = trim(text, Span(spans[first].start, spans[last].end))
    return Quote(passage.speech, span, tuple(mark for mark in marks if span.covers(mark)))


def _merged(places: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for place in sorted(places):
        if merged and place.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, place.end))
        else:
            merged.append(place)
    return merged


def _apart(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Yield the quotes that share no word with one before."""
    kept: dict[int, list[Span]] = {}
    for quote in quotes:
        spans = kept.setdefault(id(quote.speech), [])
        if not any(quote.span.overlaps(span) for span in spans):
            spans.append(quote.span)
            yield quote
