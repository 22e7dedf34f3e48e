"""The lexical index: which passages share words and bigrams with a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import tantivy

from bot.retrieval.normal import fold
from bot.retrieval.tokens import tagged
from bot.types import Passage

__all__ = ["LexicalIndex", "TantivyIndex"]

_HEAP = 15_000_000
"""Bytes a writer may use before it flushes; the least tantivy takes."""


class LexicalIndex(Protocol):
    """Finds passages by the tokens they share with a question."""

    def search(self, text: str, *, top_k: int) -> list[tuple[int, float]]:
        """Return at most ``top_k`` pairs of passage number and BM25 score (> 0), best first."""
        ...


class TantivyIndex:
    """BM25 over two fields, in memory: the passage's own words, and its header and lead at a lower weight."""

    _HEADER_BOOST = 0.35

    def __init__(self, passages: Sequence[Passage]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", stored=True)
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("header", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        self._vocabulary: dict[str, set[str]] = {"body": set(), "header": set()}
        writer = self._index.writer(_HEAP, 1)
        for number, passage in enumerate(passages):
            fields = {
                "body": passage.text,
                "header": f"{passage.header} {passage.speech.organisation} {passage.lead_text}",
            }
            document = tantivy.Document()
            document.add_unsigned("number", number)
            for field, text in fields.items():
                tokens = tagged(fold(text))
                self._vocabulary[field].update(tokens)
                document.add_text(field, " ".join(tokens))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        everything = self._searcher.search(tantivy.Query.all_query(), max(1, len(passages)))
        # a stored document is slow to read: once is enough
        self._numbers: dict[tuple[int, int], int] = {
            (address.segment_ord, address.doc): self._searcher.doc(address)["number"][0]
            for _, address in everything.hits
        }

    def search(self, text: str, *, top_k: int) -> list[tuple[int, float]]:
        """See ``LexicalIndex``; ``text`` is a question's content in normal form."""
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for token in dict.fromkeys(tagged(text)):
            if token in self._vocabulary["body"]:
                clauses.append((tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "body", token)))
            if token in self._vocabulary["header"]:
                header = tantivy.Query.term_query(self._schema, "header", token)
                clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(header, self._HEADER_BOOST)))
        if not clauses:
            return []
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), top_k)
        return [(self._numbers[address.segment_ord, address.doc], score) for score, address in found.hits]
