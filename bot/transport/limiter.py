"""How the bot sends: paced, so that Telegram does not refuse, and again where that cannot double a message."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import math
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import ExitStack, asynccontextmanager, nullcontext
from functools import partial
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.transport.attempt import current_attempt
from bot.transport.counters import Counters
from bot.transport.request import NotSentError, PossiblySentError, ServerFailureError

__all__ = ["SendingLimiter", "creates_message", "retry_seconds"]

_LOG = logging.getLogger(__name__)

_STARTING = frozenset({"getMe", "setWebhook", "deleteWebhook", "close", "logOut"})
"""The library repeats these itself while it starts."""
_QUERIES = frozenset({"answerInlineQuery", "answerCallbackQuery", "sendChatAction"})
_QUERY_PATIENCE_SECONDS = 10.0
"""Nobody waits longer for the answer to a query."""
_PATIENCE_SECONDS = 60.0
_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 15.0
_PRIVATE_BURST = 3
_GROUP_BURST = 3
_MOST_CHATS = 4096
_CHATS_AT_ONCE = 3
_AT_ONCE_SECONDS = 5.0
"""So many chats refused within so many seconds mean that the bot as a whole sends too fast."""
_ALL = ""
_UNDER_WAY = 2
"""Messages on their way at a time. A crash leaves each of them in doubt, so there should be few; at 60 ms each, two are
the 30 a second that Telegram takes."""
_SLOW_SECONDS = 1.0


class SendingLimiter(BaseRateLimiter[None]):
    """Paces and repeats calls.

    New messages keep to a pace in each chat and overall, edits overall. What is refused for coming too fast (429)
    halts its chat, or all of them when it meets several at once. What did not reach Telegram, or met a failure of the
    server, is repeated, after longer and longer waits; what may have been carried out is repeated only where twice is
    as good as once. An error that is raised all the same may be met later, see ``bot.transport.workers``.

    Args:
        counters: Where calls are counted.
        per_second: Messages a second overall.
        per_chat: Messages a second in a private chat, after a short burst.
        per_group: Messages a minute in a group.
        patience: Seconds after which a call is given up.
    """

    def __init__(
        self,
        counters: Counters,
        *,
        per_second: float = 30.0,
        per_chat: float = 1.0,
        per_group: float = 20.0,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._counters = counters
        self._overall = AsyncLimiter(per_second, 1)
        self._per_chat = per_chat
        self._per_group = per_group
        self._patience = patience
        self._chats: OrderedDict[str, AsyncLimiter] = OrderedDict()
        self._places = asyncio.Semaphore(_UNDER_WAY)
        self._halts: dict[str, float] = {}
        self._refused: dict[str, float] = {}

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Leave nothing."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002
    ) -> Any:
        """Call Telegram, when it is time and as often as it takes.

        Raises:
            telegram.error.TelegramError: what Telegram answered, or why it could not be reached for so long.
        """
        call = partial(callback, *args, **kwargs)
        if endpoint in _STARTING:
            return await call()
        if creates_message(endpoint) and (attempt := current_attempt()):
            request = _hash(endpoint, data)
            if (result := attempt.delivered(request)) is not None:
                return result
            call = partial(attempt.send, request, call)
        return await self._call(call, endpoint, str(data.get("chat_id", "")))

    async def _call(self, call: Callable[[], Awaitable[Any]], endpoint: str, chat: str) -> Any:
        loop, creates = asyncio.get_running_loop(), creates_message(endpoint)
        halted = chat or endpoint
        deadline = loop.time() + (_QUERY_PATIENCE_SECONDS if endpoint in _QUERIES else self._patience)
        wait = _FIRST_WAIT_SECONDS
        while True:
            if creates or endpoint.startswith("edit"):
                await self._await_turn(chat if creates else "")
            await self._await_halts(halted, deadline)
            try:
                async with self._in_flight() if creates else nullcontext():
                    result = await call()
            except RetryAfter as error:
                self._counters.floods += 1
                self._halt(halted, retry_seconds(error), known=bool(chat))
                if loop.time() + retry_seconds(error) > deadline:
                    raise
            except (NotSentError, ServerFailureError, PossiblySentError) as error:
                if (creates and isinstance(error, PossiblySentError)) or loop.time() + wait > deadline:
                    raise
                _LOG.info("%s: %s; again in %.1f s", endpoint, error, wait)
                await asyncio.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)
            else:
                self._counters.sends += 1
                return result
            self._counters.retries += 1

    @asynccontextmanager
    async def _in_flight(self) -> AsyncIterator[None]:
        """Keep to a few messages under way at a time; one that takes long keeps nobody back any more."""
        await self._places.acquire()
        left = ExitStack()
        left.callback(self._places.release)
        late = asyncio.get_running_loop().call_later(_SLOW_SECONDS, left.close)
        try:
            yield
        finally:
            late.cancel()
            left.close()

    async def _await_halts(self, halted: str, deadline: float) -> None:
        """Wait until neither the chat nor everything is halted.

        Raises:
            RetryAfter: that is beyond the deadline.
        """
        now = asyncio.get_running_loop().time
        while (until := max(self._halts.get(halted, 0.0), self._halts.get(_ALL, 0.0))) > now():
            if until > deadline:
                raise RetryAfter(math.ceil(until - now()))
            await asyncio.sleep(until - now())

    async def _await_turn(self, chat: str) -> None:
        if chat:
            limiter = self._chats.setdefault(chat, self._new_limiter(chat))
            self._chats.move_to_end(chat)
            if len(self._chats) > _MOST_CHATS:
                self._chats.popitem(last=False)
            await limiter.acquire()
        await self._overall.acquire()

    def _new_limiter(self, chat: str) -> AsyncLimiter:
        if not chat.startswith(("-", "@")):
            return AsyncLimiter(_PRIVATE_BURST, _PRIVATE_BURST / self._per_chat)
        # what a burst is ahead of the pace is left out of it, so that no minute has more than may be
        return AsyncLimiter(_GROUP_BURST, 60 * _GROUP_BURST / max(self._per_group - _GROUP_BURST, 1))

    def _halt(self, halted: str, seconds: float, *, known: bool) -> None:
        now = asyncio.get_running_loop().time()
        self._halts = {other: until for other, until in self._halts.items() if until > now}
        self._halts[halted] = max(self._halts.get(halted, 0.0), now + seconds)
        _LOG.warning("Telegram asks to wait for %.0f s: %s", seconds, f"chat {halted}" if known else halted)
        if known:
            self._refused = {chat: at for chat, at in self._refused.items() if at > now - _AT_ONCE_SECONDS}
            self._refused[halted] = now
        if len(self._refused) >= _CHATS_AT_ONCE:
            soonest = min(self._halts.get(chat, now) for chat in self._refused)
            self._halts[_ALL] = max(self._halts.get(_ALL, 0.0), soonest)


def creates_message(endpoint: str) -> bool:
    """Tell whether a method, called twice, leaves two messages."""
    return endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"


def _hash(endpoint: str, data: Mapping[str, Any]) -> str:
    """Return what tells a message of a reply from others: its kind, its chat and its words."""
    words = data.get("text", data.get("caption", ""))
    return hashlib.sha256(f"{endpoint} {data.get('chat_id')} {words}".encode(errors="surrogatepass")).hexdigest()


def retry_seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants to be left alone: whatever the library's setting for time differences is."""
    return float(error._retry_after.total_seconds())  # noqa: SLF001 - the property warns of the next version
