"""Whether webhook deliveries still arrive: who only listens cannot tell silence from having been forgotten."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.transport.counters import Counters

__all__ = ["WebhookWatch"]

_LOG = logging.getLogger(__name__)


class WebhookWatch:
    """Asks Telegram now and then what it knows of the webhook, and has it set again when somebody has changed it.

    Args:
        bot: Whose webhook.
        url: What it should be.
        renew: Sets it again.
        counters: Where arrivals are counted, and what is found out.
        seconds: Between two looks.

    Attributes:
        trouble: Why nothing may be arriving; empty while all is well.
    """

    def __init__(
        self, bot: Bot, url: str, renew: Callable[[], Awaitable[object]], counters: Counters, *, seconds: float
    ) -> None:
        self.trouble = ""
        self._bot = bot
        self._url = url
        self._renew = renew
        self._counters = counters
        self._seconds = seconds
        self._arrived = 0
        self._failed_at = 0.0

    async def run(self) -> None:
        """Look until cancelled."""
        self._failed_at = await self._begin()
        while True:
            await asyncio.sleep(self._seconds)
            before = self.trouble
            try:
                self.trouble = await self._look()
            except TelegramError as error:
                self.trouble = f"no contact with Telegram: {error}"
            if self.trouble != before:
                (_LOG.error if self.trouble else _LOG.info)("webhook: %s", self.trouble or "deliveries arrive again")

    async def _begin(self) -> float:
        """Return when a delivery last failed: before the webhook was set, that is nobody's concern any more."""
        try:
            return _failed_at(await self._bot.get_webhook_info())
        except TelegramError:
            return 0.0

    async def _look(self) -> str:
        """Return what is wrong.

        Raises:
            telegram.error.TelegramError: Telegram cannot be asked.
        """
        info, counters = await self._bot.get_webhook_info(), self._counters
        waited, counters.webhook_pending = counters.webhook_pending, info.pending_update_count
        if info.url != self._url:
            counters.webhook_resets += 1
            _LOG.error("webhook: somebody has %s; setting it again", "changed it" if info.url else "removed it")
            await self._renew()
            return ""
        said = f": {info.last_error_message}" if info.last_error_message else ""
        if (failed_at := _failed_at(info)) > self._failed_at:
            self._failed_at = failed_at
            counters.webhook_errors += 1
            _LOG.warning("webhook: a delivery failed%s", said)
        arrived_before, self._arrived = self._arrived, counters.received + counters.repeated
        if waited and info.pending_update_count and self._arrived == arrived_before:
            return f"updates wait at Telegram and none arrives{said}"
        return ""


def _failed_at(info: WebhookInfo) -> float:
    return info.last_error_date.timestamp() if info.last_error_date else 0.0
