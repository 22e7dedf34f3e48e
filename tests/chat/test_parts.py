"""A reply of several messages is delivered whole, and no message of it twice unasked, whatever happens between them."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from telegram import Update
from telegram.ext import CommandHandler, ContextTypes

from bot.botapi import BotApiServer, Event, EventKind, Fault, Person, State
from bot.chat.texts import Language, load_texts
from bot.transport.attempt import expect_more

HANS = load_texts(Language.ZH_HANS)
TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"
PROGRAM = Path(__file__).with_name("run_bot.py")
LONG = 16_000
"""Characters of a speech that takes five messages."""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"


async def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.002)


@asynccontextmanager
async def program(server: BotApiServer, folder: Path, mode: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot as a process; whoever leaves it running ends it as a service manager does."""
    variables = {"TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_WEBHOOK_SECRET": SECRET, "BASE_URL": server.base_url}
    variables |= {"DATA": str(folder), "LONG": str(LONG)}
    if mode == "webhook":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            variables["WEBHOOK_PORT"] = str(probe.getsockname()[1])
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), env=os.environ | variables, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), 20)


def words_of(state: State) -> list[str]:
    """Return what the bot says from now on, message by message."""
    said: list[str] = []
    state.listen(lambda event: said.append(event.content["text"]) if event.kind is EventKind.MESSAGE else None)
    return said


@pytest.fixture
def whole(make_long_winded) -> str:
    """Return the speech that is asked for, without whitespace, which is lost between messages."""
    return "".join(make_long_winded(LONG).meeting.speeches[0].text.split())


def joined(said: list[str]) -> str:
    return "".join("".join(said).split())


# --- kill -9


@pytest.mark.parametrize(("mode", "crashes"), [("polling", 4), ("webhook", 2)])
async def test_a_bot_killed_as_each_part_arrives_sends_every_part_in_order_and_one_twice_a_crash_at_most(
    tmp_path, whole, mode, crashes
):
    """Killed before it hears that a part was delivered, the bot cannot know of it."""
    state = State(token=TOKEN)
    async with BotApiServer(state, first_wait=0.05) as server:
        person, said = Person(state, state.add_user("小周")), words_of(state)
        await person.send("全文")
        for _ in range(crashes):
            before = len(set(said))
            async with program(server, tmp_path, mode) as process:

                def kill(event: Event, process=process, before=before) -> None:
                    if event.kind is EventKind.MESSAGE and len(set(said)) > before and process.returncode is None:
                        process.kill()

                forget = state.listen(kill)
                await process.wait()
                forget()
        async with program(server, tmp_path, mode):
            await until(lambda: whole in joined(list(dict.fromkeys(said))))
            await asyncio.sleep(0.3)
    assert len(set(said)) == 5
    assert len(said) - len(set(said)) <= crashes
    assert HANS.maybe_lost not in said


async def test_a_bot_killed_between_two_parts_goes_on_with_the_next_and_doubles_nothing(tmp_path, whole):
    state = State(token=TOKEN)
    async with BotApiServer(state, first_wait=0.05) as server:
        person, said = Person(state, state.add_user("小周")), words_of(state)
        await person.send("全文")
        async with program(server, tmp_path, "polling") as process:
            # the fourth message within three seconds waits for its turn, in the bot
            await until(lambda: kept_in(tmp_path) == [("started", 3)])
            process.kill()
        assert len(said) == 3
        async with program(server, tmp_path, "polling"):
            await until(lambda: len(said) >= 5)
            await asyncio.sleep(0.3)
        assert kept_in(tmp_path) == [("done", 0)]
    assert len(said) == len(set(said)) == 5
    assert whole in joined(said)


async def test_a_part_that_was_under_way_when_the_bot_was_killed_and_never_arrived_is_sent(tmp_path, whole):
    state = State(token=TOKEN)
    async with BotApiServer(state) as server:
        person, said = Person(state, state.add_user("小周")), words_of(state)
        server.faults.add("sendMessage", Fault())
        server.faults.add("sendMessage", Fault(delay=1.0, drop=True))
        await person.send("全文")
        async with program(server, tmp_path, "polling") as process:
            met = server.faults._waiting["sendmessage"]
            await until(lambda: kept_in(tmp_path) == [("sending", 1)] and not met)
            process.kill()
        async with program(server, tmp_path, "polling"):
            await until(lambda: len(said) >= 5)
    assert len(said) == len(set(said)) == 5
    assert whole in joined(said)


def kept_in(folder: Path) -> list[tuple[str, int]]:
    """Return the state of each update in the inbox, and how many parts of its reply are known to be delivered."""
    if not (folder / "inbox.sqlite").exists():
        return []
    with closing(sqlite3.connect(f"{(folder / 'inbox.sqlite').as_uri()}?mode=ro", uri=True, timeout=5)) as inbox:
        try:
            return inbox.execute(
                "SELECT state, (SELECT count(*) FROM parts WHERE parts.number = updates.number) FROM updates"
            ).fetchall()
        except sqlite3.OperationalError:  # it is being made
            return []


# --- without a crash


@pytest.fixture
def long_chat(chat, make_long_winded):
    """Return a running bot that has a long speech to quote."""
    engine = make_long_winded(LONG)
    chat.engine.meeting, chat.engine.finds = engine.meeting, engine.finds
    return chat


async def test_of_a_reply_whose_second_part_may_be_lost_a_tap_brings_the_rest_and_not_the_first_again(long_chat, whole):
    chat, said = long_chat, words_of(long_chat.state)
    chat.faults.add("sendMessage", Fault())
    chat.faults.add("sendMessage", Fault(drop=True))
    await chat.person.send("全文")
    first = (await chat.person.next_reply()).text
    notice = await chat.person.next_reply()
    assert notice.text == HANS.maybe_lost
    await chat.person.press(notice, HANS.button_again)
    await until(lambda: len(said) == 6)
    await chat.idle()
    said.remove(HANS.maybe_lost)
    assert said[0] == first
    assert len(set(said)) == 5
    assert whole in joined(said)
    assert chat.engine.asked == [("全文", ()), ("全文", ())]  # the question is not its own past


async def test_a_picture_is_not_sent_again_when_the_words_behind_it_must_wait(chat, monkeypatch):
    monkeypatch.setattr("bot.transport.workers._FIRST_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(chat.application.updater.bot.rate_limiter, "_patience", 0.1)
    tried = []

    async def both(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001
        tried.append(update.update_id)
        expect_more(more=True)
        await update.message.reply_photo(PNG, caption="路灯１２０盏𠮷")
        expect_more(more=False)
        await update.message.reply_text("覆盖全部背街小巷")

    chat.application.handlers[0].insert(0, CommandHandler("both", both))
    chat.faults.add("sendMessage", Fault.bad_gateway(), times=2)
    await chat.person.send("/both")
    assert (await chat.person.next_reply()).message["caption"] == "路灯１２０盏𠮷"
    assert (await chat.person.next_reply()).text == "覆盖全部背街小巷"
    await chat.idle()
    with pytest.raises(TimeoutError):
        await chat.person.next_reply(0.3)
    assert len(tried) == 3
