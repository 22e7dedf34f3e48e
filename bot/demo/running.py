"""The demo as a program: a Bot API server of our own, the bot, and the page, in one process."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from bot.botapi import BotApiServer, State
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.chat.privacy import protect_log
from bot.chat.services import AnswersQuestions
from bot.config import Settings
from bot.demo.server import DemoServer

__all__ = ["run_demo", "serve_demo"]

_BOT_ID = 4242


@asynccontextmanager
async def serve_demo(
    settings: Settings, engine: AnswersQuestions, listener: socket.socket
) -> AsyncIterator[DemoServer]:
    """Run the bot behind its page while the context lasts; nothing that is said there is kept.

    Args:
        settings: Language, number of quotes, memory; where updates come from and what is kept do not matter here.
        engine: Answers questions.
        listener: Where the page is served, from ``take_port``.
    """
    token = f"{_BOT_ID}:{token_hex(16)}"
    state = State(token)
    with TemporaryDirectory(prefix="whosaid-demo-") as folder:
        async with (
            BotApiServer(state) as bot_api,
            _running(_demo_settings(settings, bot_api, folder), engine, token),
            DemoServer(state, listener) as server,
        ):
            yield server


def run_demo(
    settings: Settings, engine: AnswersQuestions, listener: socket.socket, announce: Callable[[str], None] = print
) -> None:
    """Run the demo until it is told to stop (SIGINT, SIGTERM).

    Args:
        settings: As for ``serve_demo``.
        engine: Answers questions.
        listener: Where the page is served, from ``take_port``.
        announce: Called with the address of the page once it can be opened.
    """
    asyncio.run(_run_demo(settings, engine, listener, announce))


async def _run_demo(
    settings: Settings, engine: AnswersQuestions, listener: socket.socket, announce: Callable[[str], None]
) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt there
            loop.add_signal_handler(number, stop.set)
    async with serve_demo(settings, engine, listener) as server:
        announce(server.url)
        await stop.wait()


def _demo_settings(settings: Settings, bot_api: BotApiServer, folder: str) -> Settings:
    telegram = replace(
        settings.telegram, base_url=bot_api.base_url, base_file_url=bot_api.base_file_url, mode="polling"
    )
    return replace(settings, telegram=telegram, data=replace(settings.data, directory=Path(folder)))


@asynccontextmanager
async def _running(settings: Settings, engine: AnswersQuestions, token: str) -> AsyncIterator[AnyApplication]:
    """Run the bot by long polling, as ``bot.chat.app.run`` does, but in this loop."""
    protect_log([token])
    application = build_application(settings, engine, token=token)
    updater = application.updater
    if updater is None:  # it has one, for it polls
        raise AssertionError
    try:
        async with application:
            if application.post_init:
                await application.post_init(application)
            await updater.start_polling(timeout=settings.telegram.poll_timeout, allowed_updates=ALLOWED_UPDATES)
            await application.start()
            yield application
            await updater.stop()
            await application.stop()
    finally:
        if application.post_shutdown:
            await application.post_shutdown(application)
