"""Two or more speakers on one topic, side by side."""

from __future__ import annotations

from bot.answering.kinds.facts import not_found
from bot.answering.kinds.lists import mentioning
from bot.answering.search import Search
from bot.types import Answer, AnswerStatus, Question, Quote

__all__ = ["answer_compare"]

_EACH = 2
_NEAR_BEST = 0.8


def answer_compare(question: Question, search: Search) -> Answer:
    """Quote each of the compared speakers on the topic; those named, or all who mention it."""
    speakers = question.speakers if len(question.speakers) > 1 else tuple(mentioning(question, search))
    quotes: list[Quote] = []
    for speaker in speakers:
        ranked = search.ranked(question, (speaker,))
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
