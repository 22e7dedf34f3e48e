"""Whether a ranking holds an answer: what the best passage covers of the question, weighed as log-odds.

The features are few and named, the weights are fitted by ``benchmarks/fit_evidence.py``. What must hold exactly is no
matter of weight: it is asked afterwards, see ``bot.answering.claims``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from types import MappingProxyType

from bot.answering.claims import claims_done, numbers_on_topic, states_done, topic_of
from bot.answering.expectation import HELD, WANTS_FIGURE, answers_kind
from bot.answering.matching import SAID, coverage, match_terms, strongest
from bot.answering.ranking import Ranked
from bot.language import HAN
from bot.retrieval.index import MeetingIndex
from bot.retrieval.normal import fold
from bot.types import Question, QuestionKind

__all__ = [
    "BIAS",
    "Verdict",
    "decisive",
    "evidence",
    "judge",
    "log_odds",
    "missing_terms",
]

_HAN = re.compile(f"[{HAN}]")

_HALF = 0.5
"""Share of the question's words, by rarity, from which on a passage is about the same thing."""
_NEAR = 1.5
"""Standard deviations above the meeting's mean: nearer than most."""
_HINTED = 0.5
"""Strength of a match below which a term does not count as touched upon."""
_FEW = 2
"""Words that may be all of a topic."""
_WITH_LEAD_IN = 0.9
"""What a word is worth that stands in the clause before the figure (在全市，新建学校12所)."""

_TO_SPARE = 0.5
_CLEAR_LEAD = 0.7
"""Log-odds and score from which on meanings changed the best passage of 1 judged question in 100."""
_ALL_WORDS = 0.95
_OF_SEVERAL = frozenset({QuestionKind.LIST, QuestionKind.ABSENT, QuestionKind.COMPARE})

BIAS = "bias"
Weights = Mapping[str, float]

FACT: Weights = MappingProxyType(
    {
        "words": 1.45,
        "context": 0.33,
        "meaning": 0.0,
        "detail": 0.2,
        "lead": -0.61,
        "foreign": 0.16,
        "unsaid": -1.66,
        BIAS: -0.38,
    }
)
FIGURE: Weights = MappingProxyType(
    {
        "words": 1.27,
        "meaning": 0.34,
        "lead": -0.3,
        "foreign": 0.31,
        "unsaid": -3.11,
        "figure": 1.18,
        "figure_detail": 0.39,
        BIAS: -1.34,
    }
)
LEXICAL_FACT: Weights = MappingProxyType({"words": 3.31, "lead": -0.67, BIAS: -0.66})
LEXICAL_FIGURE: Weights = MappingProxyType({"words": 2.96, "lead": -0.76, "figure": 3.1, BIAS: -1.21})


class Verdict(Enum):
    """What the evidence allows to say."""

    ANSWERS = auto()
    SAID_OTHERWISE = auto()
    """The topic is there, but another number or a plan where an achievement is asked."""
    SILENT = auto()


def evidence(question: Question, best: Ranked, index: MeetingIndex, lead: float = 0.0) -> dict[str, float]:
    """Return what speaks for a passage as an answer.

    Args:
        question: What is asked.
        best: The passage.
        index: The meeting.
        lead: Score by which a passage of somebody else is ahead, >= 0; for questions that name somebody.

    Returns:
        ``words``, ``context``: shares of the question, as in the ranking. ``meaning``, ``detail``: standard
        deviations, 0 without an encoder. ``lead``: as given. ``foreign``: the likeness once more, for the share of
        the question's words that have no Chinese wording and cannot be met. ``unsaid``: the share of the question's
        words that nobody says although they have several known wordings. For a how-many or when also ``figure``, the
        share of the question's words in the clause that states a figure and the one before, and ``figure_detail``,
        that clause's likeness.
    """
    features = {name: best.scored.features[name] for name in ("words", "context", "meaning", "detail")}
    features["lead"] = lead
    features["foreign"] = features["detail"] * _foreign(question)
    features["unsaid"] = _unsaid(question, index)
    if question.kind in WANTS_FIGURE:
        features["figure"], features["figure_detail"] = _figure(question, best, index)
    return features


def _foreign(question: Question) -> float:
    """Return the share of a question's words that neither are Chinese nor have a known Chinese wording, 0 to 1."""
    total = sum(term.weight for term in question.terms)
    foreign = sum(term.weight for term in question.terms if not any(map(_HAN.search, (term.text, *term.variants))))
    return foreign / total if total else 0.0


def _unsaid(question: Question, index: MeetingIndex) -> float:
    """Return the share of a question's words that stand nowhere in the meeting, in none of several wordings, 0 to 1.

    A word with one wording may be said in another that nobody knows of; only where it is demanded does it count.
    """
    several = [term for term in question.terms if term.variants or term.demanded]
    if not several:
        return 0.0
    strengths = zip(several, strongest(several, index.folded), strict=True)
    unsaid = sum(term.weight for term, strength in strengths if strength < _HINTED)
    return unsaid / sum(term.weight for term in question.terms)


def _is_foreign_topic(question: Question, index: MeetingIndex) -> bool:
    """Tell whether a question is about one or two words that nobody says, not even in part or in another wording."""
    topic = [term for term in question.terms if len(term.text) > 1 and _HAN.search(term.text)]
    if not topic or len(question.terms) > _FEW or len(topic) < len(question.terms):
        return False
    return not any(strongest(topic, [*index.folded, *index.around]))


def _figure(question: Question, best: Ranked, index: MeetingIndex) -> tuple[float, float]:
    """Return the share of words and the likeness of the clause that best answers with a figure; zeros without one."""
    text = best.scored.passage.speech.text
    found = (0.0, 0.0)
    before = ""
    for span, detail in zip(index.clauses[best.candidate.number], best.candidate.details, strict=True):
        clause = fold(span.of(text))
        if answers_kind(question, clause):
            here = coverage(match_terms(question.terms, clause))
            with_before = coverage(match_terms(question.terms, before + clause)) if before else 0.0
            found = max(found, (max(here, _WITH_LEAD_IN * with_before), detail))
        before = clause
    return found


def log_odds(features: Mapping[str, float], weights: Weights) -> float:
    """Return the weighed evidence: above 0 for an answer, below for silence."""
    return weights[BIAS] + sum(weight * features[name] for name, weight in weights.items() if name != BIAS)


def weights_for(question: Question, *, encoded: bool) -> Weights:
    """Return the table that weighs the evidence for a kind of question, with or without meanings."""
    if question.kind in WANTS_FIGURE:
        return FIGURE if encoded else LEXICAL_FIGURE
    return FACT if encoded else LEXICAL_FACT


def decisive(question: Question, by_words: Sequence[Ranked], index: MeetingIndex) -> bool:
    """Tell whether words alone decide a question, so that meanings need not be compared.

    They do when the best passage of whoever is asked about has evidence to spare, leads the next one clearly, and
    nobody else says it better; and when every word of a question for several speakers was said as it stands.

    Args:
        question: What is asked.
        by_words: Every passage, ranked without meanings, best first.
        index: The meeting.
    """
    if not by_words:
        return True
    if question.kind in _OF_SEVERAL:
        return by_words[0].scored.features["words"] >= _ALL_WORDS
    speakers = question.speakers
    named = [item for item in by_words if speakers and item.scored.passage.speech.speaker in speakers]
    first, *rest = named or by_words
    if first.score < by_words[0].score or (rest and first.score - rest[0].score < _CLEAR_LEAD):
        return False
    return log_odds(evidence(question, first, index), weights_for(question, encoded=False)) >= _TO_SPARE


def judge(
    question: Question, ranked: Sequence[Ranked], index: MeetingIndex, *, lead: float = 0.0, strict: bool = False
) -> Verdict:
    """Judge the best passage of a ranking.

    Args:
        question: What is asked.
        ranked: Best first; may be empty.
        index: The meeting.
        lead: See ``evidence``.
        strict: Ask for words in common, not for meaning alone: correcting somebody needs firmer ground.
    """
    if not ranked:
        return Verdict.SILENT
    best = ranked[0]
    features = evidence(question, best, index, lead)
    encoded = any(best.candidate.details)
    if strict:
        near = max(features["meaning"], features["detail"]) >= _NEAR or not encoded
        on_topic = features["words"] >= _HALF and near
    else:
        on_topic = log_odds(features, weights_for(question, encoded=encoded)) >= 0.0
    if not on_topic or _is_foreign_topic(question, index):
        return Verdict.SILENT
    numbers = best.scored.features["numbers"]
    if question.kind is QuestionKind.NUMBER and not topic_of(question):
        numbers = HELD if numbers > 0.0 else 0.0  # 8%和10%都是谁的: numbers alone need not stand together
    if numbers < HELD or not numbers_on_topic(question, ranked, index):
        return Verdict.SAID_OTHERWISE if features["words"] >= _HALF else Verdict.SILENT
    if best.scored.features["kind"] == 0.0:
        return Verdict.SILENT
    if claims_done(question) and not states_done(index.folded[best.candidate.number]):
        return Verdict.SAID_OTHERWISE
    return Verdict.ANSWERS


def missing_terms(question: Question, index: MeetingIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the question's terms that the meeting mentions and those that it does not.

    A single character tells a reader little; it is named only where a question has nothing longer.
    """
    terms = [term for term in question.terms if len(term.text) > 1] or question.terms
    said = [strength >= SAID for strength in strongest(terms, index.folded)]
    found = tuple(term.text for term, is_said in zip(terms, said, strict=True) if is_said)
    return found, tuple(term.text for term, is_said in zip(terms, said, strict=True) if not is_said)
