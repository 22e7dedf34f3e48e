"""Commands that need no question: what this is, how to ask, who spoke, begin anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat.addressing import talker_of
from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, PressHandler
from bot.chat.rendering.pages import render_plain, render_speakers, render_start
from bot.chat.services import Services

__all__ = ["Commands"]


class Commands:
    """The commands of finding one's way.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Sequence[AnyHandler]:
        """Return a handler for each command; edits, channel posts and the like are other kinds of update."""
        commands = {"start": self.start, "help": self.help, "speakers": self.speakers, "new": self.new}
        said = filters.UpdateType.MESSAGE
        return [CommandHandler(name, handler, filters=said) for name, handler in commands.items()]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return no handlers."""
        return {}

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Greet, with examples."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_start(self._services.meeting, texts))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say how to ask."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_plain(texts.help))

    async def speakers(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """List who spoke."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_speakers(self._services.meeting, texts))

    async def new(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Forget the conversation."""
        if message := update.message:
            await self._services.run(self._services.store.exchanges.close, talker_of(message))
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_plain(texts.forgotten))
