"""Inline mode from the person's side: results are picked, sent, pressed and changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.botapi import Person, Reply, State, Upload
from bot.botapi.wire import Json
from tests.botapi.test_edits import picture

Call = Callable[..., Any]
QUOTE = "力争引进𠮷百亿级项目"
KEYBOARD = {"inline_keyboard": [[{"text": "上下文", "callback_data": "context:1"}]]}


def quotation(**changes: Any) -> Json:
    content = {"message_text": QUOTE, "entities": [{"type": "blockquote", "offset": 0, "length": 11}]}
    return {"type": "article", "id": "q1", "title": "戚主任", "input_message_content": content} | changes


async def offer(call: Call, person: Person, *results: Json) -> Json:
    """Type a query, let the bot offer ``results``, and return them."""
    query_id = await person.ask_inline("百亿级")
    call("answerInlineQuery", inline_query_id=query_id, results=list(results))
    return await person.next_results()


def updates(state: State, kind: str) -> list[Json]:
    return [update[kind] for update in state.updates.peek(100) if kind in update]


async def test_a_picked_result_is_sent_by_the_person_through_the_bot(call: Call, person: Person):
    message = await person.choose(await offer(call, person, quotation()))
    assert (message["text"], message["from"], message["via_bot"]["username"]) == (QUOTE, person.user, "whosaid_bot")
    assert Reply(message).marked("blockquote") == [QUOTE]


async def test_only_who_asked_for_feedback_learns_what_was_picked(call: Call, state: State, person: Person):
    await person.choose(await offer(call, person, quotation()))
    assert updates(state, "chosen_inline_result") == []
    state.inline_feedback = True
    await person.choose(await offer(call, person, quotation()))
    (chosen,) = updates(state, "chosen_inline_result")
    assert (chosen["result_id"], chosen["query"]) == ("q1", "百亿级")


async def test_in_a_group_the_bot_hears_what_was_sent_through_it(call: Call, state: State, person: Person):
    member = person.within(state.add_group("学习群"))
    assert updates(state, "message") == []
    message = await member.choose(await offer(call, member, quotation()))
    assert updates(state, "inline_query")[0]["chat_type"] == "supergroup"
    assert updates(state, "message") == [message]


async def test_a_button_under_it_tells_its_inline_number_by_which_it_is_changed(
    call: Call, state: State, person: Person
):
    message = await person.choose(await offer(call, person, quotation(reply_markup=KEYBOARD)))
    await person.press(Reply(message), "上下文")
    (query,) = updates(state, "callback_query")
    assert "message" not in query
    inline_id = query["inline_message_id"]
    assert call("editMessageText", inline_message_id=inline_id, text="全文") is True
    assert (await person.next_edit()).text == "全文"
    assert call("editMessageReplyMarkup", inline_message_id=inline_id, reply_markup=KEYBOARD) is True


async def test_a_picture_sent_before_can_be_offered(call: Call, state: State, person: Person):
    file_id = state.add_file(picture())
    card = {"type": "photo", "id": "p1", "photo_file_id": file_id, "caption": "名片"}
    message = await person.choose(await offer(call, person, card))
    assert (message["photo"][0]["file_id"], message["caption"]) == (file_id, "名片")


async def test_a_forwarded_message_says_where_it_comes_from(call: Call, state: State, person: Person):
    sent = call("sendMessage", chat_id=person.chat["id"], text=QUOTE)
    copy = await person.within(state.add_group("学习群")).forward(sent)
    assert (copy["text"], copy["forward_origin"]["sender_user"]["username"]) == (QUOTE, "whosaid_bot")


async def test_a_link_to_the_bot_starts_the_chat_with_its_payload(call: Call, state: State, person: Person):
    links = [
        {"text": "打开", "url": "https://t.me/whosaid_bot?start=s1-2_x"},
        {"text": "别处", "url": "https://example.com/?start=1"},
    ]
    member = person.within(state.add_group("学习群"))
    sent = Reply(call("sendMessage", chat_id=member.chat["id"], text=QUOTE, reply_markup={"inline_keyboard": [links]}))
    message = await member.follow(sent, "打开")
    assert (message["chat"]["type"], message["text"]) == ("private", "/start s1-2_x")
    with pytest.raises(LookupError, match="leads to https://example"):
        await member.follow(sent, "别处")
    with pytest.raises(ValueError, match="no payload"):
        await person.start("有空格 的")


@pytest.mark.parametrize(("standing", "told"), [("member", 0), ("administrator", 1)])
async def test_reactions_in_a_group_are_told_to_administrators(
    call: Call, state: State, person: Person, standing: str, told: int
):
    group = state.add_group("学习群")
    state.members[group["id"]][state.bot["id"]] = standing
    state.updates.allow(["message_reaction"])
    sent = Reply(call("sendMessage", chat_id=group["id"], text=QUOTE))
    await person.within(group).react(sent, "👍")
    assert len(updates(state, "message_reaction")) == told


async def test_a_reaction_replaces_the_one_before(call: Call, state: State, person: Person):
    state.updates.allow(["message_reaction"])
    sent = Reply(call("sendMessage", chat_id=person.chat["id"], text=QUOTE))
    for emoji in ("👍", "👎", ""):
        await person.react(sent, emoji)
    seen = [
        ["".join(one["emoji"] for one in told[side]) for side in ("old_reaction", "new_reaction")]
        for told in updates(state, "message_reaction")
    ]
    assert seen == [["", "👍"], ["👍", "👎"], ["👎", ""]]


async def test_an_administrator_hears_everything_in_a_group(state: State, person: Person):
    group = state.add_group("学习群")
    member = person.within(group)
    await member.send("大家好")
    await member.send_file(Upload("a.txt", b"a"), caption="@whosaid_bot")
    state.members[group["id"]][state.bot["id"]] = "administrator"
    await member.send("大家再见")
    assert [message.get("text", "file") for message in updates(state, "message")] == ["file", "大家再见"]
