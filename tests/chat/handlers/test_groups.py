"""The bot in groups, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from bot.botapi import EventKind, Person, Reply
from bot.chat.texts import Language, load_texts

HANS, EN = load_texts(Language.ZH_HANS), load_texts(Language.EN)
QUESTION = "/ask 清淤河道8公里"
CHANNEL = {"id": -1_001_111, "type": "channel", "title": "老街发布"}


@pytest.fixture
def group(chat) -> Person:
    """Return the person in a group that the bot is in."""
    return chat.person.within(chat.state.add_group("老街夜话"))


async def is_silent(person: Person, seconds: float = 0.3) -> bool:
    """Tell whether the bot says nothing for a while."""
    try:
        await person.next_reply(seconds)
    except TimeoutError:
        return True
    return False


def replied_to(reply: Reply) -> int:
    return reply.message["reply_to_message"]["message_id"]


# --- one answer, in its place -----------------------------------------------------------------------------


async def test_an_answer_is_one_message_in_reply_to_the_question(group):
    asked = await group.send(QUESTION)
    assert replied_to(await group.next_reply()) == asked["message_id"]
    assert await is_silent(group)


async def test_in_a_forum_the_answer_stands_in_the_topic_of_the_question(chat):
    forum = chat.state.add_group("老街论坛", forum=True)
    topics = [chat.state.add_topic(forum, name) for name in ("路灯", "河道")]
    for topic in topics:
        member = chat.person.within(forum, thread=topic)
        asked = await member.send("@whosaid_bot 清淤河道8公里")
        reply = await member.next_reply()
        assert replied_to(reply) == asked["message_id"]
        assert (reply.message["message_thread_id"], reply.message["is_topic_message"]) == (topic, True)
        member.leave()


async def test_in_the_general_topic_of_a_forum_the_answer_names_no_topic(chat):
    member = chat.person.within(chat.state.add_group("老街论坛", forum=True))
    asked = await member.send(QUESTION)
    reply = await member.next_reply()
    assert replied_to(reply) == asked["message_id"]
    assert "message_thread_id" not in reply.message


async def test_a_chain_of_replies_is_no_topic(group):
    await group.send_content({"text": "@whosaid_bot 清淤河道8公里", "message_thread_id": 3} | mention(0, 12))
    assert "message_thread_id" not in (await group.next_reply()).message


async def test_what_is_said_in_a_topic_that_the_bot_opened_is_not_said_to_the_bot(chat):
    chat.state.privacy = False
    forum = chat.state.add_group("老街论坛", forum=True)
    topic = chat.state.add_topic(forum, "问机器人")
    member = chat.person.within(forum, thread=topic)
    opened = {"name": "问机器人", "icon_color": 7322096}
    first = Reply(chat.state.post(forum, chat.state.bot, {"forum_topic_created": opened}))
    await member.next_reply()
    await member.send("清淤河道8公里", reply_to=first)
    assert await is_silent(member)


async def test_a_list_too_long_for_one_message_is_cut_and_says_so(group, monkeypatch):
    monkeypatch.setattr("bot.chat.limits.MAX_UNITS", 60)
    await group.send("/speakers")
    assert (await group.next_reply()).text.endswith("…")
    assert await is_silent(group)


# --- who is not answered ----------------------------------------------------------------------------------


def mention(offset: int, length: int) -> dict[str, Any]:
    return {"entities": [{"type": "mention", "offset": offset, "length": length}]}


@pytest.mark.parametrize(
    "sender",
    [
        pytest.param({"from": {"id": 5, "is_bot": True, "first_name": "另一个机器人"}}, id="another bot"),
        pytest.param({"sender_chat": CHANNEL}, id="in the name of a channel"),
        pytest.param({"sender_chat": CHANNEL, "is_automatic_forward": True}, id="a post of the linked channel"),
        pytest.param(
            {"from": {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}, "sender_chat": {"id": -7} | CHANNEL},
            id="an anonymous administrator",
        ),
        pytest.param({"business_connection_id": "b"}, id="a business's customer"),
        pytest.param({"via_bot": {"id": 4242, "is_bot": True, "first_name": "whosaid"}}, id="the bot's own words"),
    ],
)
@pytest.mark.parametrize("private", [True, False], ids=["private", "group"])
async def test_who_is_no_person_gets_no_answer_and_no_excuse(chat, group, sender, private, caplog):
    person = chat.person if private else group
    await person.send_content({"text": "@whosaid_bot 清淤河道8公里"} | mention(0, 12) | sender)
    command = {"entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
    await person.send_content({"text": QUESTION} | command | sender)
    await person.send("/ask 路灯")
    assert "路灯" in (await person.next_reply()).text
    assert [asked for asked, _ in chat.engine.asked] == ["路灯"]
    assert not caplog.records


async def test_a_question_sent_by_way_of_another_bot_is_a_persons_all_the_same(group):
    other = {"via_bot": {"id": 5, "is_bot": True, "first_name": "翻译"}}
    await group.send_content({"text": "@whosaid_bot 清淤河道8公里"} | mention(0, 12) | other)
    assert "何敏" in (await group.next_reply()).text


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post", "edited_message", "business_message"])
async def test_telegram_is_not_even_asked_for_what_channels_and_businesses_say(chat, kind):
    await chat.reply("路灯")
    assert not chat.state.push(kind, {})


# --- turns ------------------------------------------------------------------------------------------------


class TestABusyGroup:
    """A group where one answer an hour is given, and two questions may wait."""

    @pytest.fixture
    def chat_settings(self):
        return {"group_seconds": 60, "group_waiting": 2}

    async def test_a_question_that_comes_too_soon_is_answered_in_its_turn(self, chat, group):
        asked = [await group.send(f"/ask {text}") for text in ("路灯", "河道", "摊主")]
        assert replied_to(await group.next_reply()) == asked[0]["message_id"]
        assert await is_silent(group)
        await chat.stop()
        assert [replied_to(await group.next_reply()) for _ in range(2)] == [said["message_id"] for said in asked[1:]]

    async def test_too_many_questions_are_told_of_once_and_marked_each(self, chat, group):
        await group.send(QUESTION)
        await group.next_reply()
        asked = [await group.send(f"/ask {text}") for text in ("路灯", "河道", "摊主", "投诉", "巷子")]
        notice = await group.next_reply()
        assert (notice.text, replied_to(notice)) == (HANS.group_busy, asked[2]["message_id"])
        marked = [(await group.next_event(EventKind.REACTION))["message_id"] for _ in range(3)]
        assert marked == [said["message_id"] for said in asked[2:]]
        assert await is_silent(group)
        await chat.stop()
        assert [replied_to(await group.next_reply()) for _ in range(2)] == [said["message_id"] for said in asked[:2]]

    async def test_other_groups_private_chats_and_talk_among_members_are_not_kept_waiting(self, chat, group):
        chat.state.privacy = False
        await group.send(QUESTION)
        await group.next_reply()
        for _ in range(9):
            await group.send("大家吃了吗")
        await group.send("/ask 路灯")
        elsewhere = chat.person.within(chat.state.add_group("另一个群"))
        await elsewhere.send(QUESTION)
        assert "何敏" in (await elsewhere.next_reply()).text
        assert "何敏" in await chat.reply("清淤河道8公里")
        assert await is_silent(group, 0.1)
        await chat.stop()
        assert "路灯" in (await group.next_reply()).text

    async def test_a_question_that_waited_is_answered_where_the_group_has_moved(self, chat):
        member = chat.person.within(chat.state.add_group("老街夜话", basic=True))
        await member.send(QUESTION)
        await member.next_reply()
        await member.send("/ask 路灯")
        moved = member.within(chat.state.migrate(member.chat))
        await chat.idle()
        await chat.stop()
        assert "路灯" in (await moved.next_reply()).text

    async def test_a_group_that_throws_the_bot_out_with_questions_waiting_does_not_keep_it_from_stopping(
        self, chat, group
    ):
        await group.send(QUESTION)
        await group.next_reply()
        await group.send("/ask 路灯")
        group.seat("kicked")
        await chat.idle()
        await chat.stop()
        assert chat.application.updater.counters.done == 3
        assert await is_silent(group, 0.1)

    async def test_a_bug_met_while_waiting_is_apologised_for(self, chat, group, caplog):
        await group.send(QUESTION)
        await group.next_reply()
        await group.send("/ask 崩溃，我的电话是12345")
        await chat.idle()
        await chat.stop()
        assert (await group.next_reply()).text == HANS.failed
        assert "12345" not in caplog.text


# --- coming, going, moving --------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["member", "administrator"])
async def test_a_group_that_adds_the_bot_gets_one_short_introduction(chat, group, status):
    chat.state.members[group.chat["id"]].pop(chat.state.bot["id"])
    group.seat(status)
    reply = await group.next_reply()
    assert (
        reply.text
        == HANS.group_introduction.format(title="《把老街的事一件一件办好》", example="谁提到了“门前三包”？").strip()
    )
    group.seat("administrator" if status == "member" else "member")
    assert await is_silent(group)


async def test_the_introduction_is_in_the_language_of_whoever_added_the_bot(chat, group):
    member = chat.newcomer("en").within(group.chat)
    group.seat("left")
    member.seat("member")
    assert (await member.next_reply()).text.startswith(EN.group_introduction.strip()[:16])


async def test_a_group_that_knows_the_bot_is_not_greeted_again(group):
    await group.send(QUESTION)
    await group.next_reply()
    group.seat("kicked")
    group.seat("member")
    assert await is_silent(group)


async def test_a_channel_a_private_chat_and_a_group_where_the_bot_may_not_write_hear_nothing(chat, caplog):
    chat.person.block()
    chat.person.unblock()
    group = chat.person.within(chat.state.add_group("发布"))
    group.chat["type"] = "channel"
    group.seat("left")
    group.seat("administrator")
    other = chat.person.within(chat.state.add_group("只读群"))
    other.seat("left")
    other.seat("member")
    del chat.state.members[other.chat["id"]][chat.state.bot["id"]]  # gone before it could speak
    assert await is_silent(chat.person)
    assert await is_silent(group, 0.1)
    assert await is_silent(other, 0.1)
    assert not caplog.records


async def test_a_bot_that_was_kicked_goes_on_elsewhere(chat, group):
    await group.send(QUESTION)
    await group.next_reply()
    group.seat("kicked")
    await group.send("/ask 路灯")
    assert "何敏" in await chat.reply("清淤河道8公里")
    assert await is_silent(group, 0.1)


async def test_a_group_that_moves_keeps_its_conversations(chat):
    member = chat.person.within(chat.state.add_group("老街夜话", basic=True))
    await member.send("/ask 路灯")
    await member.next_reply()
    moved = member.within(chat.state.migrate(member.chat))
    await moved.send("/ask 河道")
    await moved.next_reply()
    assert chat.engine.asked[-1] == ("河道", ("路灯",))
