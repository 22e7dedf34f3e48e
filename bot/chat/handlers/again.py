"""A reply that may be lost: the person is told, and may have it once more. The bot never sends it twice by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from telegram import Message, Update

from bot.chat.delivery import deliver
from bot.chat.handlers.feature import Feature, Press, PressHandler
from bot.chat.rendering.pages import render_lost, render_plain
from bot.chat.reply import Reply
from bot.chat.services import Services

__all__ = ["Again", "Reopen"]

Reopen = Callable[[int, int], Awaitable[bool]]
"""Lets an update, by its number in the inbox, be handled again in a chat; tells whether that is possible."""


class Again(Feature):
    """Offers, and does again, what may not have reached the person.

    Args:
        services: What the handlers share.
        reopen: Puts an update back in line.
    """

    def __init__(self, services: Services, reopen: Reopen) -> None:
        super().__init__(services)
        self._reopen = reopen

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handler of the button."""
        return {"again": self.again}

    async def offer(self, number: int, update: Update) -> None:
        """Tell whoever caused an update that its reply may be lost.

        Raises:
            telegram.error.TelegramError: that could not be told, either.
        """
        if isinstance(message := update.effective_message, Message):
            texts = await self._services.texts_for(update.effective_user)
            await deliver(message, render_lost(number, texts))

    async def again(self, press: Press) -> Reply:
        """Have an update handled again."""
        if not await self._reopen(press.number(0), press.chat_id):
            raise LookupError(press.query.data)
        return render_plain(press.texts.answering_again)
