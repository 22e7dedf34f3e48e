"""About a speaker: which office, and what in short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answering.kinds.facts import answer_fact, not_found
from bot.answering.kinds.periods import period_quotes
from bot.answering.kinds.points import point_quotes
from bot.answering.periods import Period, period
from bot.answering.search import Search
from bot.language import hint, language
from bot.types import Answer, AnswerStatus, Question, Quote, Speech, squash

__all__ = ["answer_speaker"]

_IN_SHORT = 2
"""Passages of a speech that say in short what it is about, beside who speaks."""
_MOST = 8
"""Passages in an answer; several speakers share them."""


def answer_speaker(question: Question, search: Search) -> Answer:
    """Show the role lines as the paper prints them, then what each speaker says in short.

    Only the speech if that is asked for, and of it only what was done or what comes next if that is. Who holds an
    office that is no speaker's may be said in a speech.
    """
    if not question.speakers:
        said = any(_named(question, folded) for folded in search.index.folded)
        return answer_fact(question, search) if said else not_found(question, search, search.ranked(question))
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(_of_time(question, search) or _in_short(question, search)),
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
    if when is None:
        return []
    each = _share(question)
    return [quote for one in _by_speaker(question) for quote in period_quotes(one, search, when)[:each]]


def _in_short(question: Question, search: Search) -> list[Quote]:
    words = [
        [quote for speech in search.meeting.speeches_of(name) for quote in point_quotes(question, search, speech)]
        for name in question.speakers
    ]
    rest, asks_words = hint("asks_words").subn("", question.normal)
    holder = hint("holder").search(rest)
    if asks_words and not holder:
        each = _share(question)
        return [quote for of_one in words for quote in of_one[:each]]
    roles = [
        line
        for name in question.speakers
        for speech in search.meeting.speeches_of(name)[:1]
        if (line := _role_line(speech, search)) is not None
    ]
    if len(words) == 1:
        return roles + words[0][:_IN_SHORT]
    # whoever asks who all hold an office wants to know them, not what they say
    return roles if holder else [*roles, *(quote for of_one in words[:_MOST] for quote in of_one[:1])]


def _role_line(speech: Speech, search: Search) -> Quote | None:
    """Return where the source prints a speaker's role; None where it prints the name, or a part of it, alone."""
    if speech.role_line is None or not speech.shown_role:
        return None
    line = Quote(search.meeting.part_of(speech).reporter, speech.role_line)
    return None if squash(line.text) in squash(speech.speaker) else line


def _by_speaker(question: Question) -> Iterator[Question]:
    """Yield a question about several speakers once for each of them."""
    for name in question.speakers:
        yield replace(question, mentions=tuple(mention for mention in question.mentions if mention.speaker == name))


def _share(question: Question) -> int:
    """Return how many passages each speaker of a question gets, at least 1."""
    return max(1, _MOST // len(question.speakers))
