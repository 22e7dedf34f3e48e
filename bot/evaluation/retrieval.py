"""How well passages are found: a collection with judged queries, ours beside plain BM25.

The yardstick is BM25 over single characters and pairs of them (k1 1.2, b 0.75). It is shown twice: over the passages'
own words, as such sets are commonly published, and over title, speaker and words together, for a query that repeats
a title is found by whoever reads titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Annotated

import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray
from rich.console import RenderableType
from rich.table import Table

from bot.errors import QuestionSetError
from bot.evaluation.jsonlines import Record, read_records
from bot.retrieval.bm25 import BM25
from bot.retrieval.documents import Document, DocumentIndex
from bot.retrieval.normal import normalise

__all__ = [
    "JudgedQuery",
    "PassageRecord",
    "RetrievalFigures",
    "RetrievalReport",
    "document",
    "measure_retrieval",
    "read_collection",
    "render_retrieval",
    "retrieval_figures",
]

DEPTH = 10
"""Places of a ranking that count."""
_RUN = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")
_Id = Annotated[str, Meta(min_length=1, description="a text with anything in it")]


class PassageRecord(Record, frozen=True, kw_only=True):
    """A passage of a collection.

    Attributes:
        text: Its own words.
        title: Of its page or article; empty or null when unknown, like all that follows.
        section: The heading it stands under.
        role: The office of who speaks.
        speaker: Full name.
        date: As printed.
    """

    text: str
    title: str | None = None
    section: str | None = None
    role: str | None = None
    speaker: str | None = None
    date: str | None = None


class JudgedQuery(Record, frozen=True, kw_only=True):
    """A query and what answers it.

    Attributes:
        text: As typed.
        gold: Ids of the passages that answer it.
    """

    text: str
    gold: Annotated[tuple[_Id, ...], Meta(min_length=1, description="a list with at least one id")]


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """How well one way of ranking does, over all queries.

    Attributes:
        first: Share of queries whose first passage answers, in [0, 1].
        within: Share that are answered within the first ``DEPTH``.
        reciprocal: Mean of 1 / place of the first passage that answers; beyond ``DEPTH`` a query earns 0.
        milliseconds: Median time of a query.
    """

    first: float
    within: float
    reciprocal: float
    milliseconds: float


class RetrievalReport(Struct, frozen=True, kw_only=True):
    """What was measured.

    Attributes:
        passages: How many there are to choose from.
        queries: How many were asked.
        rankings: The figures by the name of the ranking.
    """

    passages: int
    queries: int
    rankings: dict[str, RetrievalFigures]


def read_collection(corpus: Path, queries: Path) -> tuple[tuple[PassageRecord, ...], tuple[JudgedQuery, ...]]:
    """Read passages and the queries about them, from JSON Lines, plain or ``.gz``.

    Raises:
        QuestionSetError: as ``read_records``; or a query's gold is no passage of the corpus.
    """
    passages = read_records(corpus, PassageRecord)
    judged = read_records(queries, JudgedQuery)
    known = {passage.id for passage in passages}
    for query in judged:
        if strange := next((name for name in query.gold if name not in known), None):
            raise QuestionSetError(queries, 0, f"gold of {query.id!r}: no passage of {corpus} is called {strange!r}")
    return passages, judged


def document(passage: PassageRecord) -> Document:
    """Return what the index reads of a passage."""
    return Document(
        text=passage.text,
        title=passage.title or "",
        section=passage.section or "",
        role=passage.role or "",
        speaker=passage.speaker or "",
        date=passage.date or "",
    )


def measure_retrieval(
    passages: Sequence[PassageRecord], queries: Sequence[JudgedQuery], index: DocumentIndex
) -> RetrievalReport:
    """Ask every query of BM25, of BM25 that reads titles, and of our index over the same passages."""
    numbers = {passage.id: number for number, passage in enumerate(passages)}
    gold = [frozenset(numbers[name] for name in query.gold) for query in queries]
    texts = [passage.text for passage in passages]
    headed = [f"{document(passage).header} {passage.date or ''} {passage.text}" for passage in passages]
    plain, titled = (BM25([_characters(text) for text in some], k1=1.2, b=0.75) for some in (texts, headed))
    ways: Mapping[str, Callable[[str], NDArray[np.float32]]] = {
        "BM25": lambda text: plain.scores(_characters(text)),
        "BM25 with titles": lambda text: titled.scores(_characters(text)),
        "whosaid": lambda text: index.scores(normalise(text)),
    }
    return RetrievalReport(
        passages=len(passages),
        queries=len(queries),
        rankings={name: _measure(score, queries, gold) for name, score in ways.items()},
    )


def retrieval_figures(places: Sequence[int], milliseconds: Sequence[float]) -> RetrievalFigures:
    """Sum up where the first passage that answers stood.

    Args:
        places: One a query, counted from 1.
        milliseconds: One a query.
    """
    reached = np.asarray(places)
    return RetrievalFigures(
        first=float(np.mean(reached == 1)),
        within=float(np.mean(reached <= DEPTH)),
        reciprocal=float(np.mean(np.where(reached <= DEPTH, 1.0 / reached, 0.0))),
        milliseconds=float(np.median(milliseconds)),
    )


def _measure(
    score: Callable[[str], NDArray[np.float32]], queries: Sequence[JudgedQuery], gold: Sequence[Collection[int]]
) -> RetrievalFigures:
    places, milliseconds = [], []
    for query, wanted in zip(queries, gold, strict=True):
        start = perf_counter()
        scores = score(query.text)
        milliseconds.append((perf_counter() - start) * 1000)
        places.append(_place(scores, wanted))
    return retrieval_figures(places, milliseconds)


def _place(scores: NDArray[np.float32], wanted: Collection[int]) -> int:
    """Return the place of the best wanted passage, from 1; among equal scores the earlier passage comes first."""
    best = min(wanted, key=lambda number: (-scores[number], number))
    better = int(np.count_nonzero(scores > scores[best]))
    return 1 + better + int(np.count_nonzero(scores[:best] == scores[best]))


def _characters(text: str) -> list[str]:
    """Return the single characters and pairs of Chinese runs, and Latin words and numbers whole."""
    tokens: list[str] = []
    for run in _RUN.findall(text.lower()):
        if run.isascii():
            tokens.append(run)
        else:
            tokens += [*run, *(left + right for left, right in pairwise(run))]
    return tokens


def render_retrieval(report: RetrievalReport) -> RenderableType:
    """Return the figures of each ranking as a row of a table."""
    table = Table(box=None, pad_edge=False)
    table.add_column(f"{report.queries} queries, {report.passages} passages")
    for title in ("R@1", f"R@{DEPTH}", f"MRR@{DEPTH}", "ms"):
        table.add_column(title, justify="right")
    for name, row in report.rankings.items():
        shares = (row.first, row.within, row.reciprocal)
        table.add_row(name, *(f"{share:.3f}" for share in shares), f"{row.milliseconds:.1f}")
    return table
