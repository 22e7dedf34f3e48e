"""A person writes to the bot as Telegram would deliver it."""

from __future__ import annotations

import pytest

from bot.botapi import ApiError, EventKind, Person, Reply, State, Upload, methods
from bot.botapi.wire import Parameters


def heard(state: State) -> list[str]:
    return [update["message"]["text"] for update in state.updates.peek(100)]


async def test_a_message_carries_its_sender_and_its_commands(state: State, person: Person):
    await person.send("/start 百亿级")
    message = state.updates.peek(1)[0]["message"]
    assert message["from"] == person.user
    assert message["chat"]["type"] == "private"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(state: State, person: Person):
    member = person.within(state.add_group("开发区会议"))
    for text in (
        "大家好",
        "@whosaid_bot 谁？",
        "@another_bot 谁？",
        "@Whosaid_Bot 在？",
        "/help",
        "/help@whosaid_bot",
        "/help@another_bot",
    ):
        await member.send(text)
    assert heard(state) == ["@whosaid_bot 谁？", "@Whosaid_Bot 在？", "/help", "/help@whosaid_bot"]


async def test_in_a_group_a_reply_to_the_bot_is_meant_for_it(state: State, person: Person):
    group = state.add_group("开发区会议")
    said = Reply(state.post(group, state.bot, {"text": "戚主任"}))
    await person.within(group).send("那他呢？", reply_to=said)
    assert heard(state) == ["那他呢？"]


async def test_without_privacy_the_bot_hears_everything():
    state = State("1:token", privacy=False)
    await Person(state, state.add_user("李强")).within(state.add_group("开发区会议")).send("大家好")
    assert heard(state) == ["大家好"]


async def test_a_person_does_not_see_what_is_said_elsewhere(state: State, person: Person):
    group = state.add_group("开发区会议")
    member = person.within(group)
    state.post(group, state.bot, {"text": "在群里"})
    assert (await member.next_reply()).text == "在群里"
    with pytest.raises(TimeoutError, match="no message from the bot"):
        await person.next_reply(0.01)


async def test_an_edited_message_comes_with_its_new_words(state: State, person: Person):
    message = await person.send("/help")
    await person.edit(message, "谁？")
    edited = state.updates.peek(100)[1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("谁？", message["message_id"])
    assert "entities" not in edited


async def test_a_button_that_is_not_there_cannot_be_pressed(state: State, person: Person):
    link = {"inline_keyboard": [[{"text": "原文", "url": "https://example.com"}]]}
    reply = Reply(state.post(person.chat, state.bot, {"text": "戚主任", "reply_markup": link}))
    with pytest.raises(LookupError, match="no button '原文' to press"):
        await person.press(reply, "原文")


def offer(state: State, person: Person, **options: bool) -> None:
    keyboard = {"keyboard": [[{"text": "谁承诺了百亿级项目？"}], ["有哪些发言人？"]]} | options
    parameters = Parameters({"chat_id": person.chat["id"], "text": "请提问", "reply_markup": keyboard})
    assert "reply_markup" not in methods.call(state, "sendMessage", parameters)


async def test_a_tapped_key_is_sent_as_if_typed(state: State, person: Person):
    offer(state, person)
    assert person.keys == ["谁承诺了百亿级项目？", "有哪些发言人？"]
    await person.tap("有哪些发言人？")
    assert heard(state) == ["有哪些发言人？"]
    assert person.keys
    with pytest.raises(LookupError, match="no key '再见' to tap"):
        await person.tap("再见")


async def test_a_keyboard_goes_when_it_was_for_once_or_is_taken_away(state: State, person: Person):
    offer(state, person, one_time_keyboard=True)
    await person.tap("有哪些发言人？")
    assert person.keys == []
    offer(state, person)
    gone = Parameters({"chat_id": person.chat["id"], "text": "好", "reply_markup": {"remove_keyboard": True}})
    methods.call(state, "sendMessage", gone)
    assert person.keys == []


async def test_a_reaction_is_heard_when_the_bot_asked_for_it(state: State, person: Person):
    state.updates.allow(["message_reaction"])
    reply = Reply(state.post(person.chat, state.bot, {"text": "戚主任"}))
    await person.react(reply, "👍")
    assert state.updates.peek(1)[0]["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_a_document_comes_with_what_it_is_fetched_by(state: State, person: Person):
    await person.send_file(Upload("会议.txt", b"text", "text/plain"), caption="新的会议")
    message = state.updates.peek(1)[0]["message"]
    assert message["document"]["file_name"] == "会议.txt"
    assert message["caption"] == "新的会议"
    assert state.files[message["document"]["file_id"]].content == b"text"


async def test_who_blocks_the_bot_is_noticed(state: State, person: Person):
    person.block()
    change = state.updates.peek(1)[0]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")


async def test_who_has_left_hears_nothing_more(state: State, person: Person):
    person.leave()
    state.post(person.chat, state.bot, {"text": "戚主任"})
    with pytest.raises(TimeoutError):
        await person.next_event(EventKind.MESSAGE, 0.01)


def test_the_words_under_a_mark_are_told():
    marks = [{"type": "blockquote", "offset": 3, "length": 3}, {"type": "bold", "offset": 0, "length": 2}]
    assert Reply({"text": "𠮷：稳增长", "entities": marks}).marked("blockquote") == ["稳增长"]


def test_a_bot_is_told_of_its_standing_in_a_group(state: State, person: Person):
    member = person.within(state.add_group("老街夜话"))
    for status in ("left", "administrator"):
        member.seat(status)
    changes = [update["my_chat_member"] for update in state.updates.peek(2)]
    standings = [(change["old_chat_member"]["status"], change["new_chat_member"]["status"]) for change in changes]
    assert standings == [("member", "left"), ("left", "administrator")]


def test_a_group_that_grows_tells_its_new_number_and_takes_nothing_at_the_old_one(state: State):
    group = state.add_group("老街夜话", basic=True)
    moved = state.migrate(group)
    told = [update["message"] for update in state.updates.peek(2)]
    assert (told[0]["chat"], told[0]["migrate_to_chat_id"]) == (group, moved["id"])
    assert (told[1]["chat"], told[1]["migrate_from_chat_id"]) == (moved, group["id"])
    with pytest.raises(ApiError, match="upgraded to a supergroup") as refused:
        methods.call(state, "sendMessage", Parameters({"chat_id": group["id"], "text": "一"}))
    assert refused.value.migrate_to_chat_id == moved["id"]
    methods.call(state, "sendMessage", Parameters({"chat_id": moved["id"], "text": "一"}))
