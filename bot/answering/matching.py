"""Which of a question's terms a stretch of text holds, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.types import Span, Term

__all__ = ["TermMatch", "coverage", "match_terms"]

_VARIANT = 0.85
"""What another wording from the synonym table is worth beside the word itself."""
_PART = 0.7
"""What a part of a longer word is worth, in proportion to its length."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """How a term stands in a text.

    Attributes:
        term: The term.
        strength: 1 for the word itself, less for another wording or a part of it, 0 for nothing.
        places: Where it stands, as spans of the text.
    """

    term: Term
    strength: float
    places: tuple[Span, ...]


def match_terms(terms: Sequence[Term], folded: str) -> tuple[TermMatch, ...]:
    """Look for each term in folded text."""
    return tuple(_match(term, folded) for term in terms)


def coverage(matches: Sequence[TermMatch]) -> float:
    """Return the share of the terms' weight that was found, 0 to 1; 0 when there are no terms."""
    total = sum(match.term.weight for match in matches)
    return sum(match.term.weight * match.strength for match in matches) / total if total else 0.0


def _match(term: Term, folded: str) -> TermMatch:
    for word, strength in _wordings(term.text, term.variants):
        if word in folded:
            return TermMatch(term, strength, _places(word, folded))
    return TermMatch(term, 0.0, ())


@lru_cache(maxsize=1024)
def _wordings(text: str, variants: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return all that counts as a term, each with its strength: the word, its variants, its parts from the longest."""
    size = len(text)
    parts = [
        (text[start : start + length], _PART * length / size)
        for length in range(size - 1, 1, -1)
        for start in range(size - length + 1)
    ]
    found = [(text, 1.0), *((variant, _VARIANT) for variant in variants), *parts]
    return tuple((word, strength) for word, strength in found if word)


def _places(word: str, folded: str) -> tuple[Span, ...]:
    found: list[Span] = []
    start = folded.find(word)
    while start >= 0:
        found.append(Span(start, start + len(word)))
        start = folded.find(word, start + len(word))
    return tuple(found)
