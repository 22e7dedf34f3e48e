"""A whole speech, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.chat.rendering.positions import cited_span
from bot.chat.rendering.quoting import write_origin, write_who
from bot.chat.reply import EntityKind, Reply, ReplyBuilder
from bot.chat.texts import Texts
from bot.corpus.passages import sentences
from bot.types import Meeting, Span, Speech

__all__ = ["PAGE", "page_at", "page_spans", "render_speech"]

PAGE = 900
"""Characters of a page: what a phone shows in three screens."""


def page_spans(speech: Speech, length: int = PAGE) -> tuple[Span, ...]:
    """Part a speech into pages between paragraphs or, of a long one, between sentences.

    Args:
        speech: Any; one without words has one empty page.
        length: Characters a page may hold, > 0; only a sentence longer than that is parted inside.

    Returns:
        Pages in order. They hold every character but whitespace between them.
    """
    return _page_spans(speech, length) or (Span(0, 0),)


@lru_cache(maxsize=64)
def _page_spans(speech: Speech, length: int) -> tuple[Span, ...]:
    pages: list[Span] = []
    for paragraph in speech.paragraphs:
        if pages and paragraph.end - pages[-1].start <= length:
            pages[-1] = Span(pages[-1].start, paragraph.end)
            continue
        fresh = True
        for piece in _pieces(speech, paragraph, length):
            # a paragraph that fits a page of its own begins one; a longer one goes on where the last one ended
            alone = fresh and (not pages or len(paragraph) <= length)
            if not alone and piece.end - pages[-1].start <= length:
                pages[-1] = Span(pages[-1].start, piece.end)
            else:
                pages.append(piece)
            fresh = False
    return tuple(pages)


def _pieces(speech: Speech, paragraph: Span, length: int) -> Iterator[Span]:
    # cut where sentences begin, so that what belongs to none (a stray 。) goes with the one before
    inner = [sentence.start for sentence in sentences(speech.text, paragraph)][1:]
    for first, end in pairwise((paragraph.start, *inner, paragraph.end)):
        for start in range(first, end, length):
            yield Span(start, min(start + length, end))


def page_at(speech: Speech, place: int) -> int:
    """Return the number, from 0, of the page that shows the character at ``place``."""
    pages = page_spans(speech)
    return next((number for number, page in enumerate(pages) if place < page.end), len(pages) - 1)


def render_speech(speech: Speech, page: int, meeting: Meeting, texts: Texts, *, marked: Sequence[Span] = ()) -> Reply:
    """Show a page of a speech.

    Args:
        speech: Whose words.
        page: From 0.
        meeting: It names where they were said.
        texts: The language of the words around.
        marked: What is bold, as spans of ``speech.text``.

    Returns:
        A reply that fits one message.

    Raises:
        LookupError: there is no such page.
    """
    pages = page_spans(speech)
    if not 0 <= page < len(pages):
        raise LookupError(page)
    shown = pages[page]
    builder = ReplyBuilder()
    write_who(builder, speech, texts)
    builder.line()
    offset = builder.position - shown.start
    with builder.inside(EntityKind.QUOTE):
        builder.write(shown.of(speech.text))
    for span in marked:
        if span.overlaps(shown):
            builder.mark(EntityKind.BOLD, max(span.start, shown.start) + offset, min(span.end, shown.end) + offset)
    write_origin(builder, speech, meeting, texts, cited_span(speech, shown, texts))
    if len(pages) > 1:
        builder.line(texts.page.format(page=page + 1, pages=len(pages)))
    return builder.build()
