"""The words around a quote: its paragraph, its speech, its lines as printed."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.rendering.keyboards import back, paging, quote_buttons
from bot.chat.rendering.pictures import card_button
from bot.chat.rendering.places import render_around
from bot.chat.rendering.posts import Post
from bot.chat.rendering.rooms import folded
from bot.chat.rendering.sources import render_source
from bot.chat.rendering.speeches import page_at, page_spans, render_speech
from bot.chat.reply import Button, Reply, press

__all__ = ["render_context", "render_printed", "render_whole"]


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
    shown = render_around(quote, post.answer.meeting, post.texts)
    return folded(replace(shown, buttons=buttons), post.room)


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
