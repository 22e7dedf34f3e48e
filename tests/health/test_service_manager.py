"""What systemd hears of the bot, on a socket of our own."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from bot.botapi import BotApiServer, State
from bot.health.service_manager import ServiceManager

TOKEN = "4242:a-secret-that-no-log-may-show"
PROGRAM = Path(__file__).parent.parent / "chat" / "run_bot.py"


class Listener:
    """A socket as systemd has one, and what it was told."""

    def __init__(self, address: str) -> None:
        self.environ = {"NOTIFY_SOCKET": address.replace("\0", "@")}
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.setblocking(False)  # noqa: FBT003 - the standard library's

    async def next(self, seconds: float = 20) -> list[str]:
        """Return the lines of the next message."""
        return (
            (await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self._socket, 4096), seconds))
            .decode()
            .split("\n")
        )

    async def until(self, line: str) -> list[str]:
        """Return the first lines of each message before the one that begins with ``line``."""
        before: list[str] = []
        while (lines := await self.next())[0] != line:
            before.append(lines[0])
        return before

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(params=["file", "abstract"])
def listener(request, tmp_path):
    if request.param == "abstract" and sys.platform != "linux":
        pytest.skip("only Linux has sockets without a file")
    made = Listener(str(tmp_path / "notify") if request.param == "file" else f"\0whosaid-{os.getpid()}-{tmp_path.name}")
    yield made
    made.close()


async def keep_told(listener: Listener, reasons: list[str], **more: str) -> asyncio.Task[None]:
    """Begin to tell, of a bot that is as ``reasons`` say, and well from then on."""

    async def check() -> str:
        return reasons.pop(0) if reasons else ""

    manager = ServiceManager({**listener.environ, "WATCHDOG_USEC": "150000", **more})
    return asyncio.create_task(manager.keep_told(check))


async def test_the_bot_is_ready_once_it_is_in_touch_and_then_gives_signs_of_life(listener):
    task = await keep_told(listener, ["no contact with Telegram"])
    assert await listener.next() == ["STATUS=starting: no contact with Telegram"]
    assert await listener.next() == ["READY=1", "STATUS=answering"]
    assert await listener.next() == ["WATCHDOG=1", "STATUS=answering"]
    assert await listener.next() == ["WATCHDOG=1", "STATUS=answering"]
    task.cancel()


async def test_a_bot_that_is_not_well_gives_no_sign_of_life_and_says_why(listener):
    task = await keep_told(listener, ["", "no contact with Telegram", "the engine is busy"])
    told = [await listener.next() for _ in range(4)]
    assert told == [
        ["READY=1", "STATUS=answering"],
        ["STATUS=not answering: no contact with Telegram"],
        ["STATUS=not answering: the engine is busy"],
        ["WATCHDOG=1", "STATUS=answering"],
    ]
    task.cancel()


async def test_of_another_process_no_sign_of_life_is_asked(listener, monkeypatch):
    monkeypatch.setattr("bot.health.service_manager._SECONDS", 0.2)
    task = await keep_told(listener, [], WATCHDOG_PID=str(os.getpid() + 1))
    assert (await listener.next())[0] == "READY=1"
    with pytest.raises(TimeoutError):
        await listener.next(0.1)
    task.cancel()


async def test_without_a_service_manager_nobody_is_told_and_one_that_is_gone_does_no_harm(tmp_path, caplog):
    async def check() -> str:
        raise AssertionError

    await ServiceManager({}).keep_told(check)
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).tell("READY=1")
    assert "cannot be told READY=1" in caplog.text


async def test_the_program_tells_when_it_is_ready_that_it_lives_and_when_it_stops(listener):
    async with BotApiServer(State(token=TOKEN)) as server:
        variables = {"TELEGRAM_BOT_TOKEN": TOKEN, "BASE_URL": server.base_url, "WATCHDOG_USEC": "300000"}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(PROGRAM)),
            env=os.environ | variables | listener.environ,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert await listener.until("READY=1") in ([], ["STATUS=starting: no contact with Telegram"])
        await listener.until("WATCHDOG=1")
        process.send_signal(signal.SIGSTOP)  # an event loop that stands still looks no different
        await asyncio.sleep(0.1)
        while True:
            try:
                await listener.next(0.5)
            except TimeoutError:
                break
        process.send_signal(signal.SIGCONT)
        await listener.until("WATCHDOG=1")
        process.terminate()
        assert set(await listener.until("STOPPING=1")) <= {"WATCHDOG=1"}
        assert await asyncio.wait_for(process.wait(), 20) == 0
