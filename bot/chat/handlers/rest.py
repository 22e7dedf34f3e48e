"""What no other feature wants: unknown commands, and whatever is not text."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from telegram import Update
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature
from bot.chat.rendering.pages import render_plain
from bot.chat.services import Services

__all__ = ["Rest"]

_ALBUMS_REMEMBERED = 100


class Rest(Feature):
    """Says in private chats what the bot cannot do. It comes after all other features.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._albums: deque[str] = deque(maxlen=_ALBUMS_REMEMBERED)

    def handlers(self) -> Sequence[AnyHandler]:
        """Return handlers for the rest of what is said in private."""
        private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
        return [
            MessageHandler(private & filters.COMMAND, self.unknown_command),
            MessageHandler(private & ~filters.TEXT & ~filters.StatusUpdate.ALL, self.no_text),
        ]

    async def unknown_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say that there is no such command."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_plain(texts.no_command))

    async def no_text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say that only text is understood; once for an album, whose pictures come one by one."""
        if not (message := update.message) or message.media_group_id in self._albums:
            return
        if message.media_group_id:
            self._albums.append(message.media_group_id)
        texts = await self._services.texts_for(message.from_user)
        await deliver(message, render_plain(texts.only_text))
