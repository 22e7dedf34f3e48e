"""All speeches of all meetings, findable by their words: an index on disk that is opened in milliseconds.

It can always be made anew from the meetings, so what does not fit them is thrown away.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import tantivy

from bot.language import HAN
from bot.retrieval.normal import fold
from bot.types import Meeting, Speech

__all__ = ["SpeechIndex", "pieces_of", "source_number"]

_WORD = re.compile(rf"[a-z]+|\d+(?:\.\d+)?%?|[{HAN}]+")
_HEAP = 64_000_000
"""Bytes a writer may use before it flushes: less makes many small parts, which are slow to search."""
_PATIENCE_SECONDS = 30.0
_HEADER = 0.5
"""What a word in the header is worth beside one that is said."""
_VERSION = "speeches-1"
_MOST_MEETINGS = 1_000_000
_DIGITS = 15
"""Hexadecimal digits of a SHA-256 that make a number of less than 64 bits."""


def pieces_of(folded: str) -> Iterator[str]:
    """Yield what of folded text is indexed: pairs of Chinese characters, Latin words, numbers; a lone character too."""
    for match in _WORD.finditer(folded):
        run = match.group()
        if run[0].isascii() or len(run) == 1:
            yield run
        else:
            for left, right in pairwise(run):
                yield left + right


def source_number(meeting: Meeting) -> int:
    """Return a number for a meeting's source, which no other is likely to have."""
    return int(meeting.source.sha256[:_DIGITS], 16)


class SpeechIndex:
    """BM25 over whole speeches, with who speaks.

    Args:
        folder: Where it is kept; None for one in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", fast=True)
        builder.add_unsigned_field("source", fast=True)
        builder.add_text_field("meeting", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("speaker", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("header", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._index = self._open(folder)

    def _open(self, folder: Path | None) -> tantivy.Index:
        if folder is None:
            return tantivy.Index(self._schema)
        place = folder / _VERSION
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return tantivy.Index(self._schema, path=str(place))
        except ValueError:  # damaged, or of another version
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
            return tantivy.Index(self._schema, path=str(place))

    def hold(self, meetings: Collection[Meeting]) -> int:
        """Index those of some meetings that it does not hold yet, in one commit; return how many these were."""
        known = self._known()
        fresh = [meeting for meeting in meetings if meeting.source.sha256 not in known and meeting.speeches]
        if fresh:
            writer = self._writer()
            for meeting in fresh:
                for number, speech in enumerate(meeting.speeches):
                    writer.add_document(_document(meeting, number, speech))
            self._commit(writer)
        return len(fresh)

    def release(self, meetings: Collection[Meeting]) -> int:
        """Drop every meeting but these; return how many were dropped."""
        return self.forget(self._known() - {meeting.source.sha256 for meeting in meetings})

    def forget(self, gone: Collection[str]) -> int:
        """Drop meetings by the SHA-256 of their sources; return how many these are."""
        if gone:
            writer = self._writer()
            for digest in gone:
                writer.delete_documents_by_term("meeting", digest)
            self._commit(writer)
        return len(gone)

    def _writer(self) -> tantivy.IndexWriter:
        """Return the one writer there may be, when no other process has it any more."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                return self._index.writer(_HEAP, 1)
            except ValueError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def _known(self) -> set[str]:
        self._index.reload()
        searcher = self._index.searcher()
        digests = [term for term, _ in searcher.terms_with_prefix("meeting", "", limit=_MOST_MEETINGS)]
        # terms of what was deleted stay until parts are merged
        queries = ((digest, tantivy.Query.term_query(self._schema, "meeting", digest)) for digest in digests)
        return {digest for digest, query in queries if searcher.search(query, 1).hits}

    def search(
        self,
        weighed: Sequence[tuple[str, float]],
        *,
        meetings: Collection[str] = (),
        speakers: Collection[str] = (),
        limit: int,
        every: bool = False,
    ) -> list[tuple[int, int]]:
        """Return the speeches that hold most of some words, best first.

        Args:
            weighed: Pieces of folded text, see ``pieces_of``, each with what it counts.
            meetings: SHA-256 of the sources to look in; empty for all.
            speakers: Whose speeches to look in; empty for everybody's.
            limit: How many are wanted.
            every: Whether all of the words must have been said; otherwise some of them, in the header, too.

        Returns:
            ``source_number`` of the meeting, and number of the speech in it.
        """
        schema, occur, query = self._schema, tantivy.Occur, tantivy.Query
        wanted: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for piece, weight in weighed:
            body = query.term_query(schema, "body", piece)
            if every:
                wanted.append((occur.Must, query.boost_query(body, weight)))
                continue
            header = query.term_query(schema, "header", piece)
            wanted.append((occur.Should, query.boost_query(body, weight)))
            wanted.append((occur.Should, query.boost_query(header, weight * _HEADER)))
        clauses = [(occur.Must, query.boolean_query(wanted))] if wanted else []
        for field, values in (("meeting", meetings), ("speaker", speakers)):
            if values:
                among = query.term_set_query(schema, field, list(values))
                clauses.append((occur.Must, query.const_score_query(among, 0.0)))
        if not clauses:
            return []
        searcher = self._index.searcher()
        addresses = [address for _, address in searcher.search(query.boolean_query(clauses), limit, count=False).hits]
        numbers = searcher.fast_field_values("number", addresses)
        sources = searcher.fast_field_values("source", addresses)
        return [(int(source or 0), int(number or 0)) for source, number in zip(sources, numbers, strict=True)]


def _document(meeting: Meeting, number: int, speech: Speech) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("number", number)
    document.add_unsigned("source", source_number(meeting))
    document.add_text("meeting", meeting.source.sha256)
    document.add_text("speaker", speech.speaker)
    header = f"{speech.speaker} {speech.role} {speech.section} {meeting.title} {meeting.name} {meeting.date}"
    document.add_text("header", " ".join(pieces_of(fold(header))))
    document.add_text("body", " ".join(pieces_of(fold(speech.text))))
    return document
