"""Where words stand in the file, in the reader's language: short for a citation, in full for who opens the file."""

from __future__ import annotations

from bot.chat.texts import Texts
from bot.corpus.positions import position_of
from bot.types import Quote, SourceText, Span, Speech

__all__ = ["cited_place", "cited_span", "full_place", "place_in_file"]


def cited_place(quote: Quote, texts: Texts) -> str:
    """Return what a citation says of the place: page, paragraph or time.

    Empty for plain text: the number of a line, which a phone does not show, is noise.
    """
    return cited_span(quote.speech, quote.span, texts)


def cited_span(speech: Speech, span: Span, texts: Texts) -> str:
    """Return what ``cited_place`` does, of words that need not be one stretch of the source; of none, nothing."""
    if not speech.source.marks or not span:
        return ""
    return _place(speech.source, speech.source_span(span), texts, lines=False)


def full_place(quote: Quote, texts: Texts) -> str:
    """Return all that leads to the words: of a page or a plain text the line, too."""
    return place_in_file(quote.speech.source, quote.source_span, texts)


def place_in_file(source: SourceText, span: Span, texts: Texts) -> str:
    """Return where words stand as ``full_place`` does; empty where the format does not tell.

    Args:
        source: The file.
        span: Of its text, not empty.
        texts: The language.
    """
    return _place(source, span, texts, lines=True)


def _place(source: SourceText, span: Span, texts: Texts, *, lines: bool) -> str:
    first, last = position_of(source, span)
    if first.time is not None:
        return _clock(first.time)
    if first.page and last.page and first.page != last.page:
        return texts.source_pages.format(first=first.page, last=last.page)
    line = ""
    if lines and first.line:
        line = _numbered(first.line, last.line, "line", texts.source_line, texts.source_lines)
    if first.page:
        page = texts.source_page.format(page=first.page)
        return texts.source_within.format(page=page, line=line) if line else page
    if first.paragraph:
        one, several = texts.source_paragraph, texts.source_paragraphs
        return _numbered(first.paragraph, last.paragraph, "paragraph", one, several)
    return line


def _numbered(first: int, last: int | None, name: str, one: str, several: str) -> str:
    return several.format(first=first, last=last) if last and last != first else one.format(**{name: first})


def _clock(time: float) -> str:
    minutes, seconds = divmod(int(time), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
