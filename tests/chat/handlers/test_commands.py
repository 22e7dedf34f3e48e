"""/start with and without a link, /help, /meeting, over HTTP."""

from __future__ import annotations

import pytest

from bot.chat.links import Target
from bot.chat.menus import GROUP, PRIVATE
from bot.chat.texts import Language, load_texts
from bot.corpus.places import Place

HANS = load_texts(Language.ZH_HANS)


async def test_a_link_to_a_quote_opens_it_in_its_paragraph(chat, make_quote):
    meeting = chat.engine.meeting
    await chat.person.start(str(Place.of(make_quote(meeting.speeches[2], "24小时内修好"), meeting)))
    reply = await chat.person.next_reply()
    assert reply.marked("blockquote") == [meeting.speeches[2].text]
    assert reply.marked("bold") == ["周立群", "24小时内修好"]


async def test_a_link_to_a_speaker_or_a_speech_opens_what_they_said(chat):
    meeting = chat.engine.meeting
    for target in (Target.of_speaker("何敏", meeting), Target.of_speech(meeting.speeches[1], meeting)):
        await chat.person.start(str(target))
        assert meeting.speeches[1].text in (await chat.person.next_reply()).text


@pytest.mark.parametrize(
    "payload", ["speech-00000000-0", "e82282ce-1-5k-6e", "gone", "-" * 64, "speaker-e82282ce-999999"]
)
async def test_a_link_that_leads_nowhere_says_so_and_greets(chat, payload):
    await chat.person.start(payload)
    reply = await chat.person.next_reply()
    assert reply.text.startswith(HANS.link_outdated)
    assert "《把老街的事一件一件办好》" in reply.text
    assert chat.person.keys


async def test_whoever_comes_from_an_inline_query_is_greeted(chat):
    await chat.person.start("ask")
    assert (await chat.person.next_reply()).text.startswith("你好")


async def test_help_names_every_command_of_the_menu(chat):
    reply = await chat.reply("/help")
    assert all(f"/{name} " in reply for name in PRIVATE)
    assert HANS.help_inline.format(username="whosaid_bot") in reply


async def test_in_a_group_help_names_the_commands_for_groups(chat):
    group = chat.person.within(chat.state.add_group("老街夜话"))
    await group.send("/help@whosaid_bot")
    reply = await group.next_reply()
    assert [name for name in PRIVATE if f"/{name} " in reply.text] == [name for name in PRIVATE if name in GROUP]


async def test_meeting_tells_what_can_be_asked_about_and_leads_to_the_speakers(chat):
    await chat.person.send("/meeting")
    reply = await chat.person.next_reply()
    assert "《把老街的事一件一件办好》" in reply.text
    await chat.person.press(reply, HANS.button_speakers)
    assert "何敏" in (await chat.person.next_edit()).text


async def test_a_reader_of_traditional_chinese_sees_the_commands_in_it(chat):
    reader = chat.newcomer("zh-hant")
    for person in (chat.person, reader):
        await person.start()
        await person.next_reply()
    await chat.idle()
    (menu,) = [menu for (scope, code), menu in chat.state.commands.items() if scope.startswith("chat:") and not code]
    hant = load_texts(Language.ZH_HANT)
    assert hant.command_language in {entry["description"] for entry in menu}
