"""BM25 by counting: for some hundred passages that were just chosen, an index would cost more than it saves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.retrieval.tokens import tagged

__all__ = ["CountingIndex"]

_K1, _B = 1.2, 0.75
"""What the index of a whole meeting has."""
_AROUND = 0.35
"""What a token in the header or lead is worth."""


class CountingIndex:
    """Finds passages by the tokens of a question, each counted as it stands in their text; see ``LexicalIndex``.

    Args:
        folded: The passages' words, folded.
        around: Their headers and leads, folded.
    """

    def __init__(self, folded: Sequence[str], around: Sequence[str]) -> None:
        self._fields = ((1.0, folded), (_AROUND, around))
        self._means = [sum(map(len, texts)) / max(1, len(texts)) or 1.0 for _, texts in self._fields]

    def search(self, text: str, *, top_k: int) -> list[tuple[int, float]]:
        """Return at most ``top_k`` pairs of passage number and score (> 0), best first."""
        scores: dict[int, float] = {}
        words = [token[2:] for token in dict.fromkeys(tagged(text))]
        for (worth, texts), mean in zip(self._fields, self._means, strict=True):
            for word in words:
                found = [(number, said.count(word)) for number, said in enumerate(texts) if word in said]
                rarity = worth * math.log1p((len(texts) - len(found) + 0.5) / (len(found) + 0.5))
                for number, count in found:
                    saturation = _K1 * (1.0 - _B + _B * len(texts[number]) / mean)
                    share = rarity * count * (_K1 + 1.0) / (count + saturation)
                    scores[number] = scores.get(number, 0.0) + share
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:top_k]
