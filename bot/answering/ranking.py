"""Scoring passages for a question: few features with names, one table of weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.answering.expectation import answers_kind, holds_numbers
from bot.answering.matching import TermMatch, coverage, match_terms
from bot.retrieval.index import Candidate, MeetingIndex
from bot.types import Question, ScoredPassage

__all__ = ["LEXICAL_WEIGHTS", "WEIGHTS", "Ranked", "rank"]

WEIGHTS = MappingProxyType(
    {
        "words": 3.0,
        "context": 1.0,
        "bm25": 1.0,
        "meaning": 0.55,
        "detail": 0.55,
        "kind": 1.0,
        "numbers": 3.0,
    }
)
"""What a feature adds to the score per unit.

words    share of the question's content, by rarity, that stands in the passage
context  the further share that stands in its header and lead
bm25     lexical score beside the best passage's
meaning  cosine of passage and question, in standard deviations
detail   cosine of the nearest clause and question, in standard deviations
kind     whether the passage can answer that kind of question (a number for how many)
numbers  share of the question's numbers that it states
"""
LEXICAL_WEIGHTS = MappingProxyType(WEIGHTS | {"meaning": 0.0, "detail": 0.0})
"""The same without an encoder."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage in the ranking, with what the later steps need of it.

    Attributes:
        candidate: Its figures from the indexes.
        scored: The passage with score and features.
        matches: The question's terms in its own words; places are relative to the passage.
    """

    candidate: Candidate
    scored: ScoredPassage
    matches: tuple[TermMatch, ...]

    @property
    def score(self) -> float:
        """The ranking score."""
        return self.scored.score


def rank(question: Question, index: MeetingIndex, candidates: Iterable[Candidate]) -> list[Ranked]:
    """Score candidates for a question, best first; equal scores keep the order of the meeting."""
    weights = WEIGHTS if index.encodes else LEXICAL_WEIGHTS
    ranked = [_score(question, index, candidate, weights) for candidate in candidates]
    ranked.sort(key=lambda item: -item.score)
    return ranked


def _score(
    question: Question, index: MeetingIndex, candidate: Candidate, weights: MappingProxyType[str, float]
) -> Ranked:
    passage = index.passages[candidate.number]
    folded = index.folded[candidate.number]
    matches = match_terms(question.terms, folded)
    own = coverage(matches)
    features = {
        "words": own,
        "context": _beyond(question, matches, index.around[candidate.number]),
        "bm25": candidate.bm25,
        "meaning": candidate.meaning,
        "detail": candidate.detail,
        "kind": answers_kind(question, folded),
        "numbers": holds_numbers(question, folded),
    }
    score = sum(weights[name] * value for name, value in features.items())
    return Ranked(candidate, ScoredPassage(passage, score, features), matches)


def _beyond(question: Question, matches: Sequence[TermMatch], around: str) -> float:
    """Return the further share of the content that the header and lead hold, 0 to 1."""
    outside = match_terms(question.terms, around)
    total = sum(term.weight for term in question.terms)
    gained = sum(
        max(0.0, there.strength - here.strength) * here.term.weight
        for here, there in zip(matches, outside, strict=True)
    )
    return gained / total if total else 0.0
