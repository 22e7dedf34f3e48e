"""The queue between what people do and the bot that must hear of it.

An update stays until the bot confirms it, by asking for a later one or by answering its webhook with 2xx:
at least once, in order, never lost while the server runs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from bot.botapi.wire import Json

__all__ = ["UPDATE_TYPES", "UpdateQueue"]

_ON_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
UPDATE_TYPES: Final = _ON_REQUEST | {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "my_chat_member",
    "chat_join_request",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
}


class UpdateQueue:
    """Updates that the bot has not confirmed yet, oldest first.

    Args:
        first_id: ``update_id`` of the first update; the following ones count up by one.
    """

    def __init__(self, first_id: int = 1) -> None:
        self._next_id = first_id
        self._pending: list[Json] = []
        self.allowed: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self._pending)

    def allow(self, kinds: Collection[str] | None) -> None:
        """Set which kinds of updates come from now on: None changes nothing, an empty collection is the default."""
        if kinds is not None:
            self.allowed = tuple(sorted(UPDATE_TYPES.intersection(kinds)))

    def put(self, kind: str, content: Json) -> Json | None:
        """Queue an update and return it, or None when the bot does not want this kind."""
        if kind in (_ON_REQUEST if not self.allowed else UPDATE_TYPES.difference(self.allowed)):
            return None
        update: Json = {"update_id": self._next_id, kind: content}
        self._next_id += 1
        self._pending.append(update)
        return update

    def confirm(self, offset: int) -> None:
        """Forget the updates before ``offset``; a negative one keeps only the last ``-offset``."""
        if offset < 0:
            del self._pending[: max(len(self._pending) + offset, 0)]
        elif offset > 0:
            self._pending = [update for update in self._pending if update["update_id"] >= offset]

    def peek(self, limit: int) -> list[Json]:
        """Return up to ``limit`` of the oldest updates without confirming them."""
        return self._pending[:limit]

    def clear(self) -> None:
        """Forget everything that is pending."""
        self._pending.clear()
