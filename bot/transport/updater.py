"""The library's updater, durable: arrivals go to disk, workers handle them, nothing is confirmed too early."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from telegram.ext import ExtBot, Updater

from bot.config import TelegramSettings
from bot.store.inbox import Inbox
from bot.transport.counters import Counters
from bot.transport.intake import Intake
from bot.transport.lag import watch_lag
from bot.transport.limiter import SendingLimiter
from bot.transport.polling import Poller
from bot.transport.request import Request
from bot.transport.webhook import WebhookServer
from bot.transport.webhook_watch import WebhookWatch
from bot.transport.workers import Callbacks, Workers

__all__ = ["InboxUpdater"]

_LOG = logging.getLogger(__name__)

_HOUR_SECONDS = 3600.0
_LOOKS_A_SILENCE = 2
"""How often the webhook is looked at within the time after which silence is suspicious."""
_CONNECTIONS_A_WORKER = 4
_POLLING_CONNECTIONS = 4
"""With one connection, a torn one can block polling for good."""


class InboxUpdater(Updater):
    """A bot, and what brings updates to their handler by way of the inbox. The library's own queue stays empty.

    It is started, stopped and shut down as the library's updater is, so that ``Application.run_polling`` and
    ``Application.run_webhook`` work as ever. Stopping it ends the handling of updates, too.

    Args:
        telegram: Servers, paces, how much at a time and how long to wait.
        token: The bot's.
        inbox: Closed when the updater is shut down.
        callbacks: What is done with updates.

    Attributes:
        counters: What happened so far.
        intake: What is in line.
    """

    def __init__(self, telegram: TelegramSettings, token: str, inbox: Inbox, callbacks: Callbacks) -> None:
        self.counters = Counters()
        self._polling_request = _request(telegram, _POLLING_CONNECTIONS)
        bot: ExtBot[Any] = ExtBot(
            token,
            base_url=telegram.base_url,
            base_file_url=telegram.base_file_url,
            request=_request(telegram, _CONNECTIONS_A_WORKER * telegram.workers),
            get_updates_request=self._polling_request,
            rate_limiter=SendingLimiter(
                self.counters,
                per_second=telegram.messages_per_second,
                per_chat=telegram.chat_messages_per_second,
                per_group=telegram.group_messages_per_minute,
            ),
        )
        super().__init__(bot, asyncio.Queue())
        self.intake = Intake(inbox, telegram.inbox_limit, self.counters)
        self._workers = Workers(self.intake, bot, callbacks, telegram.workers)
        self._telegram = telegram
        self._tasks: list[asyncio.Task[None]] = []
        self._poller: Poller | None = None
        self._server: WebhookServer | None = None
        self._watch: WebhookWatch | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is in line and no worker has anything in hand; what is parked counts as neither."""
        return not len(self.intake) and self._workers.idle

    @property
    def trouble(self) -> str:
        """Why nothing may be arriving from Telegram; empty when all is well, or when there is no room for more."""
        if self.running and self.intake.full:
            return ""
        if self.running and self._watch is not None:
            return self._watch.trouble
        silent = asyncio.get_running_loop().time() - self.counters.polled_at
        heard = self.counters.polls > 0 and silent <= self._telegram.watchdog_seconds
        return "" if self.running and heard else "no contact with Telegram"

    async def start_polling(self, *_: Any, **options: Any) -> asyncio.Queue[object]:
        """Begin to poll, and to handle what arrives and what the last run left.

        Args:
            options: ``timeout``, ``allowed_updates``, ``bootstrap_retries`` and ``drop_pending_updates``, as for the
                library's updater; others mean nothing here.

        Raises:
            telegram.error.TelegramError: Telegram cannot be reached.
            RuntimeError: it runs already.
        """
        seconds, allowed = options.get("timeout", 10), options.get("allowed_updates")
        async with self._starting():
            await self._tell_telegram(options, webhook_url="", allowed_updates=None)
        self._poller = Poller(
            self._polling_request,
            self.bot.base_url,
            self.intake,
            timeout=seconds.total_seconds() if isinstance(seconds, dt.timedelta) else seconds,
            allowed=allowed,
            watchdog=self._telegram.watchdog_seconds,
        )
        self._run(self._poller.run(), "polling")
        return self.update_queue

    async def start_webhook(self, *_: Any, **options: Any) -> asyncio.Queue[object]:
        """Begin to take deliveries, and to handle them and what the last run left.

        Args:
            options: ``listen``, ``port``, ``url_path``, ``webhook_url``, ``secret_token``, ``max_connections`` and
                those of ``start_polling``, as for the library's updater.

        Raises:
            telegram.error.TelegramError: Telegram cannot be reached or refuses the webhook.
            OSError: the port is taken.
            RuntimeError: it runs already.
        """
        secret = options.get("secret_token") or ""
        webhook = {
            "allowed_updates": options.get("allowed_updates"),
            "secret_token": secret or None,
            "max_connections": options.get("max_connections", 40),
        }
        async with self._starting():
            self._server = WebhookServer(self.intake, f"/{options.get('url_path', '').strip('/')}", secret)
            # before Telegram is told of it, so that its first delivery finds somebody
            self._server.listen(options.get("listen", "127.0.0.1"), options.get("port", 80))
            await self._tell_telegram(options, webhook_url=options["webhook_url"], **webhook)
        self._watch = WebhookWatch(
            self.bot,
            options["webhook_url"],
            partial(self.bot.set_webhook, options["webhook_url"], **webhook),
            self.counters,
            seconds=self._telegram.watchdog_seconds / _LOOKS_A_SILENCE,
        )
        self._run(self._watch.run(), "webhook watch")
        return self.update_queue

    async def stop(self) -> None:
        """Take nothing more, finish what is in hand within the time the settings give, leave the rest to the next run.

        Raises:
            RuntimeError: it does not run.
        """
        if not self.running:
            msg = "This Updater is not running!"
            raise RuntimeError(msg)
        self._running = False
        if self._server:
            await self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        if self._poller:
            await self._poller.confirm()
        await self._workers.stop(self._telegram.stop_seconds)
        _LOG.info("since the start: %s", self.counters)
        self._poller = self._server = self._watch = None

    async def shutdown(self) -> None:
        """Shut the bot and the inbox down; the updater cannot be used again.

        Raises:
            RuntimeError: it still runs.
        """
        await super().shutdown()
        await self.intake.close()

    @asynccontextmanager
    async def _starting(self) -> AsyncIterator[None]:
        """Put what the last run left in line first, and begin to handle it last."""
        if self.running:
            msg = "This Updater is already running!"
            raise RuntimeError(msg)
        self._running = True
        try:
            await self.intake.recover()
            yield
        except BaseException:
            self._running = False
            if self._server:
                await self._server.close()
            self._server = None
            raise
        self._workers.start()
        self._run(self._prune(), "pruning")
        self._run(watch_lag(self.counters), "lag")

    async def _tell_telegram(self, options: dict[str, Any], **webhook: Any) -> None:
        retries, drop = options.get("bootstrap_retries", 0), options.get("drop_pending_updates")
        await self._bootstrap(retries, drop_pending_updates=drop, **webhook)

    def _run(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self._tasks.append(asyncio.create_task(work, name=name))

    async def _prune(self) -> None:
        while True:
            try:
                await self.intake.run(self.intake.inbox.prune)
            except sqlite3.Error as error:  # the next hour tries again
                _LOG.warning("the inbox could not be pruned: %s", error)
            await asyncio.sleep(_HOUR_SECONDS)


def _request(telegram: TelegramSettings, connections: int) -> Request:
    return Request(
        connection_pool_size=connections,
        connect_timeout=telegram.connect_timeout,
        read_timeout=telegram.read_timeout,
        write_timeout=telegram.read_timeout,
        pool_timeout=telegram.connect_timeout,
    )
