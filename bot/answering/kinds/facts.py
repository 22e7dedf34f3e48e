"""Who, what, how many, when, how: the passages that say it, or the reason why none does."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.evidence import Verdict, judge, missing_terms
from bot.answering.expectation import WANTS_FIGURE, asked_unit
from bot.answering.kinds.members import named_things
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.answering.units import COUNTERS
from bot.language import hint
from bot.types import Answer, AnswerStatus, Question, QuestionKind, Quote, Span

__all__ = ["answer_fact", "figures_first", "not_found"]

_MOST = 3
_NEAR_BEST = 0.8
"""A further passage must score this share of the best one to be quoted too."""
_CONSIDERED = 5
_FAR_BEHIND = 2.5
"""Score by which the named speaker's best passage lies behind another's when the premise is wrong."""
_NEAR_ENOUGH = 2.0
_LONGEST_JOINED = 100
"""Code points of two neighbouring sentences that are quoted as one."""
_SPECIFIC = 0.6
"""Weight of a word that names a thing and not just its sort (项目, 活动): only that is counted by showing."""
_NO_FIGURE = 0.4
"""The worth of a passage that answers how many by a word (清零) and not by a number."""


def answer_fact(question: Question, search: Search) -> Answer:
    """Answer from the speakers the question names, from all when it names none."""
    everywhere = search.ranked(question)
    speakers = question.speakers
    named = [item for item in everywhere if item.scored.passage.speech.speaker in speakers]
    others = [item for item in everywhere if item.scored.passage.speech.speaker not in speakers]
    ranked = figures_first(question, named if speakers else everywhere)
    # others may speak of it so much more to the point that the premise is in doubt
    doubtful = bool(named) and everywhere[0].score - named[0].score > _FAR_BEHIND
    if doubtful and _said_by(others, question, search):
        return _answer(question, search, others, AnswerStatus.CORRECTED)
    lead = max(0.0, others[0].score - ranked[0].score) if question.speakers and others and ranked else 0.0
    verdict = judge(question, ranked, search.index, lead=lead)
    if verdict is Verdict.ANSWERS:
        return _answer(question, search, ranked, AnswerStatus.ANSWERED)
    if question.speakers and _say_more(others, named) and _said_by(others, question, search):
        return _answer(question, search, others, AnswerStatus.CORRECTED)
    if verdict is Verdict.SAID_OTHERWISE:
        return _answer(question, search, ranked, AnswerStatus.CORRECTED)
    if _counts_things(question) and len(quotes := named_things(question, search)) > 1:
        return _answered(question, search, quotes, ranked, AnswerStatus.ANSWERED)
    return not_found(question, search, ranked)


def _counts_things(question: Question) -> bool:
    """Tell whether a question counts things that can also be shown one by one (搞几个专项行动), not money or people."""
    specific = any(term.weight >= _SPECIFIC for term in question.terms)
    return question.kind is QuestionKind.QUANTITY and asked_unit(question) in COUNTERS and specific


def _said_by(others: list[Ranked], question: Question, search: Search) -> bool:
    """Tell whether it is certain enough that others said it to correct the question's premise."""
    return judge(question, others, search.index, strict=True) is Verdict.ANSWERS


def _say_more(others: list[Ranked], named: list[Ranked]) -> bool:
    """Tell whether others hold more of the question's words than the speakers it names."""
    if not others:
        return False
    return not named or others[0].scored.features["words"] > named[0].scored.features["words"]


def figures_first(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """Move the first passage with a figure to the front when a figure is asked for and it scores nearly the best."""
    if question.kind not in WANTS_FIGURE or not ranked:
        return ranked
    for item in ranked:
        if ranked[0].score - item.score > _NEAR_ENOUGH:
            break
        if item.scored.features["kind"] > _NO_FIGURE:
            return [item, *(other for other in ranked if other is not item)]
    return ranked


def _answer(question: Question, search: Search, ranked: list[Ranked], status: AnswerStatus) -> Answer:
    best = ranked[0]
    chosen = [
        item
        for item in ranked[:_MOST]
        if item is best
        or (
            item.score >= best.score * _NEAR_BEST
            and (
                question.kind is QuestionKind.NUMBER
                or item.scored.features["numbers"] >= best.scored.features["numbers"]
            )
        )
    ]
    quotes = _joined([search.quote(question, item) for item in chosen], question, search)
    return _answered(question, search, quotes, ranked, status)


def _answered(
    question: Question, search: Search, quotes: Sequence[Quote], ranked: Sequence[Ranked], status: AnswerStatus
) -> Answer:
    return Answer(
        question=question,
        meeting=search.meeting,
        status=status,
        quotes=tuple(quotes),
        speakers=tuple(dict.fromkeys(quote.speech.speaker for quote in quotes)),
        missing=_unsaid(question, search) if hint("yes_no").search(question.normal) else (),
        considered=tuple(item.scored for item in ranked[:_CONSIDERED]),
    )


def _joined(found: Sequence[Quote], question: Question, search: Search) -> list[Quote]:
    """Leave out what another quote holds, and make one quote of the first two when one follows upon the other."""
    quotes: list[Quote] = []
    for quote in found:
        if not any(quote.text in other.text for other in quotes):
            quotes.append(quote)
    if len(quotes) > 1 and quotes[0].speech is quotes[1].speech:
        left, right = sorted(quote.span for quote in quotes[:2])
        both = Span(left.start, right.end)
        between = Span(min(left.end, right.start), right.start).of(quotes[0].speech.text)
        if len(both) <= _LONGEST_JOINED and not between.strip("，；。、 "):
            return [search.quote_span(question, quotes[0].speech, both), *quotes[2:]]
    return quotes


def _unsaid(question: Question, search: Search) -> tuple[str, ...]:
    """Return the words of substance that nobody says: a quote does not say yes to them (特斯拉参加灯塔工厂吗)."""
    _, missing = missing_terms(question, search.index)
    weight = {term.text: term.weight for term in question.terms if not term.variants}
    return tuple(word for word in missing if weight.get(word, 0.0) >= _SPECIFIC)


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
