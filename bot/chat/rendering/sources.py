"""The words around a quote as the source prints them, line breaks and all."""

from __future__ import annotations

from bot.chat.limits import fits
from bot.chat.rendering.positions import place_in_file
from bot.chat.reply import EntityKind, Reply, ReplyBuilder
from bot.chat.texts import Texts
from bot.types import Quote, Span

__all__ = ["render_source"]

_ENOUGH = 300
"""Characters of the lines that hold the quote and of their neighbours that are shown, unless the quote is longer."""
_MOST = 3500
"""Characters of a quote that are shown at most."""
_LEFT_OUT = "……"


def render_source(quote: Quote, texts: Texts) -> Reply:
    """Show the lines of the source that hold a quote, and their neighbours as far as there is room; the quote bold.

    Args:
        quote: Which words.
        texts: The language of the words around.

    Returns:
        A reply that fits one message. Where a line or the quote itself is too long, what is left out is marked.
    """
    for most in (_MOST, _MOST // 2):  # a character outside the BMP counts twice
        reply = _render(quote, most, texts)
        if fits(reply):
            break
    return reply


def _render(quote: Quote, most: int, texts: Texts) -> Reply:
    source = quote.speech.source
    place = quote.source_span
    shown = _lines_around(source.text, place, most)
    builder = ReplyBuilder()
    told = place_in_file(source, place, texts)
    builder.write(texts.source_heading.format(file=source.path.name, place=told) if told else source.path.name)
    builder.line()
    with builder.inside(EntityKind.QUOTE):
        if not _at_line_start(source.text, shown.start):
            builder.write(_LEFT_OUT)
        offset = builder.position - shown.start
        builder.write(shown.of(source.text))
        if not _at_line_end(source.text, shown.end):
            builder.write(_LEFT_OUT)
    builder.mark(EntityKind.BOLD, max(place.start, shown.start) + offset, min(place.end, shown.end) + offset)
    return builder.build()


def _lines_around(text: str, place: Span, most: int) -> Span:
    """Return the whole lines that hold a place, with those next to them while they fit; of too long ones the middle."""
    if len(place) > most:
        return Span(place.start, place.start + most)
    start, end = _line_start(text, place.start), _line_end(text, place.end)
    if end - start > max(2 * _ENOUGH, len(place)):
        spare = max(0, 2 * _ENOUGH - len(place)) // 2
        return Span(max(start, place.start - spare), min(end, place.end + spare))
    above = below = True
    while above or below:
        earlier, later = _line_start(text, max(0, start - 1)), _line_end(text, min(len(text), end + 1))
        above = above and earlier < start and end - earlier <= _ENOUGH
        start = earlier if above else start
        below = below and later > end and later - start <= _ENOUGH
        end = later if below else end
    while start < place.start and text[start] in "\r\n":
        start += 1
    return Span(start, place.end + len(text[place.end : end].rstrip("\r\n")))


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def _at_line_start(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] == "\n"


def _at_line_end(text: str, place: int) -> bool:
    return place == len(text) or text[place] in "\r\n"
