"""About a speaker: which office, and what in short."""

from __future__ import annotations

import re

from bot.answering.kinds.facts import answer_fact, not_found
from bot.answering.kinds.periods import Period, period, period_quotes
from bot.answering.kinds.points import point_quotes
from bot.answering.search import Search
from bot.language import hint, language
from bot.types import Answer, AnswerStatus, Question, Quote

__all__ = ["answer_speaker"]

_IN_SHORT = 2
_MOST = 8


def answer_speaker(question: Question, search: Search) -> Answer:
    """Show the role lines as the paper prints them, then the first speech in short.

    Only the speech if that is asked for, and of it only what was done or what comes next if that is. Who holds an
    office that is no speaker's may be said in a speech.
    """
    if not question.speakers:
        said = any(_named(question, folded) for folded in search.index.folded)
        return answer_fact(question, search) if said else not_found(question, search, search.ranked(question))
    quotes = _of_time(question, search) or _in_short(question, search)
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(quotes[:_MOST]),
        speakers=question.speakers,
    )


def _named(question: Question, folded: str) -> bool:
    """Tell whether folded text names who holds an office (省长陈润儿): a surname follows it; the deputy is another."""
    *before, office = (term.text for term in question.terms)
    named = re.search(rf"(?<!副){re.escape(office)}[{language().offices.surnames}]", folded)
    return named is not None and all(word in folded for word in before)


def _of_time(question: Question, search: Search) -> list[Quote]:
    when = period(question.normal)
    if when is None and any(term.text in language().words.deeds for term in question.terms):
        when = Period.PAST
    return period_quotes(question, search, when) if when is not None else []


def _in_short(question: Question, search: Search) -> list[Quote]:
    speeches = search.meeting.speeches_of(question.speakers[0])
    words = [quote for speech in speeches for quote in point_quotes(question, search, speech)]
    if hint("asks_words").search(question.normal) and not hint("holder").search(question.normal):
        return words
    roles = [
        Quote(search.meeting.reporter, role_line)
        for name in question.speakers
        if (role_line := search.meeting.speeches_of(name)[0].role_line) is not None
    ]
    return roles + words[:_IN_SHORT]
