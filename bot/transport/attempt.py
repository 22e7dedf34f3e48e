"""What is known of the update that is being handled: whether something was sent, and what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.store.inbox import State
from bot.transport.request import PossiblySentError

__all__ = ["Attempt", "current_attempt", "expect_more"]


Work = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Attempt:
    """The handling of one update.

    Attributes:
        advance: Keeps on disk how far the reply has come.
        update_id: Of the update, for the log.
        sent: How many messages were surely delivered.
        more: Whether another one belongs to the reply; see ``expect_more``.
        doubtful: Whether one may have been delivered.
        error: What ended the handling; None when nothing did.
        parked: Ends when the handling does, if that is after the handler has ended.
    """

    advance: Callable[[State], Awaitable[None]]
    update_id: int | None = None
    sent: int = 0
    more: bool = False
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
        """Send one message inside. From before it is sent, a crash leaves word that it may have been."""
        await self.advance(State.SENDING)
        try:
            yield
        except PossiblySentError:
            self.doubtful = True
            raise
        except TelegramError:
            if not self.sent:
                await self.advance(State.STARTED)
            raise
        self.sent += 1
        if not self.more:
            await self.advance(State.SENT)

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


def expect_more(*, more: bool) -> None:
    """Say whether the message sent next is to be followed by another one of the same reply."""
    if attempt := _CURRENT.get():
        attempt.more = more


_CURRENT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)
