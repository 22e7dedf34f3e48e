"""getUpdates: a call that waits until there is something to tell."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.botapi.errors import conflict
from bot.botapi.events import Event, EventKind
from bot.botapi.state import State
from bot.botapi.wire import Json, Parameters

__all__ = ["Poller"]

_LIMIT: Final = 100
_LONGEST_SECONDS: Final = 50
_OTHER_POLL: Final = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_WEBHOOK_SET: Final = "terminated by setWebhook request"


class Poller:
    """Serves one long poll at a time; a newer one ends the older with a 409, as on the real server."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._turn = 0
        self._closed = False
        self._news = asyncio.Event()
        self._stop_listening = state.listen(self._notice)

    async def get_updates(self, parameters: Parameters) -> list[Json]:
        """Return unconfirmed updates, waiting up to ``timeout`` seconds for the first.

        Raises:
            ApiError: a webhook is active or becomes so, or another call takes over.
        """
        if self._state.webhook is not None:
            raise conflict(_WEBHOOK_ACTIVE)
        self._turn += 1
        turn = self._turn
        self._wake()
        updates = self._state.updates
        updates.allow(parameters.sequence("allowed_updates"))
        updates.confirm(parameters.integer("offset"))
        limit = parameters.integer("limit", _LIMIT)
        limit = limit if 1 <= limit <= _LIMIT else _LIMIT
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(parameters.integer("timeout"), 0), _LONGEST_SECONDS)
        while True:
            if turn != self._turn:
                raise conflict(_OTHER_POLL)
            if self._state.webhook is not None:
                raise conflict(_WEBHOOK_SET)
            pending = updates.peek(limit)
            remaining = deadline - loop.time()
            if pending or remaining <= 0 or self._closed:
                return pending
            try:
                await asyncio.wait_for(self._news.wait(), remaining)
            except TimeoutError:
                return []

    def close(self) -> None:
        """End a waiting call with no updates."""
        self._closed = True
        self._stop_listening()
        self._wake()

    def _notice(self, event: Event) -> None:
        if event.kind in {EventKind.UPDATE, EventKind.WEBHOOK}:
            self._wake()

    def _wake(self) -> None:
        """Wake whoever waits now; whoever waits later waits for the next news."""
        self._news.set()
        self._news = asyncio.Event()
