"""Asking the index: ranked passages for a question, and quotes from them."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.answering.focus import emphasise, focus
from bot.answering.ranking import Ranked, rank
from bot.retrieval.index import MeetingIndex
from bot.types import Meeting, Question, Quote, Span, Speech

__all__ = ["Search"]


class Search:
    """What every kind of answer needs: the meeting, its ranking and its quotes.

    Args:
        index: The meeting's index.
    """

    def __init__(self, index: MeetingIndex) -> None:
        self.index = index
        self._vector = lru_cache(maxsize=64)(index.vector)
        # a comparison or a list asks for the ranking of one question again and again
        self._ranked = lru_cache(maxsize=1)(self._rank)

    @property
    def meeting(self) -> Meeting:
        """What is asked about."""
        return self.index.meeting

    def vector(self, question: Question) -> NDArray[np.float32] | None:
        """Return the question's vector; None without an encoder."""
        return self._vector(question.normal)

    def ranked(self, question: Question, speakers: Collection[str] = ()) -> list[Ranked]:
        """Return the passages of the named speakers, or of all when none is named, best first."""
        return [
            item for item in self._ranked(question) if not speakers or item.scored.passage.speech.speaker in speakers
        ]

    def _rank(self, question: Question) -> list[Ranked]:
        text = " ".join(term.text for term in question.terms) or question.normal
        variants = " ".join(variant for term in question.terms for variant in term.variants)
        candidates = self.index.candidates(f"{text} {variants}", self.vector(question))
        return rank(question, self.index, candidates)

    def quote(self, question: Question, ranked: Ranked) -> Quote:
        """Quote the part of a ranked passage that answers the question."""
        return focus(question, ranked, self.index)

    def quote_span(self, question: Question, speech: Speech, span: Span) -> Quote:
        """Quote a given stretch of a speech, the question's words marked."""
        return Quote(speech, span, emphasise(question, speech.text, span))
