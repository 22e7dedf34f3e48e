"""/language: which language a person is spoken to in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.profile import publish_menu
from bot.chat.rendering.languages import AUTO, render_languages
from bot.chat.reply import Reply
from bot.chat.texts import Language

__all__ = ["Languages"]


class Languages(Feature):
    """Lets a person choose.

    Args:
        services: What the handlers share.
    """

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of /language."""
        return [CommandHandler("language", self.language, filters=filters.UpdateType.MESSAGE)]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handler of the languages' buttons."""
        return {"language": self.choose}

    async def language(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Offer the languages."""
        if (message := update.message) and (user := message.from_user):
            texts = await self._services.texts_for(user)
            chosen = await self._services.run(self._services.store.preferences.language, user.id)
            await deliver(message, render_languages(texts, Language(chosen) if chosen else None))

    async def choose(self, press: Press) -> Reply | str:
        """Keep a choice and confirm it in the language chosen; in a group for whoever pressed alone."""
        value, user = press.text(0), press.query.from_user
        if value not in {AUTO, *Language}:
            raise LookupError(value)
        chosen = None if value == AUTO else Language(value)
        await self._services.run(self._services.store.preferences.choose_language, user.id, chosen)
        texts = await self._services.texts_for(user)
        said = texts.language_chosen if chosen else texts.language_followed
        if press.query.message is None or press.query.message.chat.type != ChatType.PRIVATE:
            return said
        chat = self._services.settings.chat
        await publish_menu(
            press.query.get_bot(),
            press.chat_id,
            texts if chosen else None,
            setting=chat.language,
            admin=user.id in chat.admins,
        )
        return render_languages(texts, chosen, said=said)
