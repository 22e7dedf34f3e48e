"""Where updates come in: to disk first, then in line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

from bot.store.inbox import QUICK, Inbox, Waiting
from bot.transport.counters import Counters
from bot.transport.lanes import Lanes

__all__ = ["Intake"]

_Result = TypeVar("_Result")


class Intake:
    """The inbox and the lines before the workers.

    Args:
        inbox: Used from one thread of the intake's own.
        limit: How many updates may be in line; beyond that, whoever brings them has to wait.
        counters: Where arrivals are counted.

    Attributes:
        counters: Where everything is counted.
        inbox: To be used by ``run`` only.
        slow: What waits for its chat.
        quick: What waits for no chat: pressed buttons and inline queries.
    """

    def __init__(self, inbox: Inbox, limit: int, counters: Counters) -> None:
        self.slow = Lanes()
        self.quick = Lanes()
        self.inbox = inbox
        self._limit = limit
        self.counters = counters
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inbox")
        self._room = asyncio.Event()

    def __len__(self) -> int:
        return len(self.slow) + len(self.quick)

    async def run(self, work: Callable[..., _Result], *arguments: object) -> _Result:
        """Do ``work``, which uses the inbox, in the thread for it."""
        here = copy_context()  # see Services.run
        return await asyncio.get_running_loop().run_in_executor(self._executor, here.run, work, *arguments)

    async def recover(self) -> None:
        """Begin: the line is what the last run left undone."""
        self.slow, self.quick = Lanes(), Lanes()
        for waiting in await self.run(self.inbox.recover):
            self.queue(waiting)

    async def receive(self, updates: Sequence[Any]) -> None:
        """Keep updates on disk, and put the new ones in line; when it returns, Telegram may forget them.

        Raises:
            sqlite3.Error: they could not be kept.
        """
        added = await self.run(self.inbox.add, updates)
        self.counters.received += len(added)
        self.counters.repeated += len(updates) - len(added)
        for waiting in added:
            self.queue(waiting)

    async def reopen(self, number: int, chat_id: int) -> bool:
        """Put an update of this chat that may have been answered back in line, and tell whether there is such a one."""
        if waiting := await self.run(self.inbox.reopen, number, chat_id):
            self.queue(waiting)
        return waiting is not None

    async def forget(self, user_id: int) -> None:
        """Delete what is kept of a person's in updates that are not in line."""
        await self.run(self.inbox.forget, user_id)

    def queue(self, waiting: Waiting) -> None:
        """Put an update in line."""
        (self.quick if waiting.lane.startswith(QUICK) else self.slow).add(waiting)

    @property
    def full(self) -> bool:
        """Whether no more should be brought."""
        return len(self) >= self._limit

    async def room(self) -> None:
        """Wait until it is not full."""
        while self.full:
            self._room.clear()
            await self._room.wait()

    def notice_room(self) -> None:
        """Tell who waits for room that something has left."""
        if not self.full:
            self._room.set()

    async def close(self) -> None:
        """Close the inbox; nothing works afterwards."""
        await self.run(self.inbox.close)
        self._executor.shutdown(wait=False)
