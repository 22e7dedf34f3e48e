"""Two or more speakers on one topic, side by side."""

from __future__ import annotations

from bot.answering.evidence import Verdict, judge
from bot.answering.kinds.facts import not_found
from bot.answering.kinds.lists import mentioning
from bot.answering.kinds.periods import of_period
from bot.answering.periods import period
from bot.answering.search import Search
from bot.types import Answer, AnswerStatus, Question, Quote

__all__ = ["answer_compare"]

_EACH = 2
_NEAR_BEST = 0.8
_PAIR = 2
_IN_SIGHT = 0.6
"""Share of the best score that the best passage of a speaker who is not named must have to be compared."""


def answer_compare(question: Question, search: Search) -> Answer:
    """Quote each of the compared speakers on the topic or the time asked about; those named, or all who mention it."""
    speakers = _compared(question, search)
    when = period(question.normal)
    quotes: list[Quote] = []
    for speaker in speakers:
        ranked = search.ranked(question, (speaker,))
        if when is not None:
            ranked = of_period(ranked, when) or ranked
        best = ranked[0].score
        quotes += [search.quote(question, item) for item in ranked[:_EACH] if item.score >= best * _NEAR_BEST]
    if not quotes:
        return not_found(question, search, search.ranked(question))
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(quotes),
        speakers=tuple(speakers),
    )


def _compared(question: Question, search: Search) -> tuple[str, ...]:
    """Return whom to compare: those named; else those who mention the topic, or the two nearest to it."""
    if len(question.speakers) >= _PAIR:
        return question.speakers
    found = dict.fromkeys((*question.speakers, *mentioning(question, search)))
    if len(found) >= _PAIR:
        return tuple(found)
    ranked = search.ranked(question)
    if judge(question, ranked, search.index) is not Verdict.ANSWERS:
        return ()
    for item in ranked:
        if item.score < ranked[0].score * _IN_SIGHT or len(found) == _PAIR:
            break
        found.setdefault(item.scored.passage.speech.speaker)
    return tuple(speaker for speaker in search.meeting.speakers if speaker in found)
