"""Whole texts made searchable: speeches, answers, articles with what they stand under, and when.

A meeting is cut into sentences, for one of them is the answer. Where the answer is a text among thousands, the
same lexical tokens and the same encoder rank texts: by their words, by the words they stand under, by the piece
nearest in meaning, and by the person and the date that a question names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.corpus.passages import sentences
from bot.retrieval.bm25 import BM25
from bot.retrieval.dates import find_dates
from bot.retrieval.encoder import Encoder
from bot.retrieval.normal import fold
from bot.retrieval.tokens import tagged
from bot.store.vectors import VectorStore
from bot.types import Span

__all__ = ["FEATURES", "WEIGHTS", "Document", "DocumentIndex", "pieces"]

Progress = Callable[[int, int], None]
Scores = NDArray[np.float32]
K = TypeVar("K", bound=Hashable)

PIECE = 250
"""Code points of a piece: what an encoder reads at once without losing the single fact in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of it.

    Attributes:
        text: Its own words.
        title: Of the page or article; empty when there is none, like all that follows.
        section: The heading it stands under.
        role: The office of who speaks.
        speaker: Full name.
        date: As printed.
    """

    text: str
    title: str = ""
    section: str = ""
    role: str = ""
    speaker: str = ""
    date: str = ""

    @property
    def heading(self) -> str:
        """Title and section, each thing said once."""
        return _once(self.title, self.section)

    @property
    def header(self) -> str:
        """Heading, role and speaker, each thing said once."""
        return _once(self.title, self.section, self.role, self.speaker)


def _once(*parts: str) -> str:
    said: list[str] = []
    for part in parts:
        if part and not any(part in earlier for earlier in said):
            said.append(part)
    return " ".join(said)


def pieces(text: str) -> tuple[Span, ...]:
    """Cut a text into runs of whole sentences of at most ``PIECE`` code points, in order.

    A sentence that is much longer, as a table in one line, is cut where it must be. A text without a sentence is one
    piece.
    """
    found: list[Span] = []
    for sentence in sentences(text, Span(0, len(text))):
        start = sentence.start
        while sentence.end - start > 2 * PIECE:
            found.append(Span(start, start + PIECE))
            start += PIECE
        if found and sentence.end - found[-1].start <= PIECE:
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(Span(start, sentence.end))
    return tuple(found) or (Span(0, len(text)),)


WEIGHTS = MappingProxyType(
    {"words": 0.022, "wording": 0.019, "heading": 0.064, "meaning": 1.14, "date": 7.2, "speaker": 1.6}
)
"""What a feature adds to the score per unit: fitted to half of some question sets by ``benchmarks/fit_retrieval.py``,
then moved by a quarter to a half where more answers of that half come first.

words    BM25 of the question's content words in the text
wording  BM25 of all its words in the text: how it is asked tells a little, too
heading  BM25 of the content words in title and section, times the share of these that the question says: a question
         rarely repeats a heading by chance, and one word of a long one says little
meaning  hundredths of cosine between the question and the nearest piece with its header; 0 without an encoder
date     1 for a text of the very day that is asked about, less for one of its month or year
speaker  1 for a text of a person the question names
"""
FEATURES = tuple(WEIGHTS)
_VAGUE_DATE = 0.1
"""What a month, a year or a day without its year is worth beside a full date."""


class DocumentIndex:
    """Documents of one collection, findable by words, by meaning, by speaker and by date.

    Args:
        documents: What to index; at least one.
        content: Picks the words of a question's normal form that carry content.
        encoder: None for a lexical index.
        store: Where vectors are kept.
        progress: Told about the pieces being encoded.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        content: Callable[[str], Iterable[str]],
        encoder: Encoder | None,
        store: VectorStore,
        progress: Progress | None = None,
    ) -> None:
        self._size = len(documents)
        self._content = content
        self._words = BM25([tagged(fold(document.text)) for document in documents])
        self._headings = BM25([tagged(fold(document.heading)) for document in documents])
        self._whole_headings: Scores = np.maximum(self._headings.own_scores(), np.float32(1e-9))
        self._speakers = _numbers_by(fold(document.speaker) for document in documents)
        self._dates = _numbers_by(next(find_dates(fold(document.date)), None) for document in documents)
        self._encoder = encoder
        if encoder is not None:
            cut = [pieces(document.text) for document in documents]
            self._starts = np.array([0, *accumulate(map(len, cut))][:-1], dtype=np.intp)
            texts = [
                _read_aloud(document, piece) for document, some in zip(documents, cut, strict=True) for piece in some
            ]
            self._vectors: Scores = store.encode(texts, encoder, progress)

    def scores(self, text: str) -> Scores:
        """Return the score of every document for a question in normal form, shape (n,): the higher, the better."""
        weights = np.array([WEIGHTS[name] for name in FEATURES], dtype=np.float32)
        return self.features(text) @ weights

    def features(self, text: str) -> Scores:
        """Return what ranks each document for a question in normal form, shape (n, len(FEATURES)).

        A person or full date of the collection that the question names is looked for in what is known of the texts,
        and no longer in their words: a text rarely names its own speaker or day.
        """
        date, speaker = np.zeros(self._size, dtype=np.float32), np.zeros(self._size, dtype=np.float32)
        rest = text
        for stated in find_dates(text):
            fitting = [numbers for known, numbers in self._dates.items() if known and stated.fits(known)]
            worth = 1.0 if stated.is_day else _VAGUE_DATE
            for numbers in fitting:
                date[numbers] = np.maximum(date[numbers], worth)
            if fitting and stated.is_day:
                rest = rest.replace(stated.span.of(text), " ")
        for name, numbers in self._speakers.items():
            if len(name) > 1 and name in text:
                speaker[numbers] = 1.0
                rest = rest.replace(name, " ")
        content = tagged(" ".join(self._content(rest)))
        heading = self._headings.scores(content)
        found: dict[str, Scores] = {
            "words": self._words.scores(content),
            "wording": self._words.scores(tagged(rest)),
            "heading": heading * (heading / self._whole_headings),
            "meaning": self._meaning(rest),
            "date": date,
            "speaker": speaker,
        }
        return np.stack([found[name] for name in FEATURES], axis=1)

    def _meaning(self, text: str) -> Scores:
        if self._encoder is None:
            return np.zeros(self._size, dtype=np.float32)
        cosines = self._vectors @ self._encoder.encode_query(text)
        return np.asarray(100.0 * np.maximum.reduceat(cosines, self._starts), dtype=np.float32)


def _read_aloud(document: Document, piece: Span) -> str:
    words = piece.of(document.text)
    return f"{document.header}：{words}" if document.header else words


def _numbers_by(keys: Iterable[K]) -> dict[K, list[int]]:
    """Return, for each key, the numbers of the documents that have it."""
    found: dict[K, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    return found
