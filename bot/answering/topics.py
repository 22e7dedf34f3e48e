"""How much of a question's topic a passage speaks of, and whoever else speaks of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.claims import topic_of
from bot.answering.matching import SAID, TermMatch, coverage
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.types import Question, QuestionKind, Quote

__all__ = ["select_on_topic", "shares"]

_WHOLE = 0.8
"""Strength of a match from which on the word or another wording stands there, not a part of it."""
_HALF = 0.5
"""Share of a topic, its words weighed alike and by how telling they are, that a passage about it holds."""
_EACH = 8
"""Passages of one speaker, at most."""


def shares(ranked: Sequence[Ranked], chosen: Sequence[int]) -> list[float]:
    """Return what each passage covers of some terms, each weighed by how few passages hold it.

    Args:
        ranked: All passages of a meeting, with their matches.
        chosen: Which of the question's terms.
    """
    weights = [_telling(ranked, at) for at in chosen]
    total = sum(weights)
    if not total:
        return [0.0] * len(ranked)
    return [
        sum(weight * _strength(item.matches[at]) for at, weight in zip(chosen, weights, strict=True)) / total
        for item in ranked
    ]


def select_on_topic(question: Question, search: Search) -> tuple[Quote, ...]:
    """Quote what is said on a question's topic, by anybody, whether it answers the question or not.

    Only words count here, not likeness in meaning: what is shown beside an answer must visibly be about the same.

    Args:
        question: As understood; whom it names and which numbers it states do not matter.
        search: The meeting.

    Returns:
        Best first, up to eight quotes a speaker; empty for a question without a topic in words.
    """
    terms = tuple(topic_of(question))
    topic = replace(question, kind=QuestionKind.WHAT, mentions=(), terms=terms, quantities=(), negated=False)
    ranked = search.by_words(topic)
    quoted: Counter[str] = Counter()
    quotes: list[Quote] = []
    for item, share in zip(ranked, shares(ranked, range(len(terms))), strict=True):
        speaker = item.scored.passage.speech.speaker
        if quoted[speaker] < _EACH and share >= _HALF and _speaks_of_it(item):
            quoted[speaker] += 1
            quotes.append(search.quote(topic, item))
    return tuple(quotes)


def _speaks_of_it(item: Ranked) -> bool:
    """Tell whether a passage holds half of the topic, and a word of it that is more than a character, whole."""
    words = any(match.strength >= SAID and len(match.term.text) > 1 for match in item.matches)
    return words and coverage(item.matches) >= _HALF


def _telling(ranked: Sequence[Ranked], at: int) -> float:
    """Return the weight of a term among a meeting's passages; 0 when none of them holds it."""
    matches = [item.matches[at] for item in ranked]
    holding = sum(map(_strength, matches))
    return matches[0].term.weight * math.log(1.0 + len(matches) / holding) if holding else 0.0


def _strength(match: TermMatch) -> float:
    """Return how firmly a term stands in a passage; some letters of a Latin word are not the word."""
    return match.strength if match.strength >= _WHOLE or not match.term.text.isascii() else 0.0
