"""Scoring passages for a question: few features with names, one table of weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.answering.expectation import answers_kind, holds_numbers
from bot.answering.matching import TermMatch, coverage, match_each
from bot.retrieval.index import Candidate, MeetingIndex
from bot.types import Question, ScoredPassage

__all__ = ["WEIGHTS", "Ranked", "rank"]

WEIGHTS = MappingProxyType(
    {
        "words": 3.0,
        "context": 2.56,
        "bm25": 0.71,
        "meaning": 0.62,
        "detail": 0.62,
        "kind": 2.56,
        "numbers": 3.0,
    }
)
"""What a feature adds to the score per unit; fitted by ``benchmarks/fit_ranking.py``.

words    share of the question's content, by rarity, that stands in the passage
context  the further share that stands in its header and lead
bm25     lexical score beside the best passage's
meaning  cosine of passage and question, in standard deviations; 0 where meanings were not compared
detail   cosine of the nearest clause and question, likewise
kind     whether the passage can answer that kind of question (a number for how many)
numbers  share of the question's numbers that it states
"""


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
    chosen = list(candidates)
    inside = match_each(question.terms, [index.folded[candidate.number] for candidate in chosen])
    around = match_each(question.terms, [index.around[candidate.number] for candidate in chosen])
    ranked: list[Ranked] = []
    for candidate, matches, beyond in zip(chosen, inside, around, strict=True):
        features = _features(question, candidate, index.folded[candidate.number], matches, beyond)
        score = sum([WEIGHTS[name] * value for name, value in features.items()])
        ranked.append(Ranked(candidate, ScoredPassage(index.passages[candidate.number], score, features), matches))
    ranked.sort(key=lambda item: -item.score)
    return ranked


def _features(
    question: Question,
    candidate: Candidate,
    folded: str,
    matches: Sequence[TermMatch],
    around: Sequence[TermMatch],
) -> dict[str, float]:
    return {
        "words": coverage(matches),
        "context": _beyond(matches, around),
        "bm25": candidate.bm25,
        "meaning": candidate.meaning,
        "detail": candidate.detail,
        "kind": answers_kind(question, folded),
        "numbers": holds_numbers(question, folded),
    }


def _beyond(matches: Sequence[TermMatch], around: Sequence[TermMatch]) -> float:
    """Return the further share of the content that the header and lead hold, 0 to 1."""
    gained = sum(
        (there.strength - here.strength) * here.term.weight
        for here, there in zip(matches, around, strict=True)
        if there.strength > here.strength
    )
    return gained / sum(match.term.weight for match in matches) if gained else 0.0
