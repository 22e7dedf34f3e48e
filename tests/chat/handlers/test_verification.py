"""Quotations held against the meeting in the chat, over HTTP."""

from __future__ import annotations

import pytest

from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


async def test_words_behind_the_command_are_verified(chat):
    await chat.person.send("/verify 下半年清淤河道8公里")
    reply = await chat.person.next_reply()
    assert HANS.verify_exact in reply.text
    assert "何敏" in reply.marked("bold")


async def test_a_changed_digit_is_named_first_and_marked(chat):
    await chat.person.send("/verify 下半年清淤河道9公里")
    reply = await chat.person.next_reply()
    assert HANS.verify_different in reply.text
    assert HANS.verify_number in reply.text
    assert "8" in "".join(reply.marked("bold"))


async def test_the_words_of_somebody_else_are_said_to_be_theirs(chat):
    reply = await chat.reply("/verify 周立群说：“下半年清淤河道8公里”")
    assert HANS.verify_misattributed.format(claimed="周立群", speakers="何敏") in reply


async def test_what_nobody_said_is_not_there(chat):
    assert HANS.verify_absent in await chat.reply("/verify 明年在老街建一座海底世界主题乐园")


async def test_lines_behind_the_command_are_quotations_of_their_own(chat):
    reply = await chat.reply("/verify\n“下半年清淤河道8公里”\n“明年在老街建一座海底世界主题乐园”")
    assert HANS.verify_exact in reply
    assert HANS.verify_absent in reply


async def test_in_a_group_the_command_verifies_the_message_it_replies_to(chat):
    group = chat.person.within(chat.state.add_group("老街夜话"))
    other = chat.newcomer().within(group.chat)
    message = await other.send("听说何敏讲：下半年清淤河道9公里")
    asked = await group.send_content(
        {
            "text": "/verify",
            "entities": [{"type": "bot_command", "offset": 0, "length": 7}],
            "reply_to_message": message,
        }
    )
    reply = await group.next_reply()
    assert HANS.verify_different in reply.text
    assert reply.message["reply_to_message"]["message_id"] == asked["message_id"]


async def test_of_a_long_message_the_stretch_chosen_for_the_reply_is_verified(chat):
    message = await chat.person.send("听说今年要建三座公园。还有人讲下半年清淤河道8公里，真好。")
    await chat.person.next_reply()
    await chat.person.send_content(
        {
            "text": "/verify",
            "entities": [{"type": "bot_command", "offset": 0, "length": 7}],
            "reply_to_message": message,
            "quote": {"text": "下半年清淤河道8公里", "position": 16, "is_manual": True},
        }
    )
    reply = await chat.person.next_reply()
    assert HANS.verify_exact in reply.text
    assert "公园" not in reply.text


async def test_what_is_forwarded_in_private_is_verified_and_not_answered(chat):
    message = await chat.newcomer().send("下半年清淤河道8公里")
    await chat.person.forward(message)
    assert HANS.verify_exact in (await chat.person.next_reply()).text


@pytest.mark.parametrize("text", ["/verify", "/verify   "])
async def test_without_words_it_says_what_it_needs(chat, text):
    assert await chat.reply(text) == HANS.verify_how.strip()


async def test_a_button_leads_to_where_the_words_stand(chat):
    await chat.person.send("/verify 下半年清淤河道8公里")
    reply = await chat.person.next_reply()
    await chat.person.press(reply, HANS.button_open_place)
    assert "示范段" in (await chat.person.next_reply()).text
    reply.buttons[0]["callback_data"] = "place:00000000-0-0-1"
    await chat.person.press(reply, "place:00000000-0-0-1")
    answers = [await chat.person.next_answer(), await chat.person.next_answer()]
    assert answers[-1]["text"] == HANS.outdated
