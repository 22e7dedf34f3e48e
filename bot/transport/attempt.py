"""What is known of the update that is being handled: which messages were sent, and what went wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram.error import TelegramError

from bot.store.inbox import Part, State
from bot.transport.request import PossiblySentError

__all__ = ["Attempt", "current_attempt", "expect_more"]


Work = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Attempt:
    """The handling of one update.

    A reply may be several messages. Each one that another follows is kept on disk once it is delivered; when the update
    is handled anew, what was delivered is not sent again, but its result is returned, so that the handler goes on
    behind it.

    Attributes:
        advance: Keeps on disk how far the reply has come.
        keep: Keeps a delivered message on disk, at its place from 0.
        parts: What was delivered so far and is kept, in an earlier attempt or this one.
        update_id: Of the update, for the log.
        repeated: Whether it was begun before.
        complete: Whether a message was delivered that none was said to follow.
        more: Whether another one follows the message sent next; see ``expect_more``.
        doubtful: Whether one may have been delivered.
        error: What ended the handling; None when nothing did.
        parked: Ends when the handling does, if that is after the handler has ended.
    """

    advance: Callable[[State], Awaitable[None]]
    keep: Callable[[int, Part], Awaitable[None]]
    parts: list[Part] = field(default_factory=list)
    update_id: int | None = None
    repeated: bool = False
    complete: bool = False
    more: bool = False
    doubtful: bool = False
    error: BaseException | None = None
    parked: asyncio.Future[None] | None = None
    _place: int = 0

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

    def delivered(self, request: str) -> Any:
        """Return Telegram's answer to the next message, when an earlier attempt has delivered it; else None.

        Args:
            request: A hash of what is to be sent. When it is another one than then, the reply has changed since, and
                all from here on is sent.
        """
        if self._place < len(self.parts) and self.parts[self._place].request == request:
            self._place += 1
            return json.loads(self.parts[self._place - 1].result)
        del self.parts[self._place :]
        return None

    async def send(self, request: str, call: Callable[[], Awaitable[Any]]) -> Any:
        """Send one message by ``call``, and return its answer. From before it is sent, a crash leaves word of it.

        Raises:
            telegram.error.TelegramError: what ``call`` raises.
        """
        await self.advance(State.SENDING)
        try:
            result = await call()
        except PossiblySentError:
            self.doubtful = True
            raise
        except TelegramError:
            if not self.complete:
                await self.advance(State.STARTED)
            raise
        if self.more:
            part = Part(request, json.dumps(result))
            await self.keep(self._place, part)
            self.parts.append(part)
            self._place += 1
        else:
            self.complete = True
            await self.advance(State.SENT)
        return result

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
    """Say whether the message sent next is to be followed by another one of the same reply.

    Whoever sends several says so: when the bot is killed behind one that nothing was said to follow, the reply counts
    as delivered.
    """
    if attempt := _CURRENT.get():
        attempt.more = more


_CURRENT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)
