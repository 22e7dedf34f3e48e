"""Quotes under a heading, page by page: what an answer leaves out, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.chat.rendering.quoting import write_quotes
from bot.chat.reply import EntityKind, Reply, ReplyBuilder
from bot.chat.texts import Texts
from bot.types import Meeting, Quote, Span

__all__ = ["quote_pages", "render_listing"]

_QUOTES = 6
_CHARACTERS = 600
"""Of the quotes on a page: what a phone shows in two screens."""
_LONGEST = 1500
"""Characters of a quote that a message holds beside everything else, whatever they are."""


def quote_pages(quotes: Sequence[Quote]) -> tuple[tuple[Quote, ...], ...]:
    """Put quotes on pages, in order; one that is longer than a message goes on on the next page."""
    pages: list[tuple[Quote, ...]] = []
    left = 0
    for piece in chain.from_iterable(map(_pieces, quotes)):
        if pages and len(pages[-1]) < _QUOTES and len(piece.span) <= left:
            pages[-1] += (piece,)
            left -= len(piece.span)
        else:
            pages.append((piece,))
            left = _CHARACTERS - len(piece.span)
    return tuple(pages)


def render_listing(heading: str, page: int, pages: Sequence[Sequence[Quote]], meeting: Meeting, texts: Texts) -> Reply:
    """Show a page of quotes under a heading.

    Args:
        heading: What they are.
        page: From 0.
        pages: All of them, from ``quote_pages``.
        meeting: Where they were said.
        texts: The language of the words around.

    Returns:
        A reply that fits one message.

    Raises:
        LookupError: there is no such page.
    """
    if not 0 <= page < len(pages):
        raise LookupError(page)
    builder = ReplyBuilder()
    builder.write(heading, EntityKind.ITALIC)
    write_quotes(builder, pages[page], meeting, texts)
    if len(pages) > 1:
        builder.line(texts.page.format(page=page + 1, pages=len(pages)))
    return builder.build()


def _pieces(quote: Quote) -> Iterator[Quote]:
    for start in range(quote.span.start, quote.span.end, _LONGEST):
        part = Span(start, min(start + _LONGEST, quote.span.end))
        yield Quote(quote.speech, part, tuple(words for words in quote.emphasis if part.covers(words)))
