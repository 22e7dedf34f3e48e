"""What a module of handlers offers, and how a pressed button finds its handler."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Message
from telegram.ext import BaseHandler

from bot.chat.addressing import room_in
from bot.chat.rendering.rooms import GROUP, Room
from bot.chat.reply import Buttons, Reply
from bot.chat.services import Services
from bot.chat.texts import Texts

__all__ = ["AnyHandler", "Feature", "Notice", "Press", "PressHandler"]

_NUMBER = re.compile(r"[0-9]{1,15}")

AnyHandler = BaseHandler[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """A button somebody pressed.

    Attributes:
        query: As Telegram tells it.
        chat_id: Where the message with the button stands.
        message_id: Which message that is.
        arguments: What the button carries besides its action.
        texts: In the language of whoever pressed it.
    """

    query: CallbackQuery
    chat_id: int
    message_id: int
    arguments: tuple[str, ...]
    texts: Texts

    @property
    def room(self) -> Room:
        """How much room a reply has there."""
        return GROUP if self.query.message is None else room_in(self.query.message.chat)

    @property
    def message(self) -> Message:
        """The message with the button, to answer to.

        Raises:
            LookupError: it is so old that Telegram no longer shows it.
        """
        message = self.query.message
        if isinstance(message, Message):
            return message
        raise LookupError(self.query.data)

    def text(self, place: int) -> str:
        """Return an argument.

        Raises:
            LookupError: there is none: no button of this version.
        """
        return self.arguments[place]

    def number(self, place: int) -> int:
        """Return an argument that is a number, 0 or more and small enough for the store.

        Raises:
            LookupError: there is none, or it is no number: no button of this version.
        """
        written = self.arguments[place] if place < len(self.arguments) else ""
        if not _NUMBER.fullmatch(written):
            raise LookupError(self.query.data)
        return int(written)


@dataclass(frozen=True, slots=True)
class Notice:
    """A few words for whoever pressed.

    Attributes:
        text: Up to 200 characters.
        buttons: What the message has under it from now on; None leaves them as they are.
    """

    text: str
    buttons: Buttons | None = None


PressHandler = Callable[[Press], Awaitable[Reply | Notice | str | None]]
"""Returns what the message shows from now on, a short notice for whoever pressed, or None when all is done.

Raises ``LookupError`` for a button that is outdated: who pressed it is told so.
"""


class Feature:
    """One thing a person can do with the bot.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handlers of updates; of all features' the first that wants an update gets it. None by default."""
        return []

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of buttons by action, see ``bot.chat.reply.press``. None by default."""
        return {}
