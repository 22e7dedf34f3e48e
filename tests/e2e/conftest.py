"""The real program, run as a process, between a person and a Bot API server of our own."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.botapi import BotApiServer, Person, State

TOKEN = "4242:a-token-for-our-own-server"
SECRET = "said-so_1"
ADMIN_ID = 100_001  # the first person of a world
STARTED_SECONDS = 60.0  # the first start of a run encodes the meeting
STOPPED_SECONDS = 20.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot_api() -> AsyncIterator[BotApiServer]:
    """Serve the Bot API on a free port of the loopback interface."""
    async with BotApiServer(State(TOKEN)) as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["polling", "webhook"])
async def running(
    request: pytest.FixtureRequest,
    bot_api: BotApiServer,
    tmp_path_factory: pytest.TempPathFactory,
    _no_settings_of_the_user: None,
) -> AsyncIterator[Path]:
    """Run the program, by polling and by webhook, and return its log."""
    folder = tmp_path_factory.mktemp(str(request.param))
    async with run_program(bot_api, folder, mode=str(request.param)) as log:
        yield log


@pytest.fixture
def person(bot_api: BotApiServer, running: Path) -> Person:  # noqa: ARG001 - the bot runs
    """Return somebody who has not talked to the bot before."""
    return Person(bot_api.state, bot_api.state.add_user("王芳"))


@pytest.fixture
def admin(bot_api: BotApiServer, running: Path) -> Person:  # noqa: ARG001 - the bot runs
    """Return whom the program's settings call an admin."""
    return Person(bot_api.state, bot_api.state.users[ADMIN_ID])


@asynccontextmanager
async def run_program(server: BotApiServer, folder: Path, *, mode: str) -> AsyncIterator[Path]:
    """Run ``whosaid run`` until it has answered somebody, and end it as a service manager does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config, log = folder / "bot.toml", folder / "log.txt"
    if ADMIN_ID not in server.state.users:
        assert server.state.add_user("管理员")["id"] == ADMIN_ID
    config.write_text(
        f'[data]\ndirectory = "{folder}"\n'  # each server counts its updates from 1
        f'[telegram]\nbase_url = "{server.base_url}"\nbase_file_url = "{server.base_file_url}"\nmode = "{mode}"\n'
        f"[chat]\ngroup_seconds = 0\nadmins = [{ADMIN_ID}]\n"
        f'[telegram.webhook]\nurl = "http://127.0.0.1:{port}"\nport = {port}\n',
        encoding="utf-8",
    )
    variables: dict[str, Any] = {
        "WHOSAID_CONFIG": str(config),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "WHOSAID_WEBHOOK_SECRET": SECRET,
    }
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=os.environ | variables, stdout=written, stderr=written
        )
    try:
        await _await_greeting(server, process, log)
        yield log
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), STOPPED_SECONDS)
    assert process.returncode == 0


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8")[-2000:]


async def _await_greeting(server: BotApiServer, process: asyncio.subprocess.Process, log: Path) -> None:
    first = Person(server.state, server.state.add_user("门卫"))
    await first.send("/start")
    greeted = asyncio.ensure_future(first.next_reply(STARTED_SECONDS))
    ended = asyncio.ensure_future(process.wait())
    await asyncio.wait([greeted, ended], return_when=asyncio.FIRST_COMPLETED)
    first.leave()
    if not greeted.done() or greeted.exception():
        greeted.cancel()
        pytest.fail(f"the bot did not start:\n{_tail(log)}")
    ended.cancel()
