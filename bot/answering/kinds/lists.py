"""Which speakers mention something, and which do not: one quote each, or none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering.evidence import missing_terms
from bot.answering.kinds.facts import not_found
from bot.answering.matching import coverage
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.answering.topics import shares
from bot.types import Answer, AnswerStatus, Question

__all__ = ["answer_absent", "answer_list", "mentioning"]

_SHARE = 0.75
"""A speaker mentions the topic when a passage covers this share of what the best passage covers of it."""
_LEAST = 0.4
"""Below this coverage of the question's words nobody can be said to mention its topic."""
_AND_THE_LIKE = re.compile(r"(?:这|之)[类些种].*")
_EITHER = re.compile(r"[/／]|或者?是?|还是|\bor\b")


def mentioning(question: Question, search: Search) -> dict[str, Ranked]:
    """Return the speakers who mention the question's topic, each with the best passage, in order of the meeting.

    Of topics joined by 或 or a stroke any one counts. A term tells the less the more of the meeting's passages hold it.
    """
    ranked = search.ranked(question)
    found: dict[str, tuple[float, Ranked]] = {}
    for chosen in _alternatives(question):
        if max((coverage([item.matches[at] for at in chosen]) for item in ranked), default=0.0) < _LEAST:
            continue
        found_shares = shares(ranked, chosen)
        best = max(found_shares, default=0.0)
        for item, share in zip(ranked, found_shares, strict=True):
            speaker = item.scored.passage.speech.speaker
            if best and share >= best * _SHARE and (speaker not in found or found[speaker][0] < share):
                found[speaker] = (share, item)
    return {speaker: found[speaker][1] for speaker in search.meeting.speakers if speaker in found}


def _alternatives(question: Question) -> Iterator[Sequence[int]]:
    """Yield for each of the topics that a question joins by 或 which of its terms belong to it.

    What stands before 的 belongs to all of them (德国的项目或企业).
    """
    topic, likes = _AND_THE_LIKE.subn("", question.normal)
    parts = [part for part in (topic.split("、") if likes else _EITHER.split(question.normal)) if part]
    head, _, rest = parts[0].rpartition("的") if len(parts) > 1 else ("", "", question.normal)
    groups = [_inside(question, part) for part in (rest or head, *parts[1:])]
    groups = [group for group in groups if group]
    if len(groups) > 1:
        shared = _inside(question, head)
        yield from ([*shared, *group] for group in groups)
    else:
        yield range(len(question.terms))


def _inside(question: Question, part: str) -> list[int]:
    return [at for at, term in enumerate(question.terms) if term.text in part]


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
    """Name the speakers in whose reported words the topic does not occur; quote the others."""
    if not question.terms:
        return not_found(question, search, search.ranked(question))
    found = mentioning(question, search)
    terms, missing = missing_terms(question, search.index)
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(search.quote(question, item) for item in found.values()),
        speakers=tuple(speaker for speaker in search.meeting.speakers if speaker not in found),
        found=tuple(dict.fromkeys(word for term in terms for word in _said_as(term, tuple(found.values()), search))),
        missing=missing,
    )


def _said_as(term: str, found: Sequence[Ranked], search: Search) -> Iterator[str]:
    """Yield the wordings in which passages hold a term of another language; the term itself if it is none."""
    if not term.isascii():
        yield term
        return
    said = False
    for item in found:
        folded = search.index.folded[item.candidate.number]
        for match in item.matches:
            if match.term.text == term and match.places:
                yield match.places[0].of(folded)
                said = True
    if not said:
        yield term
