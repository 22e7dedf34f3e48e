"""What others must notice: people see what the bot did, and deliveries learn that there is news."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.botapi.wire import Json

__all__ = ["Event", "EventKind"]


class EventKind(StrEnum):
    """What happened, as people in the chat or the server's own delivery see it."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETION = "deletion"
    ACTION = "action"
    REACTION = "reaction"
    CALLBACK_ANSWER = "callback_answer"
    INLINE_ANSWER = "inline_answer"
    UPDATE = "update"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Event:
    """Something the bot did, or news for whoever delivers updates.

    Attributes:
        chat_id: Where; 0 when it belongs to no chat.
        content: The message, or the parameters that tell what was done.
    """

    kind: EventKind
    chat_id: int = 0
    content: Json = field(default_factory=dict)
