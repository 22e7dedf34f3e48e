"""Which speakers mention something, and which do not: one quote each, or none at all."""

from __future__ import annotations

from bot.answering.evidence import missing_terms
from bot.answering.kinds.facts import not_found
from bot.answering.matching import coverage
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.types import Answer, AnswerStatus, Question

__all__ = ["answer_absent", "answer_list"]

_SHARE = 0.8
"""A speaker mentions the topic when a passage covers this share of what the best passage covers of it."""
_LEAST = 0.4
"""Below this coverage of the question's words nobody can be said to mention its topic."""


def mentioning(question: Question, search: Search) -> dict[str, Ranked]:
    """Return the speakers who mention the question's topic, each with the best passage, in order of the meeting."""
    ranked = search.ranked(question)
    best = max((coverage(item.matches) for item in ranked), default=0.0)
    if best < _LEAST:
        return {}
    found: dict[str, Ranked] = {}
    for item in ranked:
        if coverage(item.matches) >= best * _SHARE:
            found.setdefault(item.scored.passage.speech.speaker, item)
    return {speaker: found[speaker] for speaker in search.meeting.speakers if speaker in found}


def answer_list(question: Question, search: Search) -> Answer:
    """Name every speaker who mentions the topic, with a quote each."""
    found = mentioning(question, search)
    if not found:
        return not_found(question, search, search.ranked(question))
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(search.quote(question, item) for item in found.values()),
        speakers=tuple(found),
        considered=tuple(item.scored for item in found.values()),
    )


def answer_absent(question: Question, search: Search) -> Answer:
    """Name the speakers in whose reported words the topic does not occur."""
    found = mentioning(question, search)
    terms, missing = missing_terms(question, search.index)
    if not question.terms:
        return not_found(question, search, search.ranked(question))
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        speakers=tuple(speaker for speaker in search.meeting.speakers if speaker not in found),
        found=terms,
        missing=missing,
    )
