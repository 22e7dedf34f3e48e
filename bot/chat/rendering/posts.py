"""An answer as it stands in a chat: what every reply that takes its place goes by."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.beside import NOTHING_BESIDE, Beside
from bot.chat.rendering.rooms import PRIVATE, Room
from bot.chat.texts import Texts
from bot.types import Answer

__all__ = ["MAX_LISTED", "Post"]

MAX_LISTED = 12
"""Quotes in a reply to a question that asks for several; people who may be meant."""


@dataclass(frozen=True, slots=True)
class Post:
    """An answer, for whom and where.

    Attributes:
        answer: What there is to say.
        texts: The language of the words around the quotes.
        exchange_id: By which the store knows the answer; None for one without buttons.
        room: Where it stands.
        max_quotes: Quotes shown when the question needs one.
        beside: What there is to show beside it.
    """

    answer: Answer
    texts: Texts
    exchange_id: int | None = None
    room: Room = PRIVATE
    max_quotes: int = 3
    beside: Beside = NOTHING_BESIDE
