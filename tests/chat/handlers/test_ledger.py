"""The ledger in the chat, over HTTP."""

from __future__ import annotations

import pytest

from bot.botapi import Person
from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


def labels(reply) -> list[str]:
    return [button["text"] for button in reply.buttons]


async def test_pledges_lists_the_targets_in_numbers_with_their_words(chat):
    await chat.person.send("/pledges")
    reply = await chat.person.next_reply()
    quoted = reply.marked("blockquote")
    assert "力争投诉量下降30%以上" in quoted
    assert "30%以上" in reply.marked("bold")


@pytest.mark.parametrize(
    ("words", "found", "absent"),
    [("何敏", "示范段2处", "投诉"), ("投诉", "投诉量下降", "示范段"), ("30%以上", "下降30%以上", "示范段")],
)
async def test_pledges_of_a_speaker_about_a_topic_or_with_a_number(chat, words, found, absent):
    quoted = "\n".join(await quotes(chat.person, f"/pledges {words}"))
    assert found in quoted
    assert absent not in quoted


async def quotes(person: Person, text: str) -> list[str]:
    await person.send(text)
    return (await person.next_reply()).marked("blockquote", "expandable_blockquote")


async def test_pledges_nobody_made_are_said_to_be_none(chat):
    assert HANS.ledger_empty in await chat.reply("/pledges 航空母舰")


async def test_the_pledges_of_one_speaker_are_two_taps_away(chat):
    await chat.person.send("/pledges")
    await chat.person.press(await chat.person.next_reply(), HANS.button_whose)
    names = await chat.person.next_edit()
    assert "何敏" in labels(names)
    await chat.person.press(names, "何敏")
    shown = await chat.person.next_edit()
    assert "示范段2处" in shown.text
    assert "投诉" not in shown.text


async def test_the_chart_is_sent_as_a_picture(chat):
    await chat.person.send("/pledges")
    await chat.person.press(await chat.person.next_reply(), HANS.button_chart)
    photo = await chat.person.next_reply(20)
    assert photo.message["photo"]
    assert "承诺" in photo.text
    picture = chat.state.files[photo.message["photo"][-1]["file_id"]].content
    assert picture.startswith(b"\x89PNG")
    await chat.person.press(photo, "🌙")
    dark = await chat.person.next_edit(20)
    assert dark.message_id == photo.message_id
    assert chat.state.files[dark.message["photo"][-1]["file_id"]].content != picture
    assert labels(dark) == ["☀️"]


@pytest.mark.parametrize(("button", "ending", "begins"), [("CSV", ".csv", b"\xef\xbb\xbf"), ("Excel", ".xlsx", b"PK")])
async def test_the_ledger_is_sent_as_a_file(chat, button, ending, begins):
    await chat.person.send("/pledges")
    await chat.person.press(await chat.person.next_reply(), button)
    document = (await chat.person.next_reply(20)).message["document"]
    assert document["file_name"].endswith(ending)
    assert chat.state.files[document["file_id"]].content.startswith(begins)


async def test_a_button_of_another_meeting_is_outdated(chat):
    await chat.person.send("/pledges")
    reply = await chat.person.next_reply()
    for data in ("pledges:0000:0:n::", "chart:x", "card:00000000-0-0-1", "card:", "ledgercsv"):
        reply.buttons[0]["callback_data"] = data
        await chat.person.press(reply, data)
        assert (await chat.person.next_answer())["text"] == HANS.outdated


async def test_a_quote_is_sent_as_a_picture(chat):
    from bot.corpus.places import Place
    from bot.types import Quote, Span

    await chat.person.send("/pledges")
    reply = await chat.person.next_reply()
    meeting = chat.engine.meeting
    data = f"card:{Place.of(Quote(meeting.speeches[0], Span(0, 10)), meeting)}"
    reply.buttons[0]["callback_data"] = data
    await chat.person.press(reply, data)
    photo = await chat.person.next_reply(20)
    assert photo.message["photo"]
    assert "沈𠮷安" in photo.text
    await chat.person.press(photo, "🌙")
    assert labels(await chat.person.next_edit(20)) == ["☀️"]


async def test_a_button_whose_work_fails_says_so_and_does_not_wait_for_ever(chat, monkeypatch):
    def fail(*_: object, **__: object) -> bytes:
        raise OSError

    monkeypatch.setattr("bot.export.ledger_csv.render_csv", fail)
    await chat.person.send("/pledges")
    await chat.person.press(await chat.person.next_reply(), "CSV")
    assert (await chat.person.next_answer())["text"] == HANS.failed
