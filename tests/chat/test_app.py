"""The bot set up, and as a process."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.botapi import BotApiServer, Fault, Faults, Person, State
from bot.chat.app import build_application
from bot.chat.menus import GROUP, PRIVATE
from bot.config import Settings
from bot.errors import ConfigError

TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"
PROGRAM = Path(__file__).with_name("run_bot.py")


async def start_bot(server: BotApiServer, **more: str) -> asyncio.subprocess.Process:
    variables = {"TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_WEBHOOK_SECRET": SECRET, "BASE_URL": server.base_url, **more}
    return await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), env=os.environ | variables, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )


async def stop_bot(process: asyncio.subprocess.Process) -> str:
    """Ask the bot to stop, as a service manager does, and return what it logged."""
    if process.returncode is None:
        process.terminate()
    return await end_of(process)


async def end_of(process: asyncio.subprocess.Process) -> str:
    """Wait for the bot to end and return what it logged."""
    _, logged = await asyncio.wait_for(process.communicate(), 20)
    return logged.decode()


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def state() -> State:
    return State(token=TOKEN)


def test_without_a_token_the_variable_is_named(street):
    with pytest.raises(ConfigError, match=r"TELEGRAM_BOT_TOKEN.*whosaid chat"):
        build_application(Settings(), street)


async def test_the_polling_bot_answers_what_came_while_it_was_away_and_stops_when_told(state):
    async with BotApiServer(state) as server:
        person = Person(state, state.add_user("小周"))
        await person.send("清淤河道8公里")
        process = await start_bot(server)
        try:
            assert "何敏" in (await person.next_reply(20)).text
        finally:
            logged = await stop_bot(process)
    assert process.returncode == 0
    assert "secret" not in logged
    assert state.updates.peek(1) == []


async def test_the_webhook_bot_answers_with_the_secret_it_gave(state):
    port = free_port()
    async with BotApiServer(state) as server:
        person = Person(state, state.add_user("小周"))
        process = await start_bot(server, WEBHOOK_PORT=port)
        try:
            await person.send("清淤河道8公里")
            assert "何敏" in (await person.next_reply(20)).text
            assert state.webhook.url == f"http://127.0.0.1:{port}/whosaid"
            assert state.webhook.secret == SECRET
        finally:
            logged = await stop_bot(process)
    assert process.returncode == 0
    assert SECRET not in logged
    assert "secret-that" not in logged


async def test_a_token_telegram_does_not_know_ends_the_bot_without_showing_it(state):
    async with BotApiServer(state) as server:
        process = await start_bot(server, TELEGRAM_BOT_TOKEN="4242:another-secret")
        logged = await end_of(process)
    assert process.returncode != 0
    assert "InvalidToken: Telegram does not know the token in TELEGRAM_BOT_TOKEN" in logged
    assert "another-secret" not in logged


async def test_a_server_that_is_not_there_is_named_without_the_token(state):
    async with BotApiServer(state) as server:
        pass
    process = await start_bot(server)
    logged = await end_of(process)
    assert process.returncode != 0
    assert f"NetworkError: {server.base_url}: cannot be reached: " in logged
    assert "secret-that" not in logged


async def test_commands_and_descriptions_are_published_in_two_languages(state, settings_for, street, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    async with BotApiServer(state) as server:
        application = build_application(settings_for(server), Engine(street))
        async with application:
            await application.post_init(application)
            private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
            chinese = await application.bot.get_my_commands(private, "zh")
            others = await application.bot.get_my_commands(private)
            in_groups = await application.bot.get_my_commands(groups, "zh")
            description = await application.bot.get_my_description("zh")
            short = await application.bot.get_my_short_description()
    assert [command.command for command in chinese] == list(PRIVATE)
    assert [command.command for command in in_groups] == list(GROUP)
    assert {command.description for command in chinese}.isdisjoint({command.description for command in others})
    assert "《把老街的事一件一件办好》" in description.description
    assert short.short_description.startswith("Ask who said what")


async def test_a_bot_whose_profile_is_refused_runs_all_the_same(state, settings_for, street, monkeypatch, caplog):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else the library warns of what its next version does
    faults = Faults()
    faults.add("setMyDescription", Fault.too_many_requests(3600))
    async with BotApiServer(state, faults=faults) as server:
        application = build_application(settings_for(server), Engine(street))
        async with application:
            await application.post_init(application)
            assert await application.bot.get_my_commands(language_code="zh")
    assert "set_my_description: Flood control exceeded" in caplog.text


class Engine:
    """Has a meeting; is asked nothing."""

    def __init__(self, meeting) -> None:
        self.meeting = meeting
