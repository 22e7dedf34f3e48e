"""Which of a question's terms a stretch of text holds, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language import HAN
from bot.retrieval.tokens import words
from bot.types import Span, Term

__all__ = ["SAID", "TermMatch", "coverage", "match_each", "match_terms", "strongest"]

SAID = 0.8
"""Strength of a match from which on a term counts as said; parts of a longer word stay below."""
_VARIANT = 0.85
"""What another wording from the synonym table is worth beside the word itself."""
_CHANCE = 2
"""Code points of a wording that two neighbouring words may make up by chance."""
_RUN = re.compile(f"[{HAN}]+")
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
    return tuple(_match(_nothing(term), _wordings(term.text, term.variants), folded) for term in terms)


def match_each(terms: Sequence[Term], texts: Sequence[str]) -> list[tuple[TermMatch, ...]]:
    """Look for each term in each of many folded texts; what stands in none of them is looked for once.

    The result has one element a text, as ``match_terms`` gives it.
    """
    different = list(dict.fromkeys(texts))
    anywhere = "\n".join(different)
    by_term: list[list[TermMatch]] = []
    for term in terms:
        nothing = _nothing(term)
        said = [wording for wording in _wordings(term.text, term.variants) if wording[0] in anywhere]
        by_term.append([_match(nothing, said, text) for text in different] if said else [nothing] * len(different))
    matches = dict(zip(different, zip(*by_term, strict=True), strict=True)) if by_term else {}
    return [matches.get(text, ()) for text in texts]


def strongest(terms: Sequence[Term], texts: Sequence[str]) -> list[float]:
    """Return, for each term, the strength of its best match in any of some folded texts; 0 where none holds it."""
    return [max(match.strength for match in found) for found in zip(*match_each(terms, texts), strict=True)]


def coverage(matches: Sequence[TermMatch]) -> float:
    """Return the share of the terms' weight that was found, 0 to 1; 0 when there are no terms."""
    found = sum(match.term.weight * match.strength for match in matches if match.strength)
    return found / sum(match.term.weight for match in matches) if found else 0.0


def _nothing(term: Term) -> TermMatch:
    return TermMatch(term, 0.0, ())


def _match(nothing: TermMatch, wordings: Sequence[tuple[str, float]], folded: str) -> TermMatch:
    """Return the match of the first wording that stands in a text; ``nothing`` when none does."""
    for word, strength in wordings:
        if word in folded:
            places = _places(word, folded)
            if strength < 1.0 and len(word) == _CHANCE:
                # 港铁 does not stand in 太仓港铁路: another wording is no piece of two words
                places = tuple(place for place in places if not _straddles(place, _borders(folded)))
            if places:
                return TermMatch(nothing.term, strength, places)
    return nothing


def _straddles(place: Span, borders: frozenset[int]) -> bool:
    """Tell whether a place lies across the border of two words without being both of them."""
    return any(at in borders for at in range(place.start + 1, place.end)) and not {place.start, place.end} <= borders


@lru_cache(maxsize=8192)
def _borders(folded: str) -> frozenset[int]:
    """Return where the words of a text begin and end; any place next to what is no word."""
    borders = {0, len(folded)}
    for match in _RUN.finditer(folded):
        at = match.start()
        borders.add(at)
        for word in words(match.group()):
            at += len(word)
            borders.add(at)
    return frozenset(borders)


@lru_cache(maxsize=1024)
def _wordings(text: str, variants: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return all that counts as a term, each with its strength: the word, its variants, its parts from the longest."""
    size = 0 if text.isascii() else len(text)  # a part of a Latin word is none
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
