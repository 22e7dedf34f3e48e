"""Picking whom a question means, over HTTP."""

from __future__ import annotations

import pytest

from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


@pytest.fixture
def unclear(chat) -> None:
    """Let the bot not know which director is meant; who is picked is asked about by name."""
    chat.engine.holders["局长怎么说"] = ("何敏", "周立群")
    chat.engine.finds["那周立群呢？"] = chat.engine.meeting.speeches[0].paragraphs[0]


async def test_who_is_picked_is_asked_about_and_the_answer_takes_the_questions_place(chat, unclear):  # noqa: ARG001
    await chat.person.send("路灯")
    await chat.person.next_reply()
    await chat.person.send("局长怎么说")
    back = await chat.person.next_reply()
    assert [button["text"] for button in back.buttons] == ["何敏", "周立群"]
    await chat.person.press(back, "周立群")
    answered = await chat.person.next_edit()
    assert answered.message_id == back.message_id
    assert chat.engine.asked[-1] == ("那周立群呢？", ("路灯", "局长怎么说"))
    await chat.person.press(answered, HANS.button_context)
    shown = await chat.person.next_edit()
    await chat.person.press(shown, HANS.button_back)
    assert (await chat.person.next_edit()).text == answered.text


async def test_what_is_picked_is_remembered_as_if_it_had_been_asked(chat, unclear):  # noqa: ARG001
    await chat.person.send("局长怎么说")
    await chat.person.press(await chat.person.next_reply(), "周立群")
    await chat.person.next_edit()
    await chat.person.send("河道")
    await chat.person.next_reply()
    assert chat.engine.asked[-1] == ("河道", ("局长怎么说", "那周立群呢？"))


async def test_of_two_quick_taps_the_second_finds_the_question_answered(chat, unclear):  # noqa: ARG001
    await chat.person.send("局长怎么说")
    back = await chat.person.next_reply()
    await chat.person.press(back, "周立群")
    await chat.person.press(back, "何敏")
    assert not (await chat.person.next_answer()).get("text")
    assert (await chat.person.next_answer())["text"] == HANS.outdated
    assert chat.engine.asked[-1][0] != "那何敏呢？"


async def test_in_a_group_anybody_may_pick_and_the_conversation_stays_that_of_who_asked(chat, unclear):  # noqa: ARG001
    group = chat.state.add_group("老街夜话")
    member, other = chat.person.within(group), chat.newcomer().within(group)
    await member.send("@whosaid_bot 局长怎么说")
    back = await member.next_reply()
    await other.press(back, "周立群")
    await member.next_edit()
    await member.send("@whosaid_bot 河道")
    await member.next_reply()
    assert chat.engine.asked[-1] == ("河道", ("局长怎么说", "那周立群呢？"))
