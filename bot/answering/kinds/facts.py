"""Who, what, how many, when, how: the passages that say it, or the reason why none does."""

from __future__ import annotations

from bot.answering.evidence import Verdict, judge, missing_terms
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.types import Answer, AnswerStatus, Question, Quote

__all__ = ["answer_fact", "not_found"]

_MOST = 3
_NEAR_BEST = 0.75
"""A further passage must score this share of the best one to be quoted too."""
_CONSIDERED = 5


def answer_fact(question: Question, search: Search) -> Answer:
    """Answer from the speakers the question names, from all when it names none."""
    everywhere = search.ranked(question)
    named = [item for item in everywhere if item.scored.passage.speech.speaker in question.speakers]
    ranked = named if question.speakers else everywhere
    verdict = judge(question, ranked, search.index)
    if verdict is Verdict.ANSWERS:
        return _answer(question, search, ranked, AnswerStatus.ANSWERED)
    if question.speakers:
        others = [item for item in everywhere if item.scored.passage.speech.speaker not in question.speakers]
        if judge(question, others, search.index, strict=True) is Verdict.ANSWERS:
            return _answer(question, search, others, AnswerStatus.CORRECTED)
    if verdict is Verdict.SAID_OTHERWISE:
        return _answer(question, search, ranked, AnswerStatus.CORRECTED)
    return not_found(question, search, ranked)


def _answer(question: Question, search: Search, ranked: list[Ranked], status: AnswerStatus) -> Answer:
    best = ranked[0]
    chosen = [item for item in ranked[:_MOST] if item is best or item.score >= best.score * _NEAR_BEST]
    quotes: list[Quote] = []
    for item in chosen:
        quote = search.quote(question, item)
        if not any(quote.text in other.text for other in quotes):
            quotes.append(quote)
    return Answer(
        question=question,
        meeting=search.meeting,
        status=status,
        quotes=tuple(quotes),
        speakers=tuple(dict.fromkeys(quote.speech.speaker for quote in quotes)),
        considered=tuple(item.scored for item in ranked[:_CONSIDERED]),
    )


def not_found(question: Question, search: Search, ranked: list[Ranked]) -> Answer:
    """Say that there is nothing to quote: what was found, what was not, and the nearest sections."""
    found, missing = missing_terms(question, search.index)
    speeches = dict.fromkeys(item.scored.passage.speech for item in ranked[:6])
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.NOT_FOUND,
        found=found,
        missing=missing,
        suggestions=tuple(speeches)[:_MOST],
        considered=tuple(item.scored for item in ranked[:_CONSIDERED]),
    )
