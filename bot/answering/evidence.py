"""Whether a ranking holds an answer: evidence is what the quote covers of the question, not its score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from bot.answering.expectation import WANTS_FIGURE, asked_numbers, holds_numbers
from bot.answering.matching import coverage, match_terms
from bot.answering.ranking import Ranked
from bot.retrieval.index import MeetingIndex
from bot.retrieval.normal import fold
from bot.types import Question, QuestionKind

__all__ = ["Verdict", "claims_done", "judge", "missing_terms", "states_plan"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_DONE_ASKED = re.compile(
    r"已经|是不是已|已(?!故)|目前为止|到现在|(?:抓|招|签|建|落|花|拿|办|来|完成|引进|实现|投)了(?:多少|几|哪)|开张以后|结果如何"
)
_PLAN = re.compile(
    r"力争|确保|争创|计划|将|努力|加快|推进|推动|实现|完成|打造|建设|突破|争取|目标|下一步|下一阶段|下半年|持续"
)
_DONE = re.compile(r"今年以来|已(?:经)?|了|取得|跃升|达到|完成了|去年|过去|截至|同比下降|双下降")


_HALF = 0.5
"""Share of the question's words, by rarity, from which on a passage is about the same thing."""
_ON_TOPIC = 0.45
"""The same share when meaning may make up for missing words."""
_NEAR_WORTH = 0.12
"""What a standard deviation of likeness in meaning counts as, in share of words."""
_NEAR = 1.5
_VERY_NEAR = 2.6
"""Standard deviations above the meeting's mean: nearer than most, and near enough without a word in common."""
_SAID = 0.8
"""Strength of a match from which on a term counts as said; parts of a longer word stay below."""
_LEAST_WORDS = 0.1
"""Numbers and dates are near to any question for one: meaning alone does not tell that they are the right ones."""
_SHARE_WITH_NUMBER = 0.7
"""The clause that states the number must cover this share of what the passage's best clause covers of the topic."""


class Verdict(Enum):
    """What the evidence allows to say."""

    ANSWERS = auto()
    SAID_OTHERWISE = auto()
    """The topic is there, but another number or a plan where an achievement is asked."""
    SILENT = auto()


def claims_done(question: Question) -> bool:
    """Tell whether a question asks for something as already achieved."""
    return _DONE_ASKED.search(question.normal) is not None


def states_plan(text: str) -> bool:
    """Tell whether a passage states a plan rather than an achievement."""
    return _PLAN.search(text) is not None and _DONE.search(text) is None


def judge(  # noqa: PLR0911 - a list of reasons, each ends the matter
    question: Question, ranked: Sequence[Ranked], index: MeetingIndex, *, strict: bool = False
) -> Verdict:
    """Judge the best passage of a ranking.

    Args:
        question: What is asked.
        ranked: Best first; may be empty.
        index: The meeting.
        strict: Ask for words in common, not for meaning alone: correcting somebody needs firmer ground.
    """
    if not ranked:
        return Verdict.SILENT
    best = ranked[0]
    features = best.scored.features
    words = features["words"] + features["context"]
    near = max(features["meaning"], features["detail"]) if index.encodes else 0.0
    if question.kind in WANTS_FIGURE and words < _LEAST_WORDS:
        return Verdict.SILENT
    if strict:
        on_topic = features["words"] >= _HALF and (near >= _NEAR or not index.encodes)
    else:
        # words of another language cannot be met: there meaning must do
        met = words >= _LEAST_WORDS or not any(_HAN.search(term.text) for term in question.terms)
        on_topic = words + _NEAR_WORTH * near >= _ON_TOPIC or (near >= _VERY_NEAR and met)
    if not on_topic:
        return Verdict.SILENT
    several = question.kind is QuestionKind.NUMBER and features["numbers"] > 0.0
    if not several and (features["numbers"] < 1.0 or not _numbers_on_topic(question, best, index)):
        return Verdict.SAID_OTHERWISE if features["words"] >= _HALF else Verdict.SILENT
    if question.kind in WANTS_FIGURE and features["kind"] == 0.0:
        return Verdict.SILENT
    if claims_done(question) and states_plan(best.scored.passage.text):
        return Verdict.SAID_OTHERWISE
    return Verdict.ANSWERS


def _numbers_on_topic(question: Question, best: Ranked, index: MeetingIndex) -> bool:
    """Tell whether the numbers asked about stand in a clause about the topic, not in the next (数采10个，改造20个)."""
    topic = [term for term in question.terms if not term.text.isdigit()]
    counted = [number for number in asked_numbers(question) if number.unit not in {"年", "大"}]
    if not counted or not topic:
        return True
    text = best.scored.passage.speech.text
    with_numbers = 0.0
    anywhere = 0.0
    for span in index.clauses[best.candidate.number]:
        folded = fold(span.of(text))
        here = coverage(match_terms(topic, folded))
        anywhere = max(anywhere, here)
        if holds_numbers(question, folded) == 1.0:
            with_numbers = max(with_numbers, here)
    return with_numbers >= anywhere * _SHARE_WITH_NUMBER


def missing_terms(question: Question, index: MeetingIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the question's terms that the meeting mentions and those that it does not."""
    found: list[str] = []
    missing: list[str] = []
    for term in question.terms:
        said = any(match_terms([term], folded)[0].strength >= _SAID for folded in index.folded)
        (found if said else missing).append(term.text)
    return tuple(found), tuple(missing)
