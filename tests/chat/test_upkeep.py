"""Tidying the store, day by day."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.chat.services import Services
from bot.chat.upkeep import keep_tidy
from bot.config import Settings
from bot.store.exchanges import Outcome
from bot.store.store import Store


@pytest.fixture
def services(street, make_engine):
    store = Store.open(None)
    with ThreadPoolExecutor(1) as executor:
        yield Services(make_engine(street), Settings(), store, executor)
    store.close()


async def tidied(services: Services, times: int) -> None:
    """Let the store be tidied so often."""
    done = asyncio.Semaphore(0)
    tidy = services.store.tidy

    def count(*days: Any) -> None:
        try:
            tidy(*days)
        finally:
            loop.call_soon_threadsafe(done.release)

    loop = asyncio.get_running_loop()
    services.store.tidy = count
    task = asyncio.create_task(keep_tidy(services, every=0))
    for _ in range(times):
        await asyncio.wait_for(done.acquire(), 5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_what_grows_old_while_the_bot_runs_is_deleted(services):
    exchanges = services.store.exchanges
    exchanges._clock = lambda: 1_000_000.0  # in 1970
    number = exchanges.add((1, 1), "路灯", (), Outcome("answered", "who", "0a1b2c3d"))
    await tidied(services, 2)
    assert exchanges.get(number, 1) is None


async def test_a_store_that_cannot_be_tidied_now_is_tidied_later(services, caplog):
    def fail(*_: Any) -> None:
        msg = "database or disk is full"
        raise sqlite3.OperationalError(msg)

    services.store.tidy = fail
    await tidied(services, 3)
    assert "the store could not be tidied: database or disk is full" in caplog.text


async def test_what_is_done_meanwhile_ends_with_the_bot(services):
    ended = asyncio.Event()

    async def show_progress() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    services.do_meanwhile(show_progress())
    await asyncio.sleep(0)
    await services.close()
    assert ended.is_set()
