"""BM25 over whole collections: every document's score at once, with the constants the caller chooses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["BM25"]


class BM25:
    """Scores documents by the tokens they share with a question: the rarer the token, the more it counts.

    The lexical index of a meeting finds passages with constants of its own, and only the best; a ranking that
    weighs several figures of every document needs all scores.

    Args:
        documents: The tokens of each, repetitions included.
        k1: How soon repetitions of a token stop to count, >= 0.
        b: How far long documents are held back, 0 (not at all) to 1 (in proportion).
    """

    def __init__(self, documents: Sequence[Sequence[str]], *, k1: float = 0.9, b: float = 0.5) -> None:
        self._size = len(documents)
        lengths = np.array([len(document) for document in documents], dtype=np.float64)
        mean = float(lengths.mean()) if lengths.any() else 1.0
        saturation = k1 * (1.0 - b + b * lengths / mean)
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, document in enumerate(documents):
            for token, count in Counter(document).items():
                found[token].append((number, count))
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        for token, places in found.items():
            numbers, counts = (np.array(column) for column in zip(*places, strict=True))
            rarity = np.log1p((self._size - len(places) + 0.5) / (len(places) + 0.5))
            shares = rarity * counts * (k1 + 1.0) / (counts + saturation[numbers])
            self._postings[token] = numbers.astype(np.int32), shares.astype(np.float32)

    def own_scores(self) -> NDArray[np.float32]:
        """Return what each document scores when it is itself the question, shape (n,): the most it can."""
        total = np.zeros(self._size, dtype=np.float32)
        for numbers, shares in self._postings.values():
            total[numbers] += shares
        return total

    def scores(self, tokens: Iterable[str]) -> NDArray[np.float32]:
        """Return the score of every document, shape (n,), >= 0; a token of the question counts once."""
        total = np.zeros(self._size, dtype=np.float32)
        for token in dict.fromkeys(tokens):
            if token in self._postings:
                numbers, shares = self._postings[token]
                total[numbers] += shares
        return total
