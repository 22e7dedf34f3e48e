"""The visitors of the demo: each page finds its own again, and none gets too many or hears of another."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from bot.botapi import Event, State
from bot.demo.visitor import Visitor

__all__ = ["CrowdedError", "Reception"]

_VISITORS: Final = 64


class CrowdedError(Exception):
    """Everybody's page is open, and there are as many as may be."""


class Reception:
    """Lets visitors in and tells them what the bot does in their chats.

    Args:
        state: The bot's world.
        limit: How many visitors there may be; for a further one the longest absent goes.
    """

    def __init__(self, state: State, *, limit: int = _VISITORS) -> None:
        self._state = state
        self._limit = limit
        self._visitors: OrderedDict[str, Visitor] = OrderedDict()
        self._chats: dict[int, Visitor] = {}
        state.listen(self._notice)

    def find(self, key: str) -> Visitor | None:
        """Return the visitor with this key, None when there is none (any more)."""
        return self._visitors.get(key)

    def welcome(self, key: str, language: str) -> Visitor:
        """Return the visitor with this key, or a new one.

        Raises:
            CrowdedError: there is no room for a new one.
        """
        visitor = self._visitors.get(key)
        if visitor is None:
            self._make_room()
            visitor = Visitor(self._state, language)
            self._visitors[visitor.key] = visitor
            self._chats |= dict.fromkeys(visitor.chat_ids, visitor)
        self._visitors.move_to_end(visitor.key)
        return visitor

    def _make_room(self) -> None:
        if len(self._visitors) < self._limit:
            return
        absent = next((visitor for visitor in self._visitors.values() if not visitor.pages), None)
        if absent is None:
            raise CrowdedError
        del self._visitors[absent.key]
        for chat_id in absent.chat_ids:
            del self._chats[chat_id]
        absent.leave()

    def _notice(self, event: Event) -> None:
        if visitor := self._chats.get(event.chat_id):
            visitor.notice(event)
