"""/unanswered, over HTTP."""

from __future__ import annotations

import pytest

from bot.botapi import Person, State
from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)
ADMIN = 100_001  # the first person of a world


@pytest.fixture
def chat_settings():
    return {"admins": [ADMIN], "group_seconds": 0}


@pytest.fixture
def admin(chat) -> Person:
    """Return the admin, who is the chat's person."""
    assert chat.person.user["id"] == ADMIN
    return chat.person


async def test_an_admin_sees_what_got_no_answer_without_who_asked(chat, admin):
    person = chat.newcomer()
    for text in ("海底隧道", "清淤河道8公里", "海底隧道", "打13812345678问谁"):
        await person.send(text)
        await person.next_reply()
    await admin.send("/unanswered")
    reply = await admin.next_reply()
    assert reply.text.startswith(HANS.unanswered.format(count=2))
    assert "×2" in reply.text
    assert "打▢问谁" in reply.text
    assert "清淤" not in reply.text
    assert str(person.user["id"]) not in reply.text
    assert reply.buttons == []


async def test_an_answer_that_was_voted_down_is_among_them(chat, admin):
    person = chat.newcomer()
    await person.send("清淤河道8公里")
    await person.press(await person.next_reply(), "👎")
    await person.next_answer()
    await admin.send("/unanswered")
    reply = await admin.next_reply()
    assert "👎 1" in reply.text
    assert "清淤河道8公里" in reply.text


async def test_a_long_list_is_leafed_through_in_place(admin):
    for number in range(17):
        await admin.send(f"第{number}条隧道")
        await admin.next_reply()
    await admin.send("/unanswered")
    reply = await admin.next_reply()
    assert reply.text.startswith(HANS.unanswered.format(count=17))
    assert reply.text.endswith(HANS.page.format(page=1, pages=3))
    assert [button["text"] for button in reply.buttons] == [HANS.button_next_page]
    await admin.press(reply, HANS.button_next_page)
    second = await admin.next_edit()
    assert [button["text"] for button in second.buttons] == [HANS.button_previous_page, HANS.button_next_page]
    await admin.press(second, HANS.button_next_page)
    third = await admin.next_edit()
    shown = [line for page in (reply, second, third) for line in page.text.split("\n") if line.endswith("隧道")]
    assert len(shown) == len(set(shown)) == 17


async def test_without_any_the_list_says_so(admin):
    await admin.send("/unanswered")
    assert (await admin.next_reply()).text == HANS.unanswered_none


async def test_to_everybody_else_there_is_no_such_command(chat, admin):
    other = chat.newcomer()
    await other.send("/unanswered")
    assert (await other.next_reply()).text == HANS.no_command
    await admin.send("/unanswered")
    theirs = await admin.next_reply()
    theirs.message["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": "unanswered:0"}]]}
    await other.press(theirs, "x")
    assert (await other.next_answer())["text"] == HANS.outdated


async def test_in_a_group_not_even_an_admin_shows_it(chat, admin):
    member = admin.within(chat.state.add_group("老街夜话"))
    await member.send("/unanswered@whosaid_bot")
    await member.send("/ask 清淤河道8公里")
    assert "何敏" in (await member.next_reply()).text


async def test_only_an_admins_menu_has_it(chat):
    await chat.application.post_init(chat.application)
    commands = chat.state.commands
    names = {scope: [entry["command"] for entry in menu] for (scope, _), menu in commands.items()}
    assert names[f"chat:{ADMIN}"] == [*names["all_private_chats"], "unanswered"]
    assert not any("unanswered" in menu for scope, menu in names.items() if scope != f"chat:{ADMIN}")


async def test_an_admin_who_never_wrote_to_the_bot_does_not_keep_it_from_starting(chat, caplog):
    state: State = chat.state
    del state.chats[ADMIN]
    await chat.application.post_init(chat.application)
    assert ("all_group_chats", "zh") in state.commands
    assert "chat not found" in caplog.text.lower()
