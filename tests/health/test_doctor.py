"""`whosaid doctor`, at a Bot API server of our own."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from bot.botapi import BotApiServer, State
from bot.health.finding import Finding
from bot.health.machine import (
    check_config,
    check_disk,
    check_encoder,
    check_folder,
    check_fonts,
    check_meeting,
    check_store,
)

TOKEN = "4242:a-token-for-our-own-server"


async def doctor(folder: Path, *, token: str = TOKEN, mode: str = "", base_url: str = "") -> tuple[int, str]:
    """Run the program and return its exit code with all it wrote; without ``base_url``, at a server that answers."""
    async with BotApiServer(State(TOKEN)) as server:
        config = folder / "bot.toml"
        config.write_text(
            f'[retrieval]\nencoder = "none"\n[data]\ndirectory = "data"\n'
            f'[telegram]\nbase_url = "{base_url or server.base_url}"\n{mode}',
            encoding="utf-8",
        )
        config.chmod(0o600)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "doctor", "--config", str(config)),
            env=os.environ | {"TELEGRAM_BOT_TOKEN": token, "WHOSAID_WEBHOOK_SECRET": "said-so_1"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        written, _ = await process.communicate()
        assert process.returncode is not None
        return process.returncode, written.decode()


def failed(output: str) -> list[str]:
    return [line.split()[1] for line in output.splitlines() if line.startswith("failed")]


async def test_a_bot_that_can_run_is_well_and_nothing_is_made(tmp_path: Path):
    code, output = await doctor(tmp_path)
    assert (code, failed(output)) == (0, [])
    for name in (
        "clock",
        "token",
        "webhook",
        "config",
        "data",
        "cache",
        "disk",
        "store",
        "fonts",
        "meeting",
        "encoder",
    ):
        assert any(line.startswith("ok") and line.split()[1] == name for line in output.splitlines()), name
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("token", ["4242:another-secret", ""])
async def test_a_token_that_telegram_does_not_know_is_told_but_not_shown(tmp_path: Path, token: str):
    code, output = await doctor(tmp_path, token=token)
    assert (code, failed(output)) == (3, ["token"])
    assert "→ set TELEGRAM_BOT_TOKEN" in output
    assert "another-secret" not in output


async def test_a_server_that_cannot_be_reached_is_told_without_the_token(tmp_path: Path):
    code, output = await doctor(tmp_path, base_url="http://127.0.0.1:9/bot")
    assert (code, failed(output)) == (3, ["token"])
    assert "ConnectError" in output
    assert "a-token-for" not in output


async def test_a_webhook_that_is_not_set_is_told(tmp_path: Path):
    mode = 'mode = "webhook"\n[telegram.webhook]\nurl = "https://bot.example.org"\n'
    code, output = await doctor(tmp_path, mode=mode)
    assert (code, failed(output)) == (3, ["webhook"])
    assert "said-so_1" not in output


def test_a_config_that_others_may_read_is_told_with_the_command_that_mends_it(tmp_path: Path):
    config = tmp_path / "bot.toml"
    config.touch(0o600)
    assert check_config(config).ok
    config.chmod(0o640)
    assert check_config(config).ok
    config.chmod(0o644)
    assert check_config(config).mend.startswith("chmod o= ")


def test_a_data_folder_that_others_may_read_is_told_with_the_command_that_mends_it(tmp_path: Path):
    tmp_path.chmod(0o755)
    assert check_folder("data folder", tmp_path, private=True).mend.startswith("chmod 700 ")
    tmp_path.chmod(0o700)
    assert check_folder("data folder", tmp_path, private=True).ok


def test_a_store_that_is_damaged_or_newer_is_told(tmp_path: Path):
    path = tmp_path / "whosaid.sqlite"
    assert check_store(path).ok
    path.write_text("这不是数据库" * 200, encoding="utf-8")
    assert not check_store(path).ok
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert "version 999" in check_store(path).said


def test_a_full_disk_a_missing_meeting_font_or_encoder_are_told(tmp_path: Path):
    missing = tmp_path / "none"
    findings = (check_disk(missing, 10**12), check_meeting(missing), check_fonts(missing), check_encoder("nobody"))
    assert [finding.ok for finding in findings] == [False] * 4


def test_what_has_to_be_mended_is_not_well():
    assert Finding("disk", "1 MB free").ok
    assert not Finding("disk", "1 MB free", "free some").ok
