"""From the list of speakers to what they said, over HTTP."""

from __future__ import annotations

import pytest

from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


async def test_the_list_leads_to_a_speech_and_back_in_one_message(chat):
    await chat.person.send("/speakers")
    listed = await chat.person.next_reply()
    await chat.person.press(listed, "何敏")
    speech = await chat.person.next_edit()
    assert speech.message_id == listed.message_id
    assert speech.marked("blockquote") == [chat.engine.meeting.speeches[1].text]
    await chat.person.press(speech, HANS.button_speakers)
    assert (await chat.person.next_edit()).text == listed.text


@pytest.mark.parametrize(
    "data",
    [
        "speakers:00000000:0",
        "speakers",
        "speaker:{mark}:9",
        "speaker:{mark}:x",
        "speaker:{mark}:1:7",
        "outline:{mark}:-1",
        "part:{mark}:0:9",
        "part:{mark}:0",
        "text:{mark}:0:3",
        "text:00000000:0:0",
    ],
)
async def test_a_button_of_another_meeting_or_place_is_outdated(chat, data):
    await chat.person.send("/speakers")
    reply = await chat.person.next_reply()
    mark = reply.buttons[0]["callback_data"].split(":")[1]
    reply.buttons[0]["callback_data"] = data.format(mark=mark)
    await chat.person.press(reply, data.format(mark=mark))
    assert (await chat.person.next_answer())["text"] == HANS.outdated


async def test_two_people_in_a_group_use_one_list(chat):
    group = chat.state.add_group("老街夜话")
    first, second = chat.person.within(group), chat.newcomer("en").within(group)
    await first.send("/speakers@whosaid_bot")
    listed = await first.next_reply()
    await second.press(listed, "周立群")
    assert "门前三包" in (await first.next_edit()).text
