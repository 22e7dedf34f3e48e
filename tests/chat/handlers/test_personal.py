"""/privacy and /forget, over HTTP."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


@pytest.fixture
def rows(tmp_path):
    """Return a function that counts what is kept: exchanges, votes, preferences."""

    def count() -> list[int]:
        with closing(sqlite3.connect(tmp_path / "data" / "whosaid.sqlite")) as file:
            counts = ("SELECT count(*) FROM exchanges", "SELECT count(*) FROM votes")
            return [file.execute(query).fetchone()[0] for query in counts]

    return count


@pytest.mark.parametrize("language", Language)
async def test_privacy_says_what_is_kept_and_for_how_long(chat, language):
    texts, person = load_texts(language), chat.newcomer(language.value.lower())
    await person.send("/privacy")
    reply = await person.next_reply()
    parts = (texts.privacy.format(days=30), texts.privacy_feedback.format(days=30, longest=365), texts.privacy_forget)
    assert reply.text == "\n\n".join(part.strip() for part in parts)


async def test_forget_deletes_everything_after_a_confirmation_and_says_what(chat, rows, tmp_path):
    await chat.person.send("新增路灯１２０盏")
    first = await chat.person.next_reply()
    await chat.person.press(first, "👍")
    await chat.person.next_answer()
    await chat.person.next_edit()
    await chat.reply("我叫王小明")
    await chat.person.send("/forget")
    asked = await chat.person.next_reply()
    assert asked.text == HANS.forget
    assert rows() == [2, 1]
    await chat.person.press(asked, HANS.button_forget)
    done = await chat.person.next_edit()
    counts = [HANS.forgot_questions.format(count=2), HANS.forgot_votes.format(count=1)]
    assert done.text == HANS.forgot.format(deleted="、".join(counts))
    assert done.buttons == []
    assert rows() == [0, 0]
    kept = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert "王小明".encode() not in kept
    assert json.dumps("王小明")[1:-1].encode() not in kept
    await chat.person.press(first, HANS.button_context)
    await chat.person.next_answer()  # of the confirmation
    assert (await chat.person.next_answer())["text"] == HANS.outdated


async def test_forget_that_is_declined_deletes_nothing(chat, rows):
    await chat.reply("路灯")
    await chat.person.send("/forget")
    await chat.person.press(await chat.person.next_reply(), HANS.button_keep)
    assert (await chat.person.next_edit()).text == HANS.forget_declined
    assert rows() == [1, 0]


async def test_whoever_left_nothing_is_told_so(chat):
    await chat.person.send("/forget")
    await chat.person.press(await chat.person.next_reply(), HANS.button_forget)
    assert (await chat.person.next_edit()).text == HANS.forgot_nothing


async def test_in_a_group_nobody_else_can_have_a_member_forgotten(chat, rows):
    member = chat.person.within(chat.state.add_group("老街夜话"))
    other = chat.newcomer().within(member.chat)
    for person in (member, other):
        await person.send("/ask 路灯")
        await person.next_reply()
    await member.next_reply()
    await member.send("/forget")
    asked = await member.next_reply()
    for label in (HANS.button_forget, HANS.button_keep):
        await other.press(asked, label)
        assert (await other.next_answer())["text"] == HANS.forget_not_yours
    assert rows() == [2, 0]
    await member.press(asked, HANS.button_forget)
    await member.next_edit()
    assert rows() == [1, 0]


async def test_a_forged_confirmation_forgets_nobody(chat, rows):
    await chat.reply("路灯")
    other = chat.newcomer()
    await other.send("/forget")
    asked = await other.next_reply()
    for data in (f"forget:{chat.person.user['id']}", "forget:x", "forget"):
        asked.buttons[0]["callback_data"] = data
        await other.press(asked, data)
        assert (await other.next_answer())["text"] in {HANS.forget_not_yours, HANS.outdated}
    assert rows() == [1, 0]


async def test_what_is_forgotten_is_no_context_for_the_next_question(chat):
    await chat.reply("路灯")
    await chat.person.send("/forget")
    await chat.person.press(await chat.person.next_reply(), HANS.button_forget)
    await chat.person.next_edit()
    await chat.reply("河道")
    assert chat.engine.asked[-1] == ("河道", ())
