"""What has been done and what comes next: the passages of a speech that belong to the time asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from bot.answering.claims import states_plan
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.corpus.passages import segment
from bot.language import hint
from bot.retrieval.normal import fold
from bot.types import Passage, Question, Quote, Speech

__all__ = ["Period", "of_period", "period", "period_quotes"]

_MOST = 6


class Period(Enum):
    """The two times that a report is made of."""

    PAST = auto()
    NEXT = auto()


def period(folded: str) -> Period | None:
    """Return the time that a folded question asks for, by its name or what belongs to it (成绩, 目标); else None."""
    return _time(folded) or _first(folded, "asks_past", "asks_next")


def _time(folded: str) -> Period | None:
    """Return the time that folded text names, the first of several; None when it names neither."""
    return _first(folded, "past", "next")


def _first(folded: str, past: str, after: str) -> Period | None:
    found = [
        (match.start(), when)
        for name, when in ((past, Period.PAST), (after, Period.NEXT))
        if (match := hint(name).search(folded))
    ]
    return min(found, key=lambda place: place[0])[1] if found else None


def _periods(speech: Speech) -> Iterator[tuple[Passage, Period | None]]:
    """Yield the passages of a speech with their time: it holds until another is named or the paragraph ends."""
    now: Period | None = None
    paragraph = -1
    for passage in segment(speech):
        if passage.paragraph != paragraph:
            now, paragraph = None, passage.paragraph
        folded = fold(passage.text)
        now = _time(folded) or now or (Period.NEXT if states_plan(folded) else None)
        yield passage, now


def of_period(ranked: Iterable[Ranked], when: Period) -> list[Ranked]:
    """Return those of some ranked passages that speak of a time, in the order given."""
    items = list(ranked)
    speeches = dict.fromkeys(item.scored.passage.speech for item in items)
    places = {(id(speech), passage.span) for speech in speeches for passage, now in _periods(speech) if now is when}
    return [item for item in items if (id(item.scored.passage.speech), item.scored.passage.span) in places]


def period_quotes(question: Question, search: Search, when: Period) -> list[Quote]:
    """Quote what the speakers a question names say of a time, in order, at most 6 passages."""
    passages = [
        passage
        for speaker in question.speakers
        for speech in search.meeting.speeches_of(speaker)
        for passage, now in _periods(speech)
        if now is when
    ]
    return [search.quote_span(question, passage.speech, passage.span) for passage in passages[:_MOST]]
