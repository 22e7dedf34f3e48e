"""The words around a quote."""

from __future__ import annotations

from bot.chat.limits import fits
from bot.chat.rendering.quoting import write_origin, write_who
from bot.chat.rendering.rooms import PRIVATE, Room
from bot.chat.reply import Button, EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.types import Answer, Span, Speech

__all__ = ["render_context"]


def render_context(answer: Answer, place: int, texts: Texts, *, exchange_id: int, room: Room = PRIVATE) -> Reply:
    """Show the paragraph that holds a quote, the quote in it bold.

    Args:
        answer: It has the quote.
        place: Which of ``answer.quotes``.
        texts: The language of the words around.
        exchange_id: For the buttons that lead on and back.
        room: Where the reply stands.

    Returns:
        A reply that fits one message: a paragraph longer than that is cut around the quote.
    """
    quote = answer.quotes[place]
    buttons = (
        _steps(place, len(answer.quotes), texts, exchange_id),
        (press(texts.button_back, "answer", exchange_id),),
    )
    whole = _paragraph_of(quote.speech, quote.span)
    for around in (whole, _middle(whole, quote.span, 3000), _middle(whole, quote.span, 1500), quote.span):
        builder = ReplyBuilder()
        write_who(builder, quote.speech, texts)
        builder.line()
        offset = builder.position - around.start
        with builder.inside(EntityKind.LONG_QUOTE if len(around) >= room.folded_from else EntityKind.QUOTE):
            builder.write(around.of(quote.speech.text))
        builder.mark(EntityKind.BOLD, quote.span.start + offset, quote.span.end + offset)
        write_origin(builder, quote.speech, answer.meeting, texts)
        reply = builder.build(buttons=buttons)
        if fits(reply):
            break
    return reply


def _steps(place: int, quotes: int, texts: Texts, exchange_id: int) -> tuple[Button, ...]:
    """Return buttons to the quotes before and after; none for an answer with one quote."""
    steps = []
    if place > 0:
        steps.append(press(texts.button_previous, "context", exchange_id, place - 1))
    if place + 1 < quotes:
        steps.append(press(texts.button_next, "context", exchange_id, place + 1))
    return tuple(steps)


def _paragraph_of(speech: Speech, span: Span) -> Span:
    """Return the span of the paragraphs that hold ``span``."""
    held = [paragraph for paragraph in speech.paragraphs if paragraph.overlaps(span)]
    return Span(min(held[0].start, span.start), max(held[-1].end, span.end)) if held else span


def _middle(whole: Span, span: Span, length: int) -> Span:
    """Return about ``length`` characters of ``whole`` with ``span`` in the middle of them."""
    spare = max(0, length - len(span)) // 2
    return Span(max(whole.start, span.start - spare), min(whole.end, span.end + spare))
