"""/healthz, /readyz and /metrics of a bot that runs as a process."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.botapi import BotApiServer, Person, State
from bot.errors import ConfigError
from bot.health.metrics import Metrics, Reading
from bot.health.server import HealthServer
from bot.transport.counters import Counters

TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"
PROGRAM = Path(__file__).parent.parent / "chat" / "run_bot.py"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def run_bot(server: BotApiServer, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    variables = {"TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_WEBHOOK_SECRET": SECRET, "BASE_URL": server.base_url, **more}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(PROGRAM)), env=os.environ | variables, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 20)


def value(metrics: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", metrics, re.MULTILINE)
    assert found, f"{name} is not in\n{metrics}"
    return float(found[1])


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_bot_that_answers_is_ready_and_counts_without_a_word_of_what_was_asked(mode: str):
    port, state = free_port(), State(token=TOKEN)
    more = {"WEBHOOK_PORT": str(free_port())} if mode == "webhook" else {}
    async with BotApiServer(state) as server, run_bot(server, METRICS_PORT=str(port), **more):
        person = Person(state, state.add_user("小周"))
        await person.send("清淤河道8公里")
        assert "何敏" in (await person.next_reply(20)).text
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            for page in ("/healthz", "/readyz"):
                told = await client.get(page)
                assert (told.status_code, told.text) == (200, "ok\n")
            metrics = (await client.get("/metrics")).text
    assert value(metrics, 'whosaid_questions_total{kind="who",status="answered"}') == 1
    assert value(metrics, "whosaid_answer_seconds_count") == 1
    assert value(metrics, "whosaid_sends_total") >= 1
    assert value(metrics, "whosaid_updates_received_total") == 1
    assert value(metrics, "process_resident_memory_bytes") > 1e6
    for name in ("queue_depth", "retries_total", "refusals_429_total", "updates_aside_total"):
        assert value(metrics, f"whosaid_{name}") == 0
    assert not re.search("清淤|secret|小周", metrics)


async def test_what_is_not_ready_says_why():
    reasons = ["no contact with Telegram", ""]

    async def check() -> str:
        return reasons.pop(0)

    port = free_port()
    metrics = Metrics(lambda: Reading(Counters(floods=3, aside=2), 7))
    server = HealthServer(metrics, check)
    server.listen("127.0.0.1", port)
    try:
        with pytest.raises(ConfigError, match=rf"metrics\.port: cannot listen on 127\.0\.0\.1:{port}"):
            HealthServer(metrics, check).listen("127.0.0.1", port)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            answers = [await client.get("/readyz") for _ in range(2)]
            text = (await client.get("/metrics")).text
    finally:
        await server.close()
    assert [(answer.status_code, answer.text) for answer in answers] == [
        (503, "no contact with Telegram\n"),
        (200, "ok\n"),
    ]
    assert value(text, "whosaid_refusals_429_total") == 3
    assert value(text, "whosaid_updates_aside_total") == 2
    assert value(text, "whosaid_queue_depth") == 7
