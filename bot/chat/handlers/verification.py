"""Quotations held against the meeting: /verify with words or in reply to a message, and what is forwarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.answering.verification import Verifier
from bot.chat.addressing import room_in, talker_of, words_after_command
from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.rendering.pages import render_plain
from bot.chat.rendering.places import render_place
from bot.chat.rendering.verifications import place_buttons, render_verifications
from bot.chat.reply import printable
from bot.chat.services import Services
from bot.corpus.places import Place
from bot.library.engine import is_compared_whole
from bot.types import Meeting
from bot.types import Verification as Told

__all__ = ["Verification"]

_REMEMBERED = 2
"""Meetings that are ready to be held against."""


class Verification(Feature):
    """Tells whether somebody said it, in these words.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        # meetings are added and chosen while the bot runs
        self._verifier = lru_cache(maxsize=_REMEMBERED)(Verifier)

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handlers of /verify and of what is forwarded: who forwards words wants to know of them."""
        said = filters.UpdateType.MESSAGE
        forwarded = said & filters.ChatType.PRIVATE & filters.FORWARDED & (filters.TEXT | filters.CAPTION)
        return [
            CommandHandler("verify", self.verify, filters=said),
            MessageHandler(forwarded, self.forwarded),
        ]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handler of the button that shows a quote where it stands."""
        return {"place": self.place}

    async def verify(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Verify what follows the command, else what the message replies to; without either, say how."""
        if message := update.message:
            await self._tell(message, words_after_command(message) or _replied_words(message))

    async def forwarded(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Verify what was forwarded."""
        if message := update.message:
            await self._tell(message, _words(message))

    async def place(self, press: Press) -> None:
        """Show a quote in its paragraph, below what was said of it."""
        quote = Place.parse(press.arguments[0] if press.arguments else "").quote(self._services.meeting)
        await deliver(press.message, render_place(self._services.meeting, quote, press.texts))

    async def _tell(self, message: Message, words: str) -> None:
        texts = await self._services.texts_for(message.from_user)
        if not words:
            await deliver(message, render_plain(texts.verify_how))
            return
        meeting = await self._services.meeting_for(talker_of(message))
        if self._services.library is None and not is_compared_whole(meeting):
            await deliver(message, render_plain(texts.too_much))
            return
        told, among = await self._services.run(self._verified, meeting, words)
        reply = render_verifications(told, meeting, texts, room=room_in(message.chat), among=among)
        await deliver(message, replace(reply, buttons=place_buttons(told, meeting, texts)))

    def _verified(self, meeting: Meeting, words: str) -> tuple[tuple[Told, ...], int]:
        """Hold words against a meeting; return also how many speeches these were, 0 for all that there are."""
        library = self._services.library
        held = library.quotable(meeting, words) if library else meeting
        if held is meeting:
            return self._verifier(meeting).verify(words), 0
        return Verifier(held).verify(words), len(held.speeches)


def _replied_words(message: Message) -> str:
    """Return the words that a reply is about: the stretch its writer chose, else the whole message."""
    if message.quote is not None:
        return printable(message.quote.text).strip()
    return _words(message.reply_to_message) if message.reply_to_message else ""


def _words(message: Message) -> str:
    return printable(message.text or message.caption or "").strip()
