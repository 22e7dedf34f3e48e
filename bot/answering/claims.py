"""What a question claims must hold exactly: that something is done already, and the numbers it states."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.expectation import WANTS_FIGURE, asked_numbers, holds_numbers
from bot.answering.matching import coverage, match_each, match_terms
from bot.answering.ranking import Ranked
from bot.answering.units import CALENDAR
from bot.language import hint
from bot.retrieval.index import MeetingIndex
from bot.retrieval.normal import fold
from bot.types import Question, Term

__all__ = ["claims_done", "numbers_on_topic", "states_done", "states_plan", "topic_of"]

_SHARE_WITH_NUMBER = 0.7
"""The clause that states the number must cover this share of what the passage's best clause covers of the topic."""
_SHARE_OF_RIVAL = 0.4
"""And this share of what another passage covers of it: the same number of something else is no answer."""
_ON_TOPIC = 0.5
"""Share of the topic from which on another passage is about it."""
_RIVALS = 10
"""Passages, from the best, that may be about the topic instead."""
_SUBSTANCE = 1.0
"""Weight of a topic from which on another passage can be about it: 100亿是谁的目标 has none."""
_TINY = 1e-6
"""So that a clause with the number is better than none even where nobody holds the topic."""
_OF_TIME = CALENDAR | {"大"}
"""Units of numbers that date a sentence or name something (党的二十大) and may stand away from the topic."""


def claims_done(question: Question) -> bool:
    """Tell whether a question asks for something as already achieved."""
    return hint("asks_done").search(question.normal) is not None


def states_plan(folded: str) -> bool:
    """Tell whether folded text states a plan rather than an achievement."""
    return hint("plan").search(folded) is not None and not states_done(folded)


def states_done(folded: str) -> bool:
    """Tell whether folded text states something achieved, and not only planned or under way."""
    return hint("done").search(folded) is not None


def topic_of(question: Question) -> list[Term]:
    """Return the words of a question that are no numbers."""
    return [term for term in question.terms if not any(character.isdigit() for character in term.text)]


def numbers_on_topic(question: Question, ranked: Sequence[Ranked], index: MeetingIndex) -> bool:
    """Tell whether the numbers asked about stand in a clause about the topic.

    Neither in the next clause (数采10个，改造20个), nor in a passage about something else while another is about the
    topic, nor with the opposite (增长12% where 下降12% was said).
    """
    topic = topic_of(question)
    counted = [number for number in asked_numbers(question) if number.unit not in _OF_TIME]
    if not counted or not topic or question.kind in WANTS_FIGURE:
        return True  # 6吨占百分之几: the number tells what is asked about, and the answer is another
    best = ranked[0]
    text = best.scored.passage.speech.text
    with_numbers = 0.0
    anywhere = 0.0
    for span in index.clauses[best.candidate.number]:
        folded = fold(span.of(text))
        here = coverage(match_terms(topic, folded))
        anywhere = max(anywhere, here)
        if holds_numbers(question, folded) > 0.0 and not _opposite(question, folded):
            with_numbers = max(with_numbers, here + _TINY)
    elsewhere = 0.0
    if sum(term.weight for term in topic) >= _SUBSTANCE:
        rivals = [index.folded[item.candidate.number] for item in ranked[:_RIVALS]]
        elsewhere = max(coverage(matches) for matches in match_each(topic, rivals))
    needed = max(anywhere * _SHARE_WITH_NUMBER, elsewhere * _SHARE_OF_RIVAL if elsewhere >= _ON_TOPIC else 0.0)
    return with_numbers > needed


def _opposite(question: Question, folded: str) -> bool:
    """Tell whether a question speaks of growth and a clause of decline, or the other way round."""
    asked = bool(hint("growth").search(question.normal)), bool(hint("decline").search(question.normal))
    said = bool(hint("growth").search(folded)), bool(hint("decline").search(folded))
    return asked in {(True, False), (False, True)} and said == asked[::-1]
