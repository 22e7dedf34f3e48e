"""Workers take updates from the line, have them handled, and note what became of each."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from telegram import Bot, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.store.inbox import State, Taken, Waiting
from bot.transport.attempt import Attempt
from bot.transport.intake import Intake
from bot.transport.lanes import Lanes
from bot.transport.limiter import retry_seconds
from bot.transport.shape import check_shape

__all__ = ["Callbacks", "Workers"]

_LOG = logging.getLogger(__name__)

_QUICK_SHARE = 4
"""One worker in so many is kept free for pressed buttons and inline queries."""
_LONGEST_SECONDS = 300.0
_FIRST_WAIT_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 300.0
_MOST_ATTEMPTS = 288
"""About a day of the longest wait."""


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What is done with updates.

    Attributes:
        handle: Handles one; what goes wrong is kept in ``current_attempt().error``.
        tell: Tells a person that the reply to an update, known to the inbox by this number, may be lost.
        hurry: Lets whatever was parked go on at once, and waits for it; called when it is time to stop.
    """

    handle: Callable[[Update], Awaitable[None]]
    tell: Callable[[int, Update], Awaitable[None]]
    hurry: Callable[[], Awaitable[None]]


class Workers:
    """Some tasks that handle updates, each lane in order.

    An update is done when its handler ends. When Telegram could not be reached, it is handled again later, and goes on
    behind the last part of its reply that was delivered; unless it is a press or a query, which nobody waits for any
    more. When a message may have been sent, the person is told instead, and may have it handled again.

    Args:
        intake: Where updates come from, and what becomes of them is counted.
        bot: For what updates refer to.
        callbacks: What is done with them.
        count: How many updates are handled at a time, at least 2.
    """

    def __init__(self, intake: Intake, bot: Bot, callbacks: Callbacks, count: int) -> None:
        self._intake = intake
        self._bot = bot
        self._callbacks = callbacks
        self._counters = intake.counters
        self._count = count
        self._tasks: list[asyncio.Task[None]] = []
        self._idle: set[asyncio.Task[None]] = set()
        self._parked: set[asyncio.Task[None]] = set()
        self._stopping = False

    def start(self) -> None:
        """Begin to take updates."""
        self._stopping = False
        quick = max(1, self._count // _QUICK_SHARE)
        for place in range(self._count):
            lanes = self._intake.quick if place < quick else self._intake.slow
            self._tasks.append(asyncio.create_task(self._work(lanes), name=f"worker {place}"))

    @property
    def idle(self) -> bool:
        """Whether no worker has anything in hand."""
        return len(self._idle) == len(self._tasks)

    async def stop(self, seconds: float) -> None:
        """Finish what is in hand within ``seconds``; the rest stays in the inbox for the next start."""
        self._stopping = True
        for task in self._idle:
            task.cancel()
        hurry = asyncio.ensure_future(self._callbacks.hurry())
        tasks = {*self._tasks, *self._parked, hurry}
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if late:
            _LOG.warning("not everything was finished within %.0f s: the next start goes on", seconds)
        self._tasks.clear()

    async def _work(self, lanes: Lanes) -> None:
        me = asyncio.current_task()
        assert me is not None  # noqa: S101 - a coroutine runs in a task
        while not self._stopping:
            self._idle.add(me)
            waiting = await lanes.take()
            self._idle.discard(me)
            delay = 0.0
            try:
                delay = await self._process(waiting)
            except Exception:  # noqa: BLE001 - the inbox itself: the disk may be full
                _LOG.exception("update in the inbox under %d", waiting.number)
                delay = _FIRST_WAIT_SECONDS
            if delay:
                lanes.postpone(waiting, delay)
            else:
                lanes.release(waiting.lane)
                self._intake.notice_room()

    async def _process(self, waiting: Waiting) -> float:
        """Handle an update and return in how many seconds to do so again; 0 when it is through."""
        inbox, run, number = self._intake.inbox, self._intake.run, waiting.number
        if (taken := await run(inbox.take, number)) is None:
            return 0.0
        try:
            content = json.loads(taken.raw)
            check_shape(content)
            update = Update.de_json(content, self._bot)
        except Exception as error:  # noqa: BLE001 - whatever a malformed update does to the library
            self._counters.aside += 1
            _LOG.error("an update was set aside: %s", type(error).__name__)
            await run(inbox.settle, number, State.ASIDE, repr(error))
            return 0.0
        if taken.doubtful:
            return await self._tell_doubt(taken, update)
        attempt = Attempt(
            partial(run, inbox.advance, number),
            partial(run, inbox.keep_part, number),
            [*taken.parts],
            update.update_id,
            repeated=taken.attempts > 1,
        )
        with attempt.current():
            try:
                async with asyncio.timeout(_LONGEST_SECONDS):
                    await self._callbacks.handle(update)
            except Exception as error:  # noqa: BLE001 - the library hands errors to its error handlers; a late one ends here
                attempt.error = error
        settle = partial(self._settle, taken, update, attempt)
        if attempt.parked is None:
            return await settle()
        task = asyncio.create_task(self._settle_later(attempt.parked, settle, waiting))
        self._parked.add(task)
        task.add_done_callback(self._parked.discard)
        return 0.0

    async def _settle_later(
        self, ended: asyncio.Future[None], settle: Callable[[], Awaitable[float]], waiting: Waiting
    ) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(ended, _LONGEST_SECONDS)
        if delay := await settle():
            asyncio.get_running_loop().call_later(delay, self._intake.queue, waiting)

    async def _settle(self, taken: Taken, update: Update, attempt: Attempt) -> float:
        inbox, run, error = self._intake.inbox, self._intake.run, attempt.error
        begun = attempt.complete or (taken.quick and attempt.parts)
        if attempt.doubtful or (begun and _passes(error)):
            await run(inbox.settle, taken.number, State.DOUBTFUL)
            return await self._tell_doubt(taken, update)
        if _passes(error) and taken.attempts < _MOST_ATTEMPTS and not taken.quick:
            self._counters.postponed += 1
            await run(inbox.settle, taken.number, State.WAITING)
            return _delay(error, taken.attempts)
        in_vain = _passes(error) and taken.quick  # nobody waits for it any more
        if error is None or in_vain or isinstance(error, (Forbidden, BadRequest, ChatMigrated)):
            self._counters.done += 1
            await run(inbox.settle, taken.number, State.DONE)
        else:
            self._counters.aside += 1
            await run(inbox.settle, taken.number, State.ASIDE, repr(error))
        return 0.0

    async def _tell_doubt(self, taken: Taken, update: Update) -> float:
        """Tell of a doubt, if need be twice: that nobody is told is worse."""
        try:
            await self._callbacks.tell(taken.number, update)
        except TelegramError as error:
            _LOG.warning("update %d: could not tell that its reply may be lost: %s", update.update_id, error)
            if _passes(error) and taken.attempts < _MOST_ATTEMPTS:
                return _delay(error, taken.attempts)
        self._counters.doubtful += 1
        await self._intake.run(self._intake.inbox.settle, taken.number, State.TOLD)
        return 0.0


def _passes(error: BaseException | None) -> bool:
    """Tell whether an error is of the kind that passes: Telegram cannot be reached, or wants to be left alone."""
    return isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))


def _delay(error: BaseException | None, attempts: int) -> float:
    if isinstance(error, RetryAfter):
        return retry_seconds(error)
    return min(_FIRST_WAIT_SECONDS * 2.0 ** min(attempts - 1, 10), _LONGEST_WAIT_SECONDS)
