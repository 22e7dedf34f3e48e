"""What a whole run writes at DEBUG: JSON, and no secret and no word of anybody's in any of it."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.botapi import BotApiServer, Fault, Faults, Person, State

TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"
MEETING = "全市防汛会\n2021年3月5日，全市召开防汛会。\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n"
QUESTION = "谁说要新建泵站"
PAGE = f"<p>/bot{TOKEN}/sendMessage {SECRET} /bot4242%3Aa-secret-that-no-log-may-show</p>"
"""What a proxy may say: nothing that Telegram would, and the address it was asked for."""
TORN = '{"ok":true,"result":[{"update_id":1,"message":{"message_id":1,"text":"谁说要新建泵站'
WRONGS = (
    Fault.bad_gateway(),
    Fault.too_many_requests(1),
    Fault(delay=0.2),
    Fault(drop=True),
    Fault(drop=True, applied=True),
    Fault(body=PAGE),
    Fault(body=TORN),
    Fault(body="[]"),
    Fault(code=401),
    Fault(code=403),
    Fault(code=404, body=PAGE),
    Fault(code=409, body=PAGE),  # the last: polling waits half a minute after it
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def start(folder: Path, server: BotApiServer, port: int, telegram: str, form: str) -> asyncio.subprocess.Process:
    """Start the program at DEBUG; ``telegram`` are further lines of its settings, ``form`` that of its log."""
    config = folder / "bot.toml"
    (folder / "meeting.txt").write_text(MEETING, encoding="utf-8")
    config.write_text(
        '[meeting]\nsource = "meeting.txt"\n[retrieval]\nencoder = "none"\n[data]\ndirectory = "data"\n'
        f'[log]\nlevel = "DEBUG"\nformat = "{form}"\n[telegram]\nbase_url = "{server.base_url}"\n{telegram}\n'
        f'[telegram.webhook]\nurl = "http://127.0.0.1:{port}"\nport = {port}\n',
        encoding="utf-8",
    )
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--config", str(config)),
        env=os.environ | {"TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_WEBHOOK_SECRET": SECRET},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def end(process: asyncio.subprocess.Process) -> str:
    """Wait for the end and return all that was written, in which nothing may stand that is nobody's business."""
    written, _ = await asyncio.wait_for(process.communicate(), 30)
    output = written.decode()
    for secret in ("a-secret-that", SECRET, "泵站"):
        assert secret not in output, output
    return output


def read(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if not line.startswith("whosaid: ")]


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("known", [True, False], ids=["known", "refused"])
async def test_a_run_at_debug_shows_neither_token_nor_secret_nor_a_question(tmp_path: Path, mode: str, *, known: bool):
    port, state = free_port(), State(TOKEN if known else "4242:another")
    async with BotApiServer(state) as server:
        process = await start(tmp_path, server, port, f'mode = "{mode}"\nbootstrap_retries = 0', "json")
        try:
            if known:
                person = Person(state, state.add_user("小周"))
                await person.send(QUESTION)
                assert "何𠮷安" in (await person.next_reply(30)).text
                if mode == "webhook":
                    async with httpx.AsyncClient() as client:
                        refused = await client.post(f"http://127.0.0.1:{port}/whosaid", content=b"{}")
                        assert refused.status_code == 403
                process.terminate()
            output = await end(process)
        finally:
            if process.returncode is None:
                process.kill()
    assert process.returncode == (0 if known else 4), output
    lines = read(output)
    assert {"time", "level", "logger", "message"} <= lines[0].keys()
    assert any(line["level"] == "DEBUG" for line in lines)


@pytest.mark.parametrize(("mode", "form"), [("polling", "json"), ("webhook", "text")])
async def test_whatever_goes_wrong_with_telegram_nothing_secret_is_written(tmp_path: Path, mode: str, form: str):
    port, state, faults = free_port(), State(TOKEN), Faults()
    for wrong in WRONGS:
        faults.add("sendMessage", wrong)
        if mode == "polling":
            faults.add("getUpdates", Fault())  # one that goes well in between keeps the waits short
            faults.add("getUpdates", wrong)
    for method in ("getMe", "deleteWebhook" if mode == "polling" else "setWebhook", "setMyCommands"):
        for wrong in (Fault(body=PAGE), Fault(drop=True)):
            faults.add(method, wrong)
    people = [Person(state, state.add_user("小周")) for _ in WRONGS]
    for person in people:
        await person.send(QUESTION)
    async with BotApiServer(state, faults=faults) as server:
        settings = f'mode = "{mode}"\npoll_timeout = 0\nread_timeout = 2\nbootstrap_retries = -1'
        process = await start(tmp_path, server, port, settings, form)
        try:
            async with asyncio.timeout(50):
                while faults.left:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.05)
            await asyncio.sleep(0.5)  # for what is written about the last of them
            process.terminate()
            output = await end(process)
        finally:
            if process.returncode is None:
                process.kill()
    assert process.returncode == 0, output
    assert "[hidden]" in output  # there was something to hide
