"""The cooldown of a group: what the bot does there comes some seconds apart, in order, and is not dropped unsaid.

Telegram lets a bot write 20 messages a minute to one group; and a bot that answers five people within a second has
taken the screen away from all of them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import Enum, auto

__all__ = ["Admission", "Cooldowns"]

Work = Callable[[], Awaitable[None]]


class Admission(Enum):
    """What becomes of some work."""

    TAKEN = auto()
    """It is done, now or when the cooldown is over."""
    FULL = auto()
    """It is not done: too much is waiting, and somebody should say so."""
    STILL_FULL = auto()
    """It is not done either; that was said already since the group was last at rest."""


class Cooldowns:
    """Does work by chat, one after another.

    Args:
        seconds: From the end of one work to the beginning of the next of the same chat, at least.
        waiting: Works of a chat that may wait; a further one is not done.
    """

    def __init__(self, seconds: float, waiting: int) -> None:
        self._seconds = seconds
        self._most = waiting
        self._lines: dict[int, deque[Work]] = {}
        self._full: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()

    def take(self, chat_id: int, work: Work) -> Admission:
        """Do ``work``, which handles its own errors, when the chat's cooldown is over: at once after a rest.

        Call it from the event loop.
        """
        line = self._lines.get(chat_id)
        if line is None:
            self._lines[chat_id] = deque()
            task = asyncio.create_task(self._serve(chat_id, work))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return Admission.TAKEN
        if len(line) < self._most:
            line.append(work)
            return Admission.TAKEN
        if chat_id in self._full:
            return Admission.STILL_FULL
        self._full.add(chat_id)
        return Admission.FULL

    async def close(self) -> None:
        """Do at once whatever is waiting, and return when it is done."""
        self._closing.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, chat_id: int, work: Work | None) -> None:
        line = self._lines[chat_id]
        try:
            while work:
                await work()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), self._seconds)
                work = line.popleft() if line else None
        finally:
            del self._lines[chat_id]
            self._full.discard(chat_id)
