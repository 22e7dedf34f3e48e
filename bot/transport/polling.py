"""Long polling that tells Telegram an update was received only when it is on disk."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.store.inbox import update_id_of
from bot.transport.intake import Intake
from bot.transport.limiter import retry_seconds

__all__ = ["Poller"]

_LOG = logging.getLogger(__name__)

_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 30.0
_SLACK_SECONDS = 10.0
"""How much longer than asked a poll may take before it is given up, whatever the connection says."""
_FAREWELL_SECONDS = 3.0


class Poller:
    """Fetches updates, as long as there is room for them.

    The watchdog is part of the loop: no poll lasts longer than it may, and when none has gone well for a while, that
    is logged as an error and the HTTP client is made anew, connections and all.

    Args:
        request: The HTTP client for polling; of nobody else's use.
        base_url: Address of the API, token included.
        intake: Where updates go, and polls are counted.
        timeout: Seconds a poll waits for news.
        allowed: The kinds of update to ask for; None leaves that as it is.
        watchdog: Seconds without a poll that went well, before the client is made anew.
    """

    def __init__(  # noqa: PLR0913 - all but the first three by name
        self,
        request: BaseRequest,
        base_url: str,
        intake: Intake,
        *,
        timeout: float,
        allowed: Sequence[str] | None,
        watchdog: float,
    ) -> None:
        self._request = request
        self._url = f"{base_url}/getUpdates"
        self._intake = intake
        self._counters = intake.counters
        self._timeout = timeout
        self._allowed = allowed
        self._watchdog = watchdog
        self._offset = 0

    async def run(self) -> None:
        """Poll until cancelled."""
        clock = asyncio.get_running_loop().time
        self._counters.polled_at = last_renewal = clock()
        wait = _FIRST_WAIT_SECONDS
        while True:
            await self._intake.room()
            try:
                updates = await self._poll(self._timeout)
                self._counters.polls += 1
                self._counters.polled_at = clock()
                # a batch without any number comes again and again
                if await self._keep(updates) or not updates:
                    wait = _FIRST_WAIT_SECONDS
                    continue
            except RetryAfter as error:
                wait = retry_seconds(error)
            except Conflict as error:
                _LOG.error("polling: another program takes this bot's updates: %s", error)
                wait = _LONGEST_WAIT_SECONDS
            except TimeoutError:
                _LOG.warning("polling: no answer in time")
            except TelegramError as error:
                _LOG.warning("polling: %s", error)
            except Exception:  # noqa: BLE001 - the inbox: the disk may be full
                _LOG.exception("polling: updates could not be kept")
            self._counters.failed_polls += 1
            silent = clock() - max(self._counters.polled_at, last_renewal)
            if silent > self._watchdog:
                _LOG.error("polling: nothing from Telegram for %.0f s; connecting anew", silent)
                last_renewal = clock()
                await self._renew()
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_SECONDS)

    async def confirm(self) -> None:
        """Tell Telegram what was received, so that it does not send that again."""
        if self._offset:
            try:
                async with asyncio.timeout(_FAREWELL_SECONDS):
                    await self._fetch(0, limit=1)
            except (TelegramError, TimeoutError) as error:
                # it will come again, and be recognised
                _LOG.info("polling: could not confirm the last updates: %s", error)

    async def _poll(self, seconds: float) -> list[Any]:
        async with asyncio.timeout(seconds + (self._request.read_timeout or 0) + _SLACK_SECONDS):
            return await self._fetch(seconds)

    async def _fetch(self, seconds: float, limit: int = 100) -> list[Any]:
        asked: dict[str, object] = {"offset": self._offset, "limit": limit, "timeout": int(seconds)}
        if self._allowed is not None:
            asked["allowed_updates"] = json.dumps(self._allowed)
        read = seconds + (self._request.read_timeout or 0)
        updates = await self._request.post(f"{self._url}?{urlencode(asked)}", read_timeout=read)
        if not isinstance(updates, list):
            msg = "Invalid server response"
            raise TelegramError(msg)
        return updates

    async def _keep(self, updates: Sequence[Any]) -> bool:
        """Keep updates and tell whether the next poll will ask for later ones."""
        if updates:
            await self._intake.receive(updates)
        numbers = [number for update in updates if (number := update_id_of(update)) is not None]
        if numbers:
            self._offset = numbers[-1] + 1  # not the highest: now and then Telegram begins to count anew
        return bool(numbers)

    async def _renew(self) -> None:
        try:
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await self._request.shutdown()
        except Exception as error:  # noqa: BLE001 - whatever becomes of the old connections
            _LOG.warning("polling: old connections would not close: %s", type(error).__name__)
        await self._request.initialize()
