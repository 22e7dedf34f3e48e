"""A meeting made searchable: its passages and clauses with their words and meanings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.corpus.passages import clauses, segment
from bot.retrieval.counting import CountingIndex
from bot.retrieval.encoder import Encoder
from bot.retrieval.lexical import LexicalIndex, TantivyIndex
from bot.retrieval.normal import fold
from bot.retrieval.tokens import add_words
from bot.store.vectors import Progress, VectorStore
from bot.types import Meeting, Passage, Span

__all__ = ["Candidate", "MeetingIndex"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may matter, with what the two indexes say of it.

    Meanings are cosines in standard deviations from the meeting's mean: how much nearer this is than the rest.

    Attributes:
        number: Index into ``MeetingIndex.passages``.
        bm25: Lexical score divided by the best one of the question, 0 to 1.
        meaning: Likeness of question and passage with its header; 0 without a vector.
        details: Likeness of the question and each clause of the passage, without header; zeros without a vector.
    """

    number: int
    bm25: float
    meaning: float
    details: tuple[float, ...]

    @property
    def detail(self) -> float:
        """Likeness of the nearest clause."""
        return max(self.details)


class MeetingIndex:
    """Passages of one meeting, findable by words and by meaning.

    Meaning is looked up twice: a passage with its header says what it is about and whose it is, a clause by
    itself says one fact. Together they rank better than either alone.

    Args:
        meeting: What to index.
        encoder: None for a lexical index.
        store: Where vectors are kept.
        progress: Told about the texts being encoded.
        passing: Whether it is made for a question or two: words are then counted instead of indexed, and the
            tokenizer learns no names.
    """

    def __init__(
        self,
        meeting: Meeting,
        encoder: Encoder | None,
        store: VectorStore,
        progress: Progress | None = None,
        *,
        passing: bool = False,
    ) -> None:
        self.meeting = meeting
        self.passages: tuple[Passage, ...] = tuple(
            passage for speech in meeting.speeches for passage in segment(speech)
        )
        self.clauses: tuple[tuple[Span, ...], ...] = tuple(
            # what holds nothing but marks (“：：”) is a clause by itself
            clauses(passage.speech.text, passage.span) or (passage.span,)
            for passage in self.passages
        )
        self.folded: tuple[str, ...] = tuple(fold(passage.text) for passage in self.passages)
        self.around: tuple[str, ...] = tuple(fold(f"{passage.lead_text} {passage.header}") for passage in self.passages)
        self._lexical: LexicalIndex
        if passing:
            self._lexical = CountingIndex(self.folded, self.around)
        else:
            add_words(fold(word) for speech in meeting.speeches for word in (speech.speaker, speech.organisation))
            self._lexical = TantivyIndex(self.passages)
        self._encoder: Encoder | None = None
        if encoder is not None:
            self.encode(encoder, store, progress)

    @property
    def texts(self) -> list[str]:
        """What is encoded: the passages with their headers, then the clauses."""
        details = [span.of(passage.speech.text) for passage, span in self._pairs()]
        return [f"{passage.header}：{passage.text}" for passage in self.passages] + details

    def encode(self, encoder: Encoder, store: VectorStore, progress: Progress | None = None) -> None:
        """Make meanings comparable; until it is done, in whatever thread, questions are answered by words."""
        vectors = store.encode(self.texts, encoder, progress)
        self._passage_vectors: NDArray[np.float32] = vectors[: len(self.passages)]
        self._clause_vectors: NDArray[np.float32] = vectors[len(self.passages) :]
        self._encoder = encoder

    def _pairs(self) -> list[tuple[Passage, Span]]:
        return [(passage, span) for passage, spans in zip(self.passages, self.clauses, strict=True) for span in spans]

    @property
    def encodes(self) -> bool:
        """Whether meanings can be compared."""
        return self._encoder is not None

    @cached_property
    def _clause_starts(self) -> NDArray[np.intp]:
        counts = [len(spans) for spans in self.clauses]
        return np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)

    def vector(self, text: str) -> NDArray[np.float32] | None:
        """Return a question's vector, shape (dim,); None without an encoder."""
        return self._encoder.encode_query(text) if self._encoder is not None else None

    def candidates(self, text: str, vector: NDArray[np.float32] | None) -> list[Candidate]:
        """Return every passage with its lexical and semantic figures, in order of the meeting.

        Args:
            text: The question's content in normal form.
            vector: The question's vector; None for a lexical search.
        """
        bm25 = np.zeros(len(self.passages))
        for number, score in self._lexical.search(text, top_k=len(self.passages)):
            bm25[number] = score
        if bm25.any():
            bm25 /= bm25.max()
        found = [
            Candidate(number, score, 0.0, (0.0,) * len(spans))
            for number, (score, spans) in enumerate(zip(bm25.tolist(), self.clauses, strict=True))
        ]
        return found if vector is None else self.compared(found, vector)

    def compared(self, candidates: Sequence[Candidate], vector: NDArray[np.float32]) -> list[Candidate]:
        """Return every passage's candidate, in order of the meeting, with its likeness to a question's vector."""
        meaning = _standardised(self._passage_vectors @ vector)
        likeness = self._clause_vectors @ vector
        nearest = np.maximum.reduceat(likeness, self._clause_starts)
        details = iter(_standardised(likeness, nearest).tolist())
        return [
            Candidate(candidate.number, candidate.bm25, near, tuple(islice(details, len(spans))))
            for candidate, near, spans in zip(candidates, meaning.tolist(), self.clauses, strict=True)
        ]


def _standardised(values: NDArray[np.float32], among: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """Return values in standard deviations from the mean of ``among``, by default of themselves."""
    among = values if among is None else among
    spread = float(among.std())
    return np.asarray((values - among.mean()) / spread if spread else values * 0.0, dtype=np.float32)
