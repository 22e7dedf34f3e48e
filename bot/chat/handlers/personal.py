"""What is kept of a person: /privacy says what, /forget deletes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.profile import publish_menu
from bot.chat.rendering.pages import render_plain
from bot.chat.rendering.personal import render_forget, render_forgotten, render_privacy
from bot.chat.reply import Reply

__all__ = ["Personal"]


class Personal(Feature):
    """Tells people what is kept of them, and deletes it when they wish.

    Args:
        services: What the handlers share.
    """

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handlers of /privacy and /forget."""
        said = filters.UpdateType.MESSAGE
        return [
            CommandHandler("privacy", self.privacy, filters=said),
            CommandHandler("forget", self.forget, filters=said),
        ]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the buttons that confirm."""
        return {"forget": self.confirmed, "keep": self.declined}

    async def privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say what is kept."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_privacy(self._services.settings.data, texts))

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Ask whether everything shall be deleted."""
        if (message := update.message) and message.from_user:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_forget(message.from_user.id, texts))

    async def confirmed(self, press: Press) -> Reply | str:
        """Delete everything of whoever asked for it, and say what that was."""
        if press.number(0) != press.query.from_user.id:
            return press.texts.forget_not_yours
        user_id, chat = press.query.from_user.id, self._services.settings.chat
        forgotten = await self._services.forget(user_id)
        if forgotten.choices:  # the menu, too, which belongs to their private chat: its id is theirs
            await publish_menu(
                press.query.get_bot(), user_id, None, setting=chat.language, admin=user_id in chat.admins
            )
        return render_forgotten(forgotten, press.texts)

    async def declined(self, press: Press) -> Reply | str:
        """Delete nothing."""
        if press.number(0) != press.query.from_user.id:
            return press.texts.forget_not_yours
        return render_plain(press.texts.forget_declined)
