"""The ledger, its pictures and files, and /verify: by polling and by webhook, with the real engine."""

from __future__ import annotations

import csv
import io

import pytest

from bot.botapi import BotApiServer, Person, Reply
from bot.chat.texts import Language, load_texts
from bot.types import Meeting
from tests.e2e.test_program import PATIENCE, QUESTION, QUOTES, ask, check_quotes, check_shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

HANS, EN = load_texts(Language.ZH_HANS), load_texts(Language.EN)
PLEDGE = "力争规上工业产值同比增长8%以上"


def content_of(server: BotApiServer, reply: Reply) -> bytes:
    """Return the bytes of the picture or file that a message holds."""
    held = reply.message.get("document") or reply.message["photo"][-1]
    return server.state.files[held["file_id"]].content


async def test_the_ledger_is_paged_with_each_number_in_its_words(person: Person, meeting: Meeting):
    first = await ask(person, "/pledges")
    check_quotes(first, meeting)
    assert HANS.ledger_count_numbers.format(count=17) in first.text
    assert PLEDGE in first.marked(*QUOTES)
    await person.press(first, "›")
    second = await person.next_edit(PATIENCE)
    check_shown(second)
    check_quotes(second, meeting)
    assert not set(first.marked(*QUOTES)) & set(second.marked(*QUOTES))


@pytest.mark.parametrize("words", ["沙溪镇", "工业产值", "8%"])
async def test_the_ledger_of_a_body_a_topic_or_a_number(person: Person, meeting: Meeting, words: str):
    reply = await ask(person, f"/pledges {words}")
    check_quotes(reply, meeting)
    assert (PLEDGE in reply.marked(*QUOTES)) is (words != "沙溪镇")


async def test_the_ledger_as_a_picture_light_and_dark_and_as_files(bot_api: BotApiServer, person: Person):
    ledger = await ask(person, "/pledges")
    await person.press(ledger, HANS.button_chart)
    chart = await person.next_reply(PATIENCE)
    light = content_of(bot_api, chart)
    assert light.startswith(b"\x89PNG")
    await person.press(chart, "🌙")
    assert content_of(bot_api, await person.next_edit(PATIENCE)) != light
    await person.press(ledger, "CSV")
    rows = list(csv.reader(io.StringIO(content_of(bot_api, await person.next_reply(PATIENCE)).decode("utf-8-sig"))))
    assert len(rows) == 1 + 17
    assert any(PLEDGE in row for row in rows)
    await person.press(ledger, "Excel")
    assert content_of(bot_api, await person.next_reply(PATIENCE)).startswith(b"PK")


async def test_a_quote_in_its_context_is_sent_as_a_picture(bot_api: BotApiServer, person: Person):
    await person.press(await ask(person, QUESTION), HANS.button_context)
    await person.press(await person.next_edit(PATIENCE), HANS.button_card)
    card = await person.next_reply(PATIENCE)
    assert content_of(bot_api, card).startswith(b"\x89PNG")
    assert card.text.startswith("戚振宇")


async def test_a_quotation_is_exact_different_somebody_elses_or_not_there(person: Person):
    exact = await ask(person, f"/verify {PLEDGE}")
    assert HANS.verify_exact in exact.text
    different = await ask(person, f"/verify {PLEDGE.replace('8', '18')}")
    assert HANS.verify_different in different.text
    assert HANS.verify_number in different.text
    assert any("8%" in words for words in different.marked("bold"))
    theirs = await ask(person, f"/verify 毛雅萍说：“{PLEDGE}”")
    assert HANS.verify_misattributed.format(claimed="毛雅萍", speakers="戚振宇") in theirs.text
    absent = await ask(person, "/verify 明年建成一座海底隧道博物馆")
    assert HANS.verify_absent in absent.text


async def test_in_a_group_a_message_is_verified_by_a_reply_to_it(bot_api: BotApiServer, person: Person):
    member = person.within(bot_api.state.add_group("大会学习群"))
    said = await member.send(f"听说有人讲：“{PLEDGE}”")
    asked = await member.send("/verify@whosaid_bot", reply_to=Reply(said))
    reply = await member.next_reply(PATIENCE)
    check_shown(reply)
    assert HANS.verify_exact in reply.text
    assert reply.message["reply_to_message"]["message_id"] == asked["message_id"]


async def test_what_is_forwarded_in_private_is_verified(person: Person, bot_api: BotApiServer):
    other = Person(bot_api.state, bot_api.state.add_user("李强"))
    message = await other.send(PLEDGE)
    await other.next_reply(PATIENCE)
    await person.forward(message)
    reply = await person.next_reply(PATIENCE)
    check_shown(reply)
    assert HANS.verify_exact in reply.text


async def test_an_english_reader_is_told_in_english_and_quoted_in_chinese(bot_api: BotApiServer, meeting: Meeting):
    reader = Person(bot_api.state, bot_api.state.add_user("Anna", language="en"))
    ledger = await ask(reader, "/pledges 8%")
    check_quotes(ledger, meeting)
    assert EN.ledger_count_numbers.format(count=1) in ledger.text
    assert EN.verify_exact in (await ask(reader, f"/verify {PLEDGE}")).text
