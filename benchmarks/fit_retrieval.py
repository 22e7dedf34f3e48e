"""Fit the weights of whole-text retrieval to half of some judged collections, and show what the other half says.

    python benchmarks/fit_retrieval.py CORPUS QUERIES [QUERIES …] [--with CORPUS QUERIES …] …

The weights are those of a conditional logit: the probability that a passage is the one that answers is proportional to
exp(weights · features). Each question set counts the same, however many questions it has. Questions in even places
(0, 2, …) are fitted, those in odd places are held out. Nothing is written: the weights go into
``bot/retrieval/documents.py`` by hand.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.wording import content
from bot.config import load_settings
from bot.evaluation.retrieval import document, read_collection
from bot.retrieval.documents import FEATURES, WEIGHTS, DocumentIndex
from bot.retrieval.encoder import load_encoder
from bot.retrieval.normal import normalise
from bot.store.vectors import VectorStore

DEPTH = 10
RIVALS = 60
"""Passages kept for each feature: what no feature puts this high is no rival."""
PULL = 1e-3
"""Towards zero, so that a feature that never varies keeps no weight."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its rivals.

    Attributes:
        name: Of its set.
        held_out: Whether the weights may not see it.
        features: Shape (n, len(FEATURES)).
        answers: Which of them answer, shape (n,).
    """

    name: str
    held_out: bool
    features: NDArray[np.float64]
    answers: NDArray[np.bool_]


def cases(corpus: Path, sets: Sequence[Path], config: Path | None) -> Iterator[Case]:
    """Yield the questions of the sets about one corpus."""
    settings = load_settings(config)
    passages, _ = read_collection(corpus, sets[0])
    index = DocumentIndex(
        [document(passage) for passage in passages],
        content,
        load_encoder(settings.retrieval.encoder, settings.retrieval.threads),
        VectorStore(settings.cache.directory / "vectors.sqlite"),
    )
    numbers = {passage.id: number for number, passage in enumerate(passages)}
    for path in sets:
        for place, query in enumerate(read_collection(corpus, path)[1]):
            features = index.features(normalise(query.text)).astype(np.float64)
            gold = np.array([numbers[name] for name in query.gold])
            best = np.argsort(-features, axis=0, kind="stable")[:RIVALS]
            kept = np.union1d(best, gold)
            yield Case(f"{path.parent.name}/{path.stem}", bool(place % 2), features[kept], np.isin(kept, gold))


def fit(seen: Sequence[Case], rounds: int = 30) -> NDArray[np.float64]:
    """Return the most likely weights, by Newton's method."""
    weights = np.zeros(len(FEATURES))
    sizes = Counter(case.name for case in seen)
    for _ in range(rounds):
        slope = -PULL * weights * len(sizes)
        bend = -PULL * np.eye(len(FEATURES)) * len(sizes)
        for case in seen:
            scores = case.features @ weights
            chances = np.exp(scores - scores.max())
            right = chances * case.answers + np.finfo(float).tiny * case.answers
            chances, right = chances / chances.sum(), right / right.sum()
            mean = chances @ case.features
            slope += (right @ case.features - mean) / sizes[case.name]
            bend -= ((case.features.T * chances) @ case.features - np.outer(mean, mean)) / sizes[case.name]
        step = np.linalg.solve(bend, slope)
        weights -= step * min(1.0, 1.0 / float(np.abs(step).max() + 1e-12))
    return weights


def report(found: Sequence[Case], weights: NDArray[np.float64]) -> None:
    """Print R@1 and MRR@10 of each set, of all its questions and of those held out."""
    for name in dict.fromkeys(case.name for case in found):
        some = [case for case in found if case.name == name]
        line = f"{name:28}"
        for title, group in (("all", some), ("held out", [case for case in some if case.held_out])):
            places = np.array([_place(case, weights) for case in group])
            reciprocal = np.where(places <= DEPTH, 1.0 / places, 0.0).mean()
            line += f"  {title} {len(group):4} R@1 {(places == 1).mean():.3f} MRR@10 {reciprocal:.3f}"
        print(line)


def _place(case: Case, weights: NDArray[np.float64]) -> int:
    scores = case.features @ weights
    return 1 + int(np.count_nonzero(scores > scores[case.answers].max()))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a corpus and the question sets about it")
    parser.add_argument("--with", dest="more", nargs="+", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--config", type=Path, help="settings, for the cache's folder and the encoder")
    options = parser.parse_args()
    found = [case for corpus, *sets in (options.files, *options.more) for case in cases(corpus, sets, options.config)]
    weights = fit([case for case in found if not case.held_out])
    print("fitted ", {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)})
    report(found, weights)
    print("in use ", dict(WEIGHTS))
    report(found, np.array([WEIGHTS[name] for name in FEATURES]))


if __name__ == "__main__":
    main()
