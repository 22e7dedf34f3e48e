"""The demo as a program: one command starts it, Ctrl-C ends it, and nothing of it is left."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from bot.demo.server import take_port

SECONDS = 60.0


@asynccontextmanager
async def run_demo(port: int, **variables: str) -> AsyncIterator[Process]:
    """Run the program; whatever happens, it does not outlive the test."""
    command = [sys.executable, "-m", "bot", "demo", "--no-encoder", "--port", str(port)]
    process = await asyncio.create_subprocess_exec(*command, env=os.environ | variables, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def names(folder: Path) -> set[str]:
    """Return the names of what a folder holds, the tokeniser's cache aside."""
    return {entry.name for entry in folder.iterdir()} - {"jieba.cache"}


async def test_one_command_starts_it_and_ctrl_c_ends_it_without_a_trace(tmp_path: Path):
    async with run_demo(0, TMPDIR=str(tmp_path), XDG_DATA_HOME=str(tmp_path / "data")) as process:
        line = await asyncio.wait_for(process.stdout.readline(), SECONDS)
        address = re.search(r"http://127\.0\.0\.1:\d+/", line.decode())
        assert address
        async with httpx.AsyncClient(trust_env=False) as client:
            assert "<title>" in (await client.get(address[0])).text
        assert names(tmp_path)
        process.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(process.communicate(), SECONDS)
    assert (process.returncode, errors.decode()) == (0, "")
    assert names(tmp_path) == set()


async def test_a_port_that_is_taken_ends_it_with_a_line_that_says_so():
    with take_port(0) as taken:
        port = taken.getsockname()[1]
        async with run_demo(port) as process:
            _, errors = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 3
    assert re.fullmatch(rf"whosaid: port {port}: .*; choose another with --port\n", errors.decode())
