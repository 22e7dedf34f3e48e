"""Who is next: updates in line, in order within a lane, the lanes in turn."""

from __future__ import annotations

import asyncio
from collections import deque

from bot.store.inbox import Waiting

__all__ = ["Lanes"]


class Lanes:
    """Numbers of updates in line; what is in them stays on disk.

    A lane that was taken from stands still until it is released, so that its updates are handled one by one.
    """

    def __init__(self) -> None:
        self._lanes: dict[str, deque[int]] = {}
        self._ready: asyncio.Queue[str] = asyncio.Queue()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, waiting: Waiting) -> None:
        """Put an update at the end of its lane."""
        if waiting.lane not in self._lanes:
            self._lanes[waiting.lane] = deque()
            self._ready.put_nowait(waiting.lane)
        self._lanes[waiting.lane].append(waiting.number)
        self._length += 1

    async def take(self) -> Waiting:
        """Wait for an update and return it."""
        lane = await self._ready.get()
        self._length -= 1
        return Waiting(self._lanes[lane].popleft(), lane)

    def release(self, lane: str) -> None:
        """Let the lane go on."""
        if self._lanes[lane]:
            self._ready.put_nowait(lane)
        else:
            del self._lanes[lane]

    def postpone(self, waiting: Waiting, seconds: float) -> None:
        """Put what was taken back to the front of its lane, which goes on after some seconds."""
        self._lanes[waiting.lane].appendleft(waiting.number)
        self._length += 1
        asyncio.get_running_loop().call_later(seconds, self._ready.put_nowait, waiting.lane)
