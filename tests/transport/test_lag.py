"""Whoever computes on the event loop is found out."""

from __future__ import annotations

import asyncio
import time

from bot.transport.counters import Counters
from bot.transport.lag import watch_lag


async def test_a_loop_that_was_held_up_is_counted():
    counters = Counters()
    task = asyncio.create_task(watch_lag(counters, tick=0.001))
    await asyncio.sleep(0)
    time.sleep(0.1)  # noqa: ASYNC251 - the fault to be found
    while not counters.lags:  # noqa: ASYNC110 - the loop is what is watched
        await asyncio.sleep(0)
    task.cancel()
    assert counters.longest_lag >= 0.05
