"""What is known of the update that is being handled: whether something was sent, and what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from telegram.error import TelegramError

from bot.transport.request import PossiblySentError

__all__ = ["Announce", "Attempt", "current_attempt"]


Work = Callable[[], Awaitable[None]]


class Announce(Protocol):
    """Keeps on disk whether something of the reply may have been delivered."""

    async def __call__(self, *, sending: bool) -> None:
        """Do so."""


@dataclass(slots=True)
class Attempt:
    """The handling of one update.

    Attributes:
        announce: Keeps on disk whether something of the reply may have been delivered.
        sent: How many messages surely were.
        doubtful: Whether another may have been.
        error: What ended the handling; None when nothing did.
        parked: Ends when the handling does, if that is after the handler has ended.
    """

    announce: Announce
    sent: int = 0
    doubtful: bool = False
    error: BaseException | None = None
    parked: asyncio.Future[None] | None = None

    def park(self, work: Work) -> Work:
        """Return ``work`` as a part of this attempt that is done later, by whoever: only then the update is handled."""
        self.parked = ended = asyncio.get_running_loop().create_future()

        async def work_later() -> None:
            try:
                with self.current():
                    await work()
            finally:
                if not ended.done():
                    ended.set_result(None)

        return work_later

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """Send one message inside: from before it is sent, a crash leaves word that it may have been."""
        if not self.sent:
            await self.announce(sending=True)
        try:
            yield
        except PossiblySentError:
            self.doubtful = True
            raise
        except TelegramError:
            if not self.sent:
                await self.announce(sending=False)
            raise
        self.sent += 1

    @contextmanager
    def current(self) -> Iterator[None]:
        """Let ``current_attempt`` return this one meanwhile, in this task and those it starts."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)


def current_attempt() -> Attempt | None:
    """Return the attempt that the caller is part of; None outside of any."""
    return _CURRENT.get()


_CURRENT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)
