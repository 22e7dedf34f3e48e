"""The words around a quote: its paragraph, its speech, its lines as printed."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.limits import fits
from bot.chat.rendering.keyboards import back, paging, quote_buttons
from bot.chat.rendering.pictures import card_button
from bot.chat.rendering.posts import Post
from bot.chat.rendering.quoting import write_origin, write_who
from bot.chat.rendering.rooms import folded
from bot.chat.rendering.sources import render_source
from bot.chat.rendering.speeches import page_at, page_spans, render_speech
from bot.chat.reply import Button, EntityKind, Reply, ReplyBuilder, press
from bot.types import Span, Speech

__all__ = ["render_context", "render_printed", "render_whole"]

_LEFT_OUT = "……"


def render_context(post: Post, place: int) -> Reply:
    """Show the paragraph that holds a quote, the quote in it bold.

    Args:
        post: It has the quote.
        place: Which of ``post.answer.quotes``.

    Returns:
        A reply that fits one message: a paragraph longer than that is cut around the quote, and a quote longer than
        that at its end, which is marked.
    """
    quote = post.answer.quotes[place]
    others = [_to_speech(post, place), press(post.texts.button_source, "source", post.exchange_id, place)]
    if post.room.private:
        others.append(card_button(quote, post.answer.meeting, post.texts))
    buttons = quote_buttons(post, place, "context", others)
    whole = _paragraph_of(quote.speech, quote.span)
    for around in (whole, *(_middle(whole, quote.span, length) for length in (3500, 3000, 1500))):
        builder = ReplyBuilder()
        write_who(builder, quote.speech, post.texts)
        builder.line()
        with builder.inside(EntityKind.QUOTE):
            builder.write(_LEFT_OUT if around.start > whole.start else "")
            offset = builder.position - around.start
            builder.write(around.of(quote.speech.text))
            builder.write(_LEFT_OUT if around.end < whole.end else "")
        builder.mark(EntityKind.BOLD, quote.span.start + offset, min(quote.span.end, around.end) + offset)
        write_origin(builder, quote.speech, post.answer.meeting, post.texts)
        reply = builder.build(buttons=buttons)
        if fits(reply):
            break
    return folded(reply, post.room)


def render_whole(post: Post, place: int, page: int) -> Reply:
    """Show a page of the speech that a quote is from, the quote in it bold.

    Args:
        post: It has the quote.
        place: Which of ``post.answer.quotes``.
        page: From 0.

    Raises:
        LookupError: the speech has no such page.
    """
    quote = post.answer.quotes[place]
    steps = paging(page, len(page_spans(quote.speech)), post.texts, ("whole", post.exchange_id, place))
    to_context = press(post.texts.button_context, "context", post.exchange_id, place)
    reply = render_speech(quote.speech, page, post.answer.meeting, post.texts, marked=[quote.span])
    return replace(folded(reply, post.room), buttons=(*steps, (to_context, back(post))))


def render_printed(post: Post, place: int) -> Reply:
    """Show the lines that hold a quote as the source prints them, the quote in them bold.

    Args:
        post: It has the quote.
        place: Which of ``post.answer.quotes``.
    """
    others = [press(post.texts.button_context, "context", post.exchange_id, place), _to_speech(post, place)]
    reply = render_source(post.answer.quotes[place], post.texts)
    return replace(folded(reply, post.room), buttons=quote_buttons(post, place, "source", others))


def _to_speech(post: Post, place: int) -> Button:
    quote = post.answer.quotes[place]
    page = page_at(quote.speech, quote.span.start)
    return press(post.texts.button_speech, "whole", post.exchange_id, place, page)


def _paragraph_of(speech: Speech, span: Span) -> Span:
    """Return the span of the paragraphs that hold ``span``."""
    held = [paragraph for paragraph in speech.paragraphs if paragraph.overlaps(span)]
    return Span(min(held[0].start, span.start), max(held[-1].end, span.end)) if held else span


def _middle(whole: Span, span: Span, length: int) -> Span:
    """Return about ``length`` characters of ``whole`` with ``span``, or its beginning, in the middle of them."""
    if len(span) > length:
        return Span(span.start, span.start + length)
    spare = (length - len(span)) // 2
    return Span(max(whole.start, span.start - spare), min(whole.end, span.end + spare))
