"""A meeting made searchable: its passages and clauses with their words and meanings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.corpus.passages import clauses, segment
from bot.retrieval.encoder import Encoder
from bot.retrieval.lexical import LexicalIndex, TantivyIndex
from bot.retrieval.normal import fold
from bot.retrieval.tokens import add_words
from bot.store.vectors import VectorStore
from bot.types import Meeting, Passage, Span

__all__ = ["Candidate", "MeetingIndex"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may matter, with what the two indexes say of it.

    Attributes:
        number: Index into ``MeetingIndex.passages``.
        bm25: Lexical score divided by the best one of the question, 0 to 1.
        meaning: Cosine between question and passage with its header, in standard deviations from the
            meeting's mean; 0 without an encoder.
        detail: The same for the nearest clause of the passage, without header.
        cosine: The better of the two cosines as they are; 0 without an encoder.
    """

    number: int
    bm25: float
    meaning: float
    detail: float
    cosine: float


class MeetingIndex:
    """Passages of one meeting, findable by words and by meaning.

    Meaning is looked up twice: a passage with its header says what it is about and whose it is, a clause by
    itself says one fact. Together they rank better than either alone.

    Args:
        meeting: What to index.
        encoder: None for a lexical index.
        store: Where vectors are kept.
        progress: Told about the texts being encoded.
    """

    def __init__(
        self, meeting: Meeting, encoder: Encoder | None, store: VectorStore, progress: Progress | None = None
    ) -> None:
        self.meeting = meeting
        self.passages: tuple[Passage, ...] = tuple(
            passage for speech in meeting.speeches for passage in segment(speech)
        )
        self.clauses: tuple[tuple[Span, ...], ...] = tuple(
            clauses(passage.speech.text, passage.span) for passage in self.passages
        )
        self.folded: tuple[str, ...] = tuple(fold(passage.text) for passage in self.passages)
        self.around: tuple[str, ...] = tuple(fold(f"{passage.lead_text} {passage.header}") for passage in self.passages)
        add_words(fold(word) for speech in meeting.speeches for word in (speech.speaker, speech.organisation))
        self._lexical: LexicalIndex = TantivyIndex(self.passages)
        self._encoder = encoder
        if encoder is not None:
            details = [span.of(passage.speech.text) for passage, span in self._pairs()]
            texts = [f"{passage.header}：{passage.text}" for passage in self.passages]
            vectors = store.encode(texts + details, encoder, progress)
            self._passage_vectors: NDArray[np.float32] = vectors[: len(texts)]
            self._clause_vectors: NDArray[np.float32] = vectors[len(texts) :]

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

    def clause_cosines(self, number: int, vector: NDArray[np.float32] | None) -> NDArray[np.float32]:
        """Return the cosine of each clause of a passage with the question, shape (n_clauses,); zeros without one."""
        count = len(self.clauses[number])
        if vector is None:
            return np.zeros(count, dtype=np.float32)
        start = self._clause_starts[number]
        return np.asarray(self._clause_vectors[start : start + count] @ vector, dtype=np.float32)

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
        meaning: NDArray[np.floating]
        detail: NDArray[np.floating]
        cosine: NDArray[np.floating]
        if vector is None:
            zeros = np.zeros(len(self.passages))
            meaning, detail, cosine = zeros, zeros, zeros
        else:
            by_passage = self._passage_vectors @ vector
            by_clause = np.maximum.reduceat(self._clause_vectors @ vector, self._clause_starts)
            cosine = np.maximum(by_passage, by_clause)
            meaning, detail = _standardised(by_passage), _standardised(by_clause)
        return [
            Candidate(number, float(bm25[number]), float(meaning[number]), float(detail[number]), float(cosine[number]))
            for number in range(len(self.passages))
        ]


def _standardised(values: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = float(values.std())
    return np.asarray((values - values.mean()) / spread if spread else values * 0.0, dtype=np.float32)
