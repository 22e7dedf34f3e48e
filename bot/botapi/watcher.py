"""What a person sees of a chat: the bot's messages, edits and answers, each in turn."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Final

from bot.botapi.events import Event, EventKind
from bot.botapi.reply import Reply
from bot.botapi.state import State
from bot.botapi.wire import Json

__all__ = ["Watcher"]

_PATIENCE_SECONDS: Final = 5.0


class Watcher:
    """Somebody who looks at a chat.

    Args:
        state: The bot's world.
        chat: Where to look.
    """

    def __init__(self, state: State, chat: Json) -> None:
        self._state = state
        self.chat = chat
        self._events: defaultdict[EventKind, asyncio.Queue[Json]] = defaultdict(asyncio.Queue)
        self.leave = state.listen(self._notice)

    @property
    def keys(self) -> list[str]:
        """What the bot's keyboard offers to tap instead of typing, row by row; empty without one."""
        rows = self._state.keyboards.get(self.chat["id"], {}).get("keyboard", [])
        return [key["text"] if isinstance(key, dict) else key for row in rows for key in row]

    async def next_reply(self, seconds: float = _PATIENCE_SECONDS) -> Reply:
        """Return the next message of the bot's in this chat.

        Raises:
            TimeoutError: none came within ``seconds``.
        """
        return Reply(await self._next(EventKind.MESSAGE, seconds))

    async def next_edit(self, seconds: float = _PATIENCE_SECONDS) -> Reply:
        """Return the next message that the bot changed; raises as ``next_reply``."""
        return Reply(await self._next(EventKind.EDIT, seconds))

    async def next_answer(self, seconds: float = _PATIENCE_SECONDS) -> Json:
        """Return the next answer to a pressed button; raises as ``next_reply``."""
        return await self._next(EventKind.CALLBACK_ANSWER, seconds)

    async def next_results(self, seconds: float = _PATIENCE_SECONDS) -> Json:
        """Return the next answer to an inline query; raises as ``next_reply``."""
        return await self._next(EventKind.INLINE_ANSWER, seconds)

    async def next_event(self, kind: EventKind, seconds: float = _PATIENCE_SECONDS) -> Json:
        """Return the next event of any other kind in this chat; raises as ``next_reply``."""
        return await self._next(kind, seconds)

    async def _next(self, kind: EventKind, seconds: float) -> Json:
        try:
            return await asyncio.wait_for(self._events[kind].get(), seconds)
        except TimeoutError:
            msg = f"no {kind.value} from the bot within {seconds} s"
            raise TimeoutError(msg) from None

    def _notice(self, event: Event) -> None:
        if event.chat_id == self.chat["id"]:
            self._events[event.kind].put_nowait(event.content)
