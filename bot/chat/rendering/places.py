"""A quote where it stands: in its paragraph."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.limits import fits
from bot.chat.rendering.pictures import card_button
from bot.chat.rendering.positions import cited_place
from bot.chat.rendering.quoting import write_origin, write_who
from bot.chat.rendering.speeches import page_at
from bot.chat.reply import Button, ButtonKind, Buttons, EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.places import Place, fingerprint
from bot.types import Meeting, Quote, Span

__all__ = ["render_around", "render_place"]

_AROUND = (3500, 3000, 1500)
"""Code points shown of a paragraph that fits no message."""
_LEFT_OUT = "……"


def render_place(meeting: Meeting, quote: Quote, texts: Texts) -> Reply:
    """Show a quote in its paragraph, as ``render_around``, with buttons to its speech."""
    return replace(render_around(quote, meeting, texts), buttons=_ways_on(meeting, quote, texts))


def render_around(quote: Quote, meeting: Meeting, texts: Texts) -> Reply:
    """Show the paragraph that holds a quote, the quote in it bold.

    Returns:
        A reply that fits one message: a paragraph longer than that is cut around the quote, and a quote longer than
        that at its end, which is marked.
    """
    speech = quote.speech
    paragraph = _paragraph(quote)
    for around in (paragraph, *(_middle(paragraph, quote.span, length) for length in _AROUND)):
        builder = ReplyBuilder()
        write_who(builder, speech, texts)
        builder.line()
        with builder.inside(EntityKind.QUOTE):
            builder.write(_LEFT_OUT if around.start > paragraph.start else "")
            offset = builder.position - around.start
            builder.write(around.of(speech.text))
            builder.write(_LEFT_OUT if around.end < paragraph.end else "")
        builder.mark(EntityKind.BOLD, quote.span.start + offset, min(quote.span.end, around.end) + offset)
        write_origin(builder, speech, meeting, texts, cited_place(quote, texts))
        reply = builder.build()
        if fits(reply):
            break
    return reply


def _ways_on(meeting: Meeting, quote: Quote, texts: Texts) -> Buttons:
    card = card_button(quote, meeting, texts)
    share = Button(texts.button_share, ButtonKind.SHARE, str(Place.of(quote, meeting)))
    if quote.speech.by_reporter:
        return ((card, share),)
    number, mark = meeting.speeches.index(quote.speech), fingerprint(meeting)
    whole = press(texts.button_speech, "text", mark, number, page_at(quote.speech, quote.span.start))
    return (press(texts.button_outline, "outline", mark, number), whole), (card, share)


def _paragraph(quote: Quote) -> Span:
    """Return the span of the paragraphs that hold a quote."""
    held = [paragraph for paragraph in quote.speech.paragraphs if paragraph.overlaps(quote.span)]
    return Span(min(held[0].start, quote.span.start), max(held[-1].end, quote.span.end)) if held else quote.span


def _middle(whole: Span, span: Span, length: int) -> Span:
    """Return about ``length`` code points of ``whole`` with ``span``, or its beginning, in the middle of them."""
    if len(span) > length:
        return Span(span.start, span.start + length)
    spare = (length - len(span)) // 2
    return Span(max(whole.start, span.start - spare), min(whole.end, span.end + spare))
