"""Asking the index: ranked passages for a question, and quotes from them."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from bot.answering.evidence import decisive
from bot.answering.focus import emphasise, focus
from bot.answering.ranking import Ranked, rank
from bot.retrieval.index import Candidate, MeetingIndex
from bot.types import Meeting, Question, Quote, Span, Speech

__all__ = ["Search"]


_LONGEST = 90
"""Code points that are compared in meaning."""


class Search:
    """What every kind of answer needs: the meeting, its ranking and its quotes.

    Args:
        index: The meeting's index.
    """

    def __init__(self, index: MeetingIndex) -> None:
        self.index = index
        self._vector = lru_cache(maxsize=256)(index.vector)
        # a comparison or a list asks for the ranking of one question again and again
        self._ranked = lru_cache(maxsize=1)(self._rank)

    @property
    def meeting(self) -> Meeting:
        """What is asked about."""
        return self.index.meeting

    def ranked(self, question: Question, speakers: Collection[str] = ()) -> list[Ranked]:
        """Return the passages of the named speakers, or of all when none is named, best first."""
        return [
            item for item in self._ranked(question) if not speakers or item.scored.passage.speech.speaker in speakers
        ]

    def by_words(self, question: Question) -> list[Ranked]:
        """Return all passages ranked without their meanings, best first."""
        return rank(question, self.index, self._candidates(question))

    def _candidates(self, question: Question) -> list[Candidate]:
        text = " ".join(term.text for term in question.terms) or question.normal
        variants = " ".join(variant for term in question.terms for variant in term.variants)
        return self.index.candidates(f"{text} {variants}", None)

    def _rank(self, question: Question) -> list[Ranked]:
        candidates = self._candidates(question)
        by_words = rank(question, self.index, candidates)
        if not self.index.encodes or decisive(question, by_words, self.index):
            return by_words
        vector = self._vector(_to_compare(question))
        if vector is None:
            return by_words
        return rank(question, self.index, self.index.compared(candidates, vector))

    def quote(self, question: Question, ranked: Ranked) -> Quote:
        """Quote the part of a ranked passage that answers the question."""
        return focus(question, ranked, self.index)

    def quote_span(self, question: Question, speech: Speech, span: Span) -> Quote:
        """Quote a given stretch of a speech, the question's words marked."""
        return Quote(speech, span, emphasise(question, speech.text, span))


def _to_compare(question: Question) -> str:
    """Return what of a question is compared in meaning: all of it, of a long message its content words.

    The encoder takes a millisecond for each character.
    """
    if len(question.normal) <= _LONGEST:
        return question.normal
    return " ".join(term.text for term in question.terms)[:_LONGEST] or question.normal[:_LONGEST]
