"""/unanswered: whoever runs the bot sees what it could not answer, and what people did not like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.rendering.feedback import render_unanswered
from bot.chat.reply import Reply
from bot.chat.services import Services
from bot.store.feedback import Feedback

__all__ = ["Unanswered"]


class Unanswered(Feature):
    """Lists open questions to the admins, in private; to everybody else there is no such command.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._admins = frozenset(services.settings.chat.admins)

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of /unanswered by an admin."""
        by_admin = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.User(self._admins)
        return [CommandHandler("unanswered", self.unanswered, filters=by_admin)]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handler of the buttons that lead to other pages."""
        return {"unanswered": self.turned}

    async def unanswered(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Show the first page."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_unanswered(await self._open(), texts))

    async def turned(self, press: Press) -> Reply:
        """Show another page."""
        if press.query.from_user.id not in self._admins:
            raise LookupError(press.query.data)
        return render_unanswered(await self._open(), press.texts, page=press.number(0))

    async def _open(self) -> Sequence[Feedback]:
        entries = await self._services.run(self._services.store.feedback.entries)
        return [entry for entry in entries if entry.is_open]
