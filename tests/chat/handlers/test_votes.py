"""👍 and 👎, over HTTP."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import pytest

from bot.botapi import BotApiServer, Person, Reply, State
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)
QUESTION = "新增路灯１２０盏"


@pytest.fixture
def votes(tmp_path):
    """Return a function that reads the votes kept: user id to vote, of the last exchange voted on."""

    def read() -> dict[int, str]:
        with closing(sqlite3.connect(tmp_path / "data" / "whosaid.sqlite")) as file:
            return dict(file.execute("SELECT user_id, vote FROM votes ORDER BY exchange_id").fetchall())

    return read


@pytest.fixture
def group(chat) -> Person:
    """Return the person in a group that the bot is in."""
    return chat.person.within(chat.state.add_group("老街夜话"))


def labels(reply: Reply) -> list[str]:
    return [button["text"] for button in reply.buttons]


async def ask(person: Person, text: str = QUESTION) -> Reply:
    await person.send(text)
    return await person.next_reply()


async def vote(person: Person, reply: Reply, label: str) -> str:
    """Press a button and return the notice it brings."""
    await person.press(reply, label)
    return (await person.next_answer())["text"]


@asynccontextmanager
async def running(application: AnyApplication) -> AsyncIterator[None]:
    """Run the bot from its start to its end."""
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
        yield
        await application.updater.stop()
        await application.stop()
    await application.post_shutdown(application)


async def until(true, seconds: float = 3.0) -> None:
    """Wait for what no message tells."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - a file has no events
            await asyncio.sleep(0.01)


# --- buttons ----------------------------------------------------------------------------------------------


async def test_a_vote_is_kept_thanked_for_and_shown_and_may_be_changed(chat, votes):
    me, reply = chat.person.user["id"], await ask(chat.person)
    assert labels(reply)[-2:] == ["👍", "👎"]
    assert await vote(chat.person, reply, "👍") == HANS.voted_up
    shown = await chat.person.next_edit()
    assert (shown.text, shown.entities) == (reply.text, reply.entities)
    assert labels(shown) == [*labels(reply)[:-2], "👍 ✓", "👎"]
    assert votes() == {me: "up"}
    assert await vote(chat.person, shown, "👎") == HANS.voted_down
    assert labels(await chat.person.next_edit())[-2:] == ["👍", "👎 ✓"]
    assert votes() == {me: "down"}


async def test_a_vote_is_still_shown_after_looking_at_the_context(chat):
    reply = await ask(chat.person)
    await vote(chat.person, reply, "👎")
    shown = await chat.person.next_edit()
    await chat.person.press(shown, HANS.button_context)
    await chat.person.press(await chat.person.next_edit(), HANS.button_back)
    assert labels(await chat.person.next_edit())[-2:] == ["👍", "👎 ✓"]


async def test_an_answer_that_found_nothing_can_be_voted_on_too(chat, votes):
    reply = await ask(chat.person, "海底隧道")
    assert labels(reply) == ["👍", "👎"]
    await vote(chat.person, reply, "👎")
    assert votes() == {chat.person.user["id"]: "down"}


async def test_forty_rapid_taps_are_one_vote(chat, votes):
    reply = await ask(chat.person)
    for _ in range(40):
        await chat.person.press(reply, "👍")
    assert {(await chat.person.next_answer())["text"] for _ in range(40)} == {HANS.voted_up}
    assert votes() == {chat.person.user["id"]: "up"}
    assert labels(await chat.person.next_edit())[-2:] == ["👍 ✓", "👎"]
    assert "清淤河道8公里" in await chat.reply("清淤河道8公里")


async def test_taps_on_both_by_turns_leave_the_last(chat, votes):
    reply = await ask(chat.person)
    for label in ["👍", "👎"] * 20:
        await chat.person.press(reply, label)
    for _ in range(40):
        await chat.person.next_answer()
    assert votes() == {chat.person.user["id"]: "down"}


async def test_two_members_vote_each_for_themselves_and_the_buttons_tell_nobody(chat, group, votes):
    reply = await ask(group, f"/ask {QUESTION}")
    other = chat.newcomer("en").within(group.chat)
    assert await vote(group, reply, "👍") == HANS.voted_up
    await other.next_answer()  # here, everybody in a chat sees what its members are told
    assert await vote(other, reply, "👎") == load_texts(Language.EN).voted_down
    assert votes() == {group.user["id"]: "up", other.user["id"]: "down"}
    with pytest.raises(TimeoutError):
        await group.next_edit(0.2)


@pytest.mark.parametrize("data", ["vote:1:up", "vote:999:up", "vote:x:up", "vote:{mine}:maybe", "vote:{mine}", "vote"])
async def test_a_forged_vote_counts_nothing(chat, votes, data):
    await ask(chat.newcomer())  # exchange 1, in another chat
    reply = await ask(chat.person)
    mine = reply.buttons[-1]["callback_data"].split(":")[1]
    assert mine != "1"
    reply.buttons[-1]["callback_data"] = data.format(mine=mine)
    assert await vote(chat.person, reply, "👎") == HANS.outdated
    assert votes() == {}


async def test_a_vote_counts_after_a_restart(monkeypatch, street, settings_for, votes, make_engine):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "4242:secret")
    state = State("4242:secret")
    person = Person(state, state.add_user("小周", language="zh-hans"))
    async with BotApiServer(state) as server:
        async with running(build_application(settings_for(server), make_engine(street))):
            reply = await ask(person)
        async with running(build_application(settings_for(server), make_engine(street))):
            assert await vote(person, reply, "👍") == HANS.voted_up
    assert votes() == {person.user["id"]: "up"}


# --- reactions --------------------------------------------------------------------------------------------


async def test_a_reaction_to_an_answer_is_a_vote_until_it_is_taken_back(chat, votes):
    me, reply = chat.person.user["id"], await ask(chat.person)
    await chat.person.react(reply, "👍")
    await until(lambda: votes() == {me: "up"})
    await chat.person.react(reply, "👎")
    await until(lambda: votes() == {me: "down"})
    await chat.person.react(reply, "❤")
    await until(lambda: votes() == {})


async def test_a_heart_says_nothing_about_a_vote_that_was_cast_by_button(chat, votes):
    reply = await ask(chat.person)
    await vote(chat.person, reply, "👎")
    await chat.person.react(reply, "❤")
    await chat.person.react(reply)
    await ask(chat.person, "清淤河道8公里")  # by now the reactions were read
    assert votes() == {chat.person.user["id"]: "down"}


async def test_a_reaction_to_anything_else_is_no_vote(chat, group, votes):
    await chat.person.send("/help")
    await chat.person.react(await chat.person.next_reply(), "👍")
    await group.react(Reply(await group.send("路灯")), "👍")
    await ask(chat.person)
    assert votes() == {}


async def test_in_a_group_that_the_bot_administers_members_vote_by_reaction(chat, group, votes):
    chat.state.members[group.chat["id"]][chat.state.bot["id"]] = "administrator"
    reply = await ask(group, f"/ask {QUESTION}")
    other = chat.newcomer().within(group.chat)
    await group.react(reply, "👍")
    await other.react(reply, "👎")
    await until(lambda: votes() == {group.user["id"]: "up", other.user["id"]: "down"})
