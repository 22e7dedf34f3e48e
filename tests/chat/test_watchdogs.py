"""A bot that Telegram no longer reaches notices it, says so, and mends what it can: through our own Bot API server."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from msgspec.structs import replace

from bot.botapi import BotApiServer, Fault, Person, State
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application

TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"


async def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.005)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def world(monkeypatch) -> State:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    return State(token=TOKEN)


@pytest.fixture
def start(settings_for, street, chat_engine):
    """Return what runs a bot, which looks twice a second: by webhook with a port, else by polling."""

    @asynccontextmanager
    async def run(server: BotApiServer, port: int = 0) -> AsyncIterator[AnyApplication]:
        settings, metrics = settings_for(server), free_port()
        telegram = replace(settings.telegram, watchdog_seconds=1.0)
        settings = replace(settings, telegram=telegram, metrics=replace(settings.metrics, port=metrics))
        application = build_application(settings, chat_engine(street))
        async with application:
            await application.post_init(application)
            if port:
                await application.updater.start_webhook(
                    port=port,
                    url_path="/whosaid",
                    webhook_url=f"http://127.0.0.1:{port}/whosaid",
                    secret_token=SECRET,
                    allowed_updates=ALLOWED_UPDATES,
                )
            else:
                await application.updater.start_polling(timeout=0, allowed_updates=ALLOWED_UPDATES)
            application.bot_data["metrics"] = f"http://127.0.0.1:{metrics}"
            try:
                yield application
            finally:
                await application.updater.stop()
                await application.post_shutdown(application)

    return run


async def read(application: AnyApplication, page: str) -> str:
    async with httpx.AsyncClient(base_url=application.bot_data["metrics"], trust_env=False) as client:
        return (await client.get(page)).text


async def test_a_webhook_that_somebody_else_sets_is_set_again_and_nothing_is_lost(world, start, caplog):
    async with BotApiServer(world, first_wait=0.05) as server, start(server, free_port()) as application:
        ours = world.webhook
        async with httpx.AsyncClient(trust_env=False) as other:
            await other.post(f"{server.base_url}{TOKEN}/setWebhook", json={"url": f"http://127.0.0.1:{free_port()}/"})
        person = Person(world, world.add_user("小周"))
        await person.send("清淤河道8公里")
        assert "何敏" in (await person.next_reply(20)).text
        assert (world.webhook.url, world.webhook.secret) == (ours.url, SECRET)
        assert "whosaid_webhook_resets_total 1.0" in await read(application, "/metrics")
    assert "somebody has changed it; setting it again" in caplog.text


async def test_a_webhook_that_somebody_removes_is_set_again(world, start, caplog):
    async with BotApiServer(world) as server, start(server, free_port()) as application:
        async with httpx.AsyncClient(trust_env=False) as other:
            await other.post(f"{server.base_url}{TOKEN}/deleteWebhook")
        await until(lambda: world.webhook)
        assert application.updater.trouble == ""
    assert "somebody has removed it" in caplog.text


async def test_when_updates_wait_and_none_arrives_the_bot_is_not_ready_until_one_does(world, start, caplog):
    """As behind a proxy that leads elsewhere since this morning."""
    caplog.set_level(logging.INFO)
    async with BotApiServer(world, first_wait=0.05) as server, start(server, free_port()) as application:
        assert await read(application, "/readyz") == "ok\n"
        secret, world.webhook.secret = world.webhook.secret, "another"
        person = Person(world, world.add_user("小周"))
        await person.send("清淤河道8公里")
        await until(lambda: application.updater.trouble)
        told = await read(application, "/readyz")
        assert told.startswith("updates wait at Telegram and none arrives: Wrong response from the webhook: 403")
        metrics = await read(application, "/metrics")
        assert "whosaid_webhook_pending 1.0" in metrics
        assert "whosaid_webhook_errors_total 0.0" not in metrics
        world.webhook.secret = secret
        assert "何敏" in (await person.next_reply(20)).text
        await until(lambda: not application.updater.trouble)
        assert await read(application, "/readyz") == "ok\n"
    assert "webhook: a delivery failed: Wrong response from the webhook: 403" in caplog.text
    assert "webhook: deliveries arrive again" in caplog.text


async def test_a_webhook_nobody_can_be_asked_about_is_told(world, start):
    async with BotApiServer(world) as server, start(server, free_port()) as application:
        limiter = application.bot.rate_limiter
        limiter._patience = 0.1
        server.faults.add("getWebhookInfo", Fault.bad_gateway(), times=9)
        await until(lambda: application.updater.trouble)
        assert application.updater.trouble.startswith("no contact with Telegram")
        await until(lambda: not application.updater.trouble)


async def test_a_bot_that_no_poll_of_is_answered_is_not_ready_until_one_is(world, start):
    async with BotApiServer(world) as server, start(server) as application:
        await until(lambda: not application.updater.trouble)
        server.faults.add("getUpdates", Fault.bad_gateway(), times=3)
        await until(lambda: application.updater.trouble)
        assert await read(application, "/readyz") == "no contact with Telegram\n"
        await until(lambda: not application.updater.trouble)
