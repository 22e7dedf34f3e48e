"""Commands that need no question: what this is, how to ask, which meeting, begin anew; and what links open."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat.addressing import room_in, talker_of, words_after_command
from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature
from bot.chat.links import ASK, parse_payload
from bot.chat.menus import GROUP, PRIVATE, menu
from bot.chat.profile import publish_menu
from bot.chat.rendering.about import render_meeting
from bot.chat.rendering.pages import render_help, render_plain, render_start
from bot.chat.rendering.visits import render_visit
from bot.chat.texts import Language
from bot.corpus.places import OutdatedPlaceError
from bot.types import Meeting

__all__ = ["Commands"]


class Commands(Feature):
    """The commands of finding one's way.

    Args:
        services: What the handlers share.
    """

    def handlers(self) -> Sequence[AnyHandler]:
        """Return a handler for each command; edits, channel posts and the like are other kinds of update."""
        commands = {"start": self.start, "help": self.help, "meeting": self.meeting, "new": self.new}
        said = filters.UpdateType.MESSAGE
        return [CommandHandler(name, handler, filters=said) for name, handler in commands.items()]

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show what a link leads to; else greet, with examples."""
        if (message := update.message) is None:
            return
        meeting, payload = self._services.meeting, words_after_command(message)
        texts = await self._services.texts_for(message.from_user)
        reply = render_start(meeting, texts)
        if payload not in {"", ASK}:
            try:
                reply = render_visit(self._visited(payload), payload, texts, room_in(message.chat))
            except OutdatedPlaceError:
                reply = render_start(meeting, texts, texts.link_outdated)
        await deliver(message, reply)
        if message.chat.type == ChatType.PRIVATE:
            await self._show_menu(message, context.bot)

    def _visited(self, payload: str) -> Meeting:
        return self._services.meeting_named(parse_payload(payload).meeting)

    async def _show_menu(self, message: Message, bot: Bot) -> None:
        """Show the commands in 繁體 to whom Telegram would show them in 简体: it knows languages by two letters."""
        if await self._services.language_for(message.from_user) is Language.ZH_HANT:
            chat = self._services.settings.chat
            texts = await self._services.texts_for(message.from_user)
            is_admin = message.chat.id in chat.admins
            await publish_menu(bot, message.chat.id, texts, setting=chat.language, admin=is_admin)

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how to ask."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            names = PRIVATE if message.chat.type == ChatType.PRIVATE else GROUP
            username = context.bot.username if context.bot.bot.supports_inline_queries else ""
            await deliver(message, render_help(texts, menu(names, texts), username))

    async def meeting(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say which meeting can be asked about."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_meeting(await self._services.meeting_for(talker_of(message)), texts))

    async def new(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Forget the conversation."""
        if message := update.message:
            await self._services.run(self._services.store.exchanges.close, talker_of(message))
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_plain(texts.forgotten))
