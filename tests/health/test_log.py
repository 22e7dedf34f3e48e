"""What a whole run writes at DEBUG: JSON, and no secret and no word of anybody's in any of it."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from pathlib import Path

import httpx
import pytest

from bot.botapi import BotApiServer, Person, State

TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"
MEETING = "全市防汛会\n2021年3月5日，全市召开防汛会。\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n"


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("known", [True, False], ids=["known", "refused"])
async def test_a_run_at_debug_shows_neither_token_nor_secret_nor_a_question(tmp_path: Path, mode: str, *, known: bool):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    state, config = State(TOKEN if known else "4242:another"), tmp_path / "bot.toml"
    (tmp_path / "meeting.txt").write_text(MEETING, encoding="utf-8")
    async with BotApiServer(state) as server:
        config.write_text(
            '[meeting]\nsource = "meeting.txt"\n[retrieval]\nencoder = "none"\n[data]\ndirectory = "data"\n'
            f'[log]\nlevel = "DEBUG"\nformat = "json"\n[telegram]\nbase_url = "{server.base_url}"\nmode = "{mode}"\n'
            f'bootstrap_retries = 0\n[telegram.webhook]\nurl = "http://127.0.0.1:{port}"\nport = {port}\n',
            encoding="utf-8",
        )
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(config)),
            env=os.environ | {"TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_WEBHOOK_SECRET": SECRET},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            if known:
                person = Person(state, state.add_user("小周"))
                await person.send("谁说要新建泵站")
                assert "何𠮷安" in (await person.next_reply(30)).text
                if mode == "webhook":
                    async with httpx.AsyncClient() as client:
                        refused = await client.post(f"http://127.0.0.1:{port}/whosaid", content=b"{}")
                        assert refused.status_code == 403
                process.terminate()
            written, _ = await asyncio.wait_for(process.communicate(), 30)
        finally:
            if process.returncode is None:
                process.kill()
    output = written.decode()
    assert process.returncode == (0 if known else 4), output
    for secret in ("a-secret-that", SECRET, "泵站"):
        assert secret not in output
    lines = [json.loads(line) for line in output.splitlines() if not line.startswith("whosaid: ")]
    assert {"time", "level", "logger", "message"} <= lines[0].keys()
    assert any(line["level"] == "DEBUG" for line in lines)
