"""How long the event loop is held up by whoever computes on it."""

from __future__ import annotations

import asyncio

from bot.transport.counters import Counters

__all__ = ["LONG_SECONDS", "watch_lag"]

LONG_SECONDS = 0.02
"""Whoever computes for longer belongs in a thread."""


async def watch_lag(counters: Counters, *, tick: float = 0.1) -> None:
    """Measure, until cancelled, how late the loop comes back from sleeping for ``tick`` seconds."""
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + tick
        await asyncio.sleep(tick)
        lag = clock() - due
        counters.longest_lag = max(counters.longest_lag, lag)
        counters.lags += lag > LONG_SECONDS
