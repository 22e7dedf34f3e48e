"""What was done and what comes next: the passages of a speech that belong to the time asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.answering.claims import states_plan
from bot.answering.periods import Period, named_period
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.corpus.passages import segment
from bot.retrieval.normal import fold
from bot.types import Passage, Question, Quote, Speech

__all__ = ["of_period", "period_quotes"]

_MOST = 6


def _periods(speech: Speech) -> Iterator[tuple[Passage, Period | None]]:
    """Yield the passages of a speech with their time: it holds until another is named or the paragraph ends."""
    now: Period | None = None
    paragraph = -1
    for passage in segment(speech):
        if passage.paragraph != paragraph:
            now, paragraph = None, passage.paragraph
        folded = fold(passage.text)
        now = named_period(folded) or now or (Period.NEXT if states_plan(folded) else None)
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
