"""Inline mode, links and the way through the meeting, by polling and by webhook, with the real engine."""

from __future__ import annotations

import pytest

from bot.botapi import BotApiServer, Person, Reply
from bot.chat.texts import Language, load_texts
from bot.types import Meeting
from tests.e2e.test_program import PATIENCE, QUOTES, check_quotes, check_shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

HANS, HANT = load_texts(Language.ZH_HANS), load_texts(Language.ZH_HANT)


async def test_a_quote_picked_in_a_group_opens_in_context_and_leads_to_the_whole_speech(
    bot_api: BotApiServer, person: Person, meeting: Meeting
):
    member = person.within(bot_api.state.add_group("大会学习群"))
    await member.ask_inline("航空航天")
    listed = await member.next_results(PATIENCE)
    speakers = {result["title"].partition(" · ")[0] for result in listed["results"]}
    assert speakers == {"戚振宇", "毛雅萍", "方海宁"}
    posted = Reply(await member.choose(listed))
    check_shown(posted)
    check_quotes(posted, meeting)
    await member.follow(posted, HANS.button_open_place)
    opened = await person.next_reply(PATIENCE)
    check_shown(opened)
    (paragraph,) = opened.marked(*QUOTES)
    assert "航空航天" in paragraph
    assert opened.marked("bold")[1] in paragraph
    await person.press(opened, HANS.button_speech)
    whole = await person.next_edit(PATIENCE)
    check_shown(whole)
    check_quotes(whole, meeting)


async def test_every_prefix_of_a_query_gets_results(person: Person):
    for end in range(5):
        await person.ask_inline("航空航天"[:end])
        assert (await person.next_results(PATIENCE))["results"]


async def test_what_nobody_said_leads_to_the_private_chat(person: Person, meeting: Meeting):
    await person.ask_inline("海底隧道博物馆")
    listed = await person.next_results(PATIENCE)
    assert listed["results"] == []
    await person.start(listed["button"]["start_parameter"])
    assert meeting.title in (await person.next_reply(PATIENCE)).text


async def test_from_the_speakers_to_a_point_and_back(person: Person, meeting: Meeting):
    await person.send("/speakers")
    listed = await person.next_reply(PATIENCE)
    await person.press(listed, "毛雅萍")
    outline = await person.next_edit(PATIENCE)
    check_quotes(outline, meeting)
    assert HANS.points.format(count=3) in outline.text
    await person.press(outline, "2")
    point = await person.next_edit(PATIENCE)
    check_shown(point)
    check_quotes(point, meeting)
    await person.press(point, HANS.button_back)
    await person.press(await person.next_edit(PATIENCE), HANS.button_speakers)
    assert (await person.next_edit(PATIENCE)).text == listed.text


async def test_the_meeting_is_told_in_the_reporters_words(person: Person, meeting: Meeting):
    await person.send("/meeting")
    reply = await person.next_reply(PATIENCE)
    check_shown(reply)
    assert meeting.lead is not None
    assert reply.marked(*QUOTES) == [meeting.lead.of(meeting.reporter.text)]


async def test_a_language_is_chosen_and_spoken(person: Person):
    await person.send("/language")
    await person.press(await person.next_reply(PATIENCE), "繁體中文")
    assert (await person.next_edit(PATIENCE)).text == HANT.language_chosen
    await person.send("/new")
    assert (await person.next_reply(PATIENCE)).text == HANT.forgotten
