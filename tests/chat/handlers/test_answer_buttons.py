"""What the buttons under an answer do, over HTTP."""

from __future__ import annotations

import pytest

from bot.answering.beside import Beside
from bot.botapi import Person, Reply
from bot.chat.texts import Language, load_texts
from bot.types import Span

HANS = load_texts(Language.ZH_HANS)
QUESTION = "新增路灯１２０盏"


@pytest.fixture
def beside(chat, street, make_quote) -> Beside:
    """Return what stands beside every answer of the bot: a speaker's other words, another's, and no pledge."""
    market = make_quote(street.speeches[0], "还要办好“老街夜市”", "老街夜市")
    repair = make_quote(street.speeches[2], "路灯坏了，24小时内修好", "路灯")
    chat.engine.stands_beside = Beside({"沈𠮷安": (market,)}, (repair,))
    return chat.engine.stands_beside


async def ask(person: Person, text: str = QUESTION) -> Reply:
    await person.send(text)
    return await person.next_reply()


async def press(person: Person, reply: Reply, label: str) -> Reply:
    """Press a button and return what the message shows then; the button stops waiting without a notice."""
    await person.press(reply, label)
    assert not (await person.next_answer()).get("text")
    shown = await person.next_edit()
    assert shown.message_id == reply.message_id
    return shown


def shown_alike(one: Reply, other: Reply) -> bool:
    return (one.text, one.entities, one.buttons) == (other.text, other.entities, other.buttons)


async def test_the_context_shows_the_paragraph_with_the_quote_bold_and_leads_back(chat):
    reply = await ask(chat.person)
    shown = await press(chat.person, reply, HANS.button_context)
    (paragraph,) = shown.marked("blockquote")
    assert "覆盖全部背街小巷" in paragraph
    assert QUESTION in shown.marked("bold")
    assert shown_alike(await press(chat.person, shown, HANS.button_back), reply)


async def test_from_the_context_the_whole_speech_is_one_tap_away(chat):
    context = await press(chat.person, await ask(chat.person), HANS.button_context)
    whole = await press(chat.person, context, HANS.button_speech)
    assert "让摊主安心、居民放心。" in whole.marked("blockquote")[0]
    assert whole.marked("bold") == ["沈𠮷安", QUESTION]
    assert shown_alike(await press(chat.person, whole, HANS.button_context), context)


async def test_the_source_is_shown_as_printed(chat, street):
    reply = await ask(chat.person)
    shown = await press(chat.person, reply, HANS.button_source)
    assert shown.text.startswith("meeting.txt · 第 5 行\n")
    (printed,) = shown.marked("blockquote")
    assert printed in street.source.text
    assert "\n老街街道党工委书记 沈𠮷安\n" in printed
    assert shown.marked("bold") == [QUESTION]
    assert shown_alike(await press(chat.person, shown, HANS.button_back), reply)


async def test_a_speakers_other_words_and_others_words_are_said_to_be_what_they_are(chat, beside):  # noqa: ARG001
    reply = await ask(chat.person)
    own = await press(chat.person, reply, HANS.button_own.format(speaker="沈𠮷安"))
    assert own.text.startswith("沈𠮷安在这个话题上还说：\n\n沈𠮷安 · ")
    assert own.marked("blockquote") == ["还要办好“老街夜市”"]
    again = await press(chat.person, own, HANS.button_back)
    near = await press(chat.person, again, HANS.button_near)
    assert near.text.startswith(HANS.heading_near)
    assert "不是对问题的回答" in near.text
    assert near.marked("blockquote") == ["路灯坏了，24小时内修好"]
    assert shown_alike(await press(chat.person, near, HANS.button_back), reply)


async def test_a_quote_is_copied_with_its_citation_and_shared_by_its_place(chat, street):
    buttons = (await ask(chat.person)).buttons
    (copied,) = [button["copy_text"]["text"] for button in buttons if "copy_text" in button]
    assert copied == ("“新增路灯１２０盏”\n—— 沈𠮷安 · 老街街道党工委书记 · 让老街亮起来 · 《把老街的事一件一件办好》")
    (shared,) = [button["switch_inline_query"] for button in buttons if "switch_inline_query" in button]
    await chat.person.ask_inline(shared)
    (found,) = (await chat.person.next_results())["results"]
    assert QUESTION in found["input_message_content"]["message_text"]
    assert found["title"].startswith("沈𠮷安")
    assert street.title in found["input_message_content"]["message_text"]


async def test_a_speech_that_comes_near_is_opened_and_left_again(chat, street):
    chat.engine.suggestions = street.speeches[:2]
    reply = await ask(chat.person, "公园")
    assert [button["text"] for button in reply.buttons][:2] == ["沈𠮷安 ›", "何敏 ›"]
    opened = await press(chat.person, reply, "何敏 ›")
    assert opened.marked("blockquote") == [street.speeches[1].text]
    assert shown_alike(await press(chat.person, opened, HANS.button_back), reply)


async def test_a_quote_longer_than_a_message_is_read_page_by_page_and_left_as_it_was(chat, make_meeting):
    words = "清淤𠮷河道。" * 700
    chat.engine.meeting = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", words + "完。")])
    chat.engine.finds = {"河道": Span(0, len(words))}
    await chat.person.send("河道")
    await chat.person.next_reply()
    last = await chat.person.next_reply()
    context = await press(chat.person, last, HANS.button_context)
    assert context.marked("blockquote")[0].endswith("……")
    read = []
    page = await press(chat.person, context, HANS.button_speech)
    while True:
        read += page.marked("blockquote")
        if not any(button["text"] == HANS.button_next_page for button in page.buttons):
            break
        page = await press(chat.person, page, HANS.button_next_page)
    assert "".join(read) == words + "完。"
    assert len(read) > 4
    printed = await press(chat.person, await press(chat.person, page, HANS.button_context), HANS.button_source)
    assert printed.marked("bold")[0].startswith("清淤𠮷河道。清淤")
    assert shown_alike(await press(chat.person, printed, HANS.button_back), last)


# --- what goes wrong --------------------------------------------------------------------------------------


FORGED = (
    "context:999:0",
    "context:1:7",
    "context:1:-1",
    "context:x",
    "context",
    "context:1:１",
    f"context:{'9' * 50}:0",
    f"context:1:{'9' * 15}",
    "whole:1:0:9",
    "whole:1:0",
    "source:1:1",
    "more:1:0",
    "near:1:0",
    "own:1:0:0",
    "pledged:1:0:0",
    "read:1:0:0",
    "meant:1:0",
    "answer:0",
    "answer:1 OR 1=1",
    "gone:1",
    ":",
    "😀",
)


async def test_a_button_without_a_meaning_says_that_it_is_outdated(chat):
    reply = await ask(chat.person)
    for data in FORGED:
        reply.buttons[0]["callback_data"] = data
        await chat.person.press(reply, data)
        assert (await chat.person.next_answer())["text"] == HANS.outdated, data


async def test_a_question_in_any_style_is_its_words(chat):
    kinds = ("bold", "spoiler", "code", "text_link", "custom_emoji", "blockquote", "a_kind_of_next_year")
    entities = [
        {"type": kind, "offset": 0, "length": len(QUESTION), "url": "https://example.org", "custom_emoji_id": "1"}
        for kind in kinds
    ]
    await chat.person.send_content({"text": QUESTION, "entities": entities})
    reply = await chat.person.next_reply()
    assert reply.marked("blockquote") == [QUESTION]
    assert QUESTION in (await press(chat.person, reply, HANS.button_context)).marked("bold")


async def test_an_answer_about_another_text_is_outdated(chat, make_meeting):
    reply = await ask(chat.person)
    chat.engine.meeting = make_meeting(title="另一个会")
    for label in (HANS.button_context, HANS.button_source):
        await chat.person.press(reply, label)
        assert (await chat.person.next_answer())["text"] == HANS.outdated


async def test_nobody_sees_the_exchange_of_another_chat(chat):
    theirs = await ask(chat.person)
    other = chat.newcomer()
    mine = await ask(other, "清淤河道8公里")
    mine.buttons[0]["callback_data"] = theirs.buttons[0]["callback_data"]
    await other.press(mine, HANS.button_context)
    assert (await other.next_answer())["text"] == HANS.outdated


async def test_forty_rapid_taps_are_all_answered_and_break_nothing(chat, beside):  # noqa: ARG001
    reply = await ask(chat.person)
    tapped = [HANS.button_context, HANS.button_source, HANS.button_near, "沈𠮷安还说"]
    for number in range(40):
        await chat.person.press(reply, tapped[number % 4])
    for _ in range(40):
        assert not (await chat.person.next_answer()).get("text")
    for _ in range(40):
        last = await chat.person.next_edit()
    assert last.text.startswith("沈𠮷安在这个话题上还说")
    assert shown_alike(await press(chat.person, last, HANS.button_back), reply)


async def test_a_question_that_was_edited_keeps_its_answer_and_buttons(chat):
    message = await chat.person.send(QUESTION)
    reply = await chat.person.next_reply()
    await chat.person.edit(message, "清淤河道8公里")
    shown = await press(chat.person, reply, HANS.button_context)
    assert QUESTION in shown.marked("bold")
    assert shown_alike(await press(chat.person, shown, HANS.button_back), reply)


async def test_a_button_of_a_message_that_is_deleted_meanwhile_breaks_nothing(chat):
    reply = await ask(chat.person)
    del chat.state.messages[chat.person.chat["id"], reply.message_id]
    await chat.person.press(reply, HANS.button_context)
    assert not (await chat.person.next_answer()).get("text")
    assert (await ask(chat.person, "清淤河道8公里")).text


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
async def test_the_buttons_speak_the_language_of_whoever_asked(chat, language):
    person = chat.newcomer(language)
    texts = load_texts({"zh-hans": Language.ZH_HANS, "zh-hant": Language.ZH_HANT, "en": Language.EN}[language])
    assert (await ask(person)).buttons[0]["text"] == texts.button_context
