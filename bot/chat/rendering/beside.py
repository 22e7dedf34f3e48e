"""What stands beside an answer: the rest of its quotes, others' words, the speakers' own, pledges, near speeches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.chat.rendering.keyboards import back, paging
from bot.chat.rendering.listings import quote_pages, render_listing
from bot.chat.rendering.posts import Post
from bot.chat.rendering.rooms import folded
from bot.chat.rendering.speeches import page_spans, render_speech
from bot.chat.reply import Reply, press
from bot.types import Pledge, Quote, Span

__all__ = ["render_more", "render_near", "render_own", "render_pledges", "render_suggestion"]

_LONGEST = 120
"""Code points of a pledge that is quoted from the words which it shares with the one before."""


def render_more(post: Post, shown: int, page: int) -> Reply:
    """Show a page of the quotes that did not fit an answer.

    Args:
        post: It has the quotes.
        shown: How many of them it showed.
        page: From 0.

    Raises:
        LookupError: there is no such page.
    """
    return _listing(post, post.texts.heading_more, post.answer.quotes[shown:], page, ("more",))


def render_near(post: Post, page: int) -> Reply:
    """Show a page of what others say on an answer's topic; arguments and errors as ``render_more``."""
    return _listing(post, post.texts.heading_near, post.beside.near, page, ("near",))


def render_own(post: Post, at: int, page: int) -> Reply:
    """Show a page of what a speaker says besides on an answer's topic.

    Args:
        post: It quotes the speaker.
        at: Which of the speakers in ``post.beside.own``.
        page: From 0.

    Raises:
        LookupError: there is no such speaker or page.
    """
    own = post.beside.own
    name = list(own)[at]
    reply = _listing(post, post.texts.heading_own.format(speaker=name), own[name], page, ("own", at))
    return _with_steps(reply, post, own, at, "own")


def render_pledges(post: Post, at: int, page: int) -> Reply:
    """Show a page of what a speaker pledges, how firmly and how much in bold; otherwise as ``render_own``."""
    pledges = post.beside.pledges
    name = list(pledges)[at]
    quotes = _pledged(pledges[name])
    reply = _listing(post, post.texts.heading_pledges.format(speaker=name), quotes, page, ("pledged", at))
    return _with_steps(reply, post, pledges, at, "pledged")


def render_suggestion(post: Post, at: int, page: int) -> Reply:
    """Show a page of a speech that comes near to a question without an answer.

    Args:
        post: It suggests the speech.
        at: Which of ``post.answer.suggestions``.
        page: From 0.

    Raises:
        LookupError: there is no such page.
    """
    speech = post.answer.suggestions[at]
    steps = paging(page, len(page_spans(speech)), post.texts, ("read", post.exchange_id, at))
    reply = folded(render_speech(speech, page, post.answer.meeting, post.texts), post.room)
    return replace(reply, buttons=(*steps, (back(post),)))


def _listing(post: Post, heading: str, quotes: Sequence[Quote], page: int, action: Sequence[object]) -> Reply:
    """Show a page of quotes with buttons to its neighbours and back.

    Args:
        post: What stands there otherwise.
        heading: What the quotes are.
        quotes: All of them.
        page: From 0.
        action: What shows a page: an action and its arguments between exchange and page.
    """
    pages = quote_pages(quotes)
    name, *arguments = action
    steps = paging(page, len(pages), post.texts, (name, post.exchange_id, *arguments))
    reply = folded(render_listing(heading, page, pages, post.answer.meeting, post.texts), post.room)
    return replace(reply, buttons=(*steps, (back(post),)))


def _with_steps(reply: Reply, post: Post, speakers: Mapping[str, object], at: int, action: str) -> Reply:
    """Put buttons to the speakers before and after into the last row, beside the one that leads back."""
    names = list(speakers)
    before = [press(f"‹ {name}", action, post.exchange_id, at - 1, 0) for name in names[max(0, at - 1) : at]]
    after = [press(f"{name} ›", action, post.exchange_id, at + 1, 0) for name in names[at + 1 : at + 2]]
    *rows, last = reply.buttons
    return replace(reply, buttons=(*rows, (*before, *last, *after)))


def _pledged(pledges: Sequence[Pledge]) -> list[Quote]:
    """Return the words of pledges, those with a number first; pledges that share words are one quote."""
    counted = [pledge for pledge in pledges if pledge.quantity]
    others = [pledge for pledge in pledges if not pledge.quantity]
    return [*_quotes(counted), *_quotes(others)]


def _quotes(pledges: Sequence[Pledge]) -> Iterator[Quote]:
    for speech in dict.fromkeys(pledge.quote.speech for pledge in pledges):
        own = [pledge for pledge in pledges if pledge.quote.speech is speech]
        decisive = list(_apart(words for pledge in own for words in _decisive(pledge)))
        for span in _apart(map(_whole, own)):
            yield Quote(speech, span, tuple(words for words in decisive if span.covers(words)))


def _whole(pledge: Pledge) -> Span:
    """Return a pledge's words from where its sentence says how firmly or by when, if that stands close before them."""
    span = pledge.quote.span
    if pledge.quantity is None:
        return span
    starts = [words.start for words in (pledge.commitment, pledge.deadline) if words and words.start < span.start]
    near = [start for start in starts if span.end - start <= _LONGEST]
    return Span(min([span.start, *near]), span.end)


def _decisive(pledge: Pledge) -> Iterator[Span]:
    """Yield the words of a pledge that tell how firmly, how much and by when."""
    number = pledge.quantity.span if pledge.quantity else None
    yield from (words for words in (pledge.commitment, number, pledge.deadline) if words is not None)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, those that overlap as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
