"""Delivery of updates to the bot's webhook: in order, again and again until the bot says 2xx.

What else the bot answers is not read: a method call in the response body is not carried out.
"""

from __future__ import annotations

import asyncio
import json
from typing import Final

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from bot.botapi.events import Event, EventKind
from bot.botapi.state import State, Webhook
from bot.botapi.wire import Json

__all__ = ["SECRET_HEADER", "WebhookSender"]

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
_ANSWER_SECONDS: Final = 60.0


class WebhookSender:
    """Sends the oldest pending update, and the next one only when that is taken.

    Args:
        state: Whose updates; nothing is sent while it has no webhook.
        first_wait: Seconds before the first retry; each further one waits twice as long.
        longest_wait: Seconds no wait goes beyond.
    """

    def __init__(self, state: State, *, first_wait: float = 0.5, longest_wait: float = 60.0) -> None:
        self._state = state
        self._first_wait = first_wait
        self._longest_wait = longest_wait
        self._news = asyncio.Event()
        self._replaced = asyncio.Event()
        self._client = AsyncHTTPClient(force_instance=True)
        self._stop_listening = state.listen(self._notice)
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop sending; what is pending stays pending."""
        self._stop_listening()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._client.close()

    def _notice(self, event: Event) -> None:
        if event.kind in {EventKind.UPDATE, EventKind.WEBHOOK}:
            self._news.set()
        if event.kind is EventKind.WEBHOOK:
            self._replaced.set()

    async def _run(self) -> None:
        wait = self._first_wait
        while True:
            self._news.clear()
            self._replaced.clear()
            webhook = self._state.webhook
            pending = self._state.updates.peek(1)
            if webhook is None or not pending:
                await self._news.wait()
                wait = self._first_wait
            elif failure := await self._send(webhook, pending[0]):
                webhook.failed_at, webhook.failure = int(self._state.clock()), failure
                wait = await self._pause(wait)
            else:
                self._state.updates.confirm(pending[0]["update_id"] + 1)
                wait = self._first_wait

    async def _pause(self, wait: float) -> float:
        """Wait before a retry, but not on an address that is no longer used; return the next wait in seconds."""
        try:
            await asyncio.wait_for(self._replaced.wait(), wait)
        except TimeoutError:
            return min(2 * wait, self._longest_wait)
        return self._first_wait

    async def _send(self, webhook: Webhook, update: Json) -> str:
        """Return what went wrong, empty when the bot has taken the update."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers[SECRET_HEADER] = webhook.secret
        try:
            await self._client.fetch(
                webhook.url,
                method="POST",
                headers=headers,
                body=json.dumps(update),
                request_timeout=_ANSWER_SECONDS,
                follow_redirects=False,
            )
        except HTTPClientError as error:
            return f"Wrong response from the webhook: {error.code} {error.message}"
        except OSError as error:
            return error.strerror or str(error)
        return ""
