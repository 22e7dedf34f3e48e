"""The buttons under an answer: the words around a quote, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.chat.handlers.feature import AnyHandler, Press, PressHandler
from bot.chat.rendering.answers import render
from bot.chat.rendering.contexts import render_context
from bot.chat.rendering.keyboards import mark_vote
from bot.chat.reply import Reply
from bot.chat.services import Services

__all__ = ["AnswerButtons"]


class AnswerButtons:
    """Shows more of what an answer rests on, in the answer's own message.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Sequence[AnyHandler]:
        """Return no handlers: these buttons belong to answers that were sent before."""
        return []

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the buttons."""
        return {"answer": self.answer, "context": self.context}

    async def answer(self, press: Press) -> Reply:
        """Show the answer again."""
        exchange, answer = await self._services.exchange(press.number(0), press.chat_id)
        shown = self._services.settings.chat.max_quotes
        number = exchange.exchange_id
        reply = render(answer, press.texts, max_quotes=shown, exchange_id=number, room=press.room)
        # in a private chat, who presses is who asked
        vote = exchange.vote if press.room.private else None
        return replace(reply, buttons=mark_vote(reply.buttons, number, vote))

    async def context(self, press: Press) -> Reply:
        """Show the paragraph around a quote."""
        exchange, answer = await self._services.exchange(press.number(0), press.chat_id)
        place = press.number(1)
        if not 0 <= place < len(answer.quotes):
            raise LookupError(press.query.data)
        return render_context(answer, place, press.texts, exchange_id=exchange.exchange_id, room=press.room)
