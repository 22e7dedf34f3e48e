"""What the buttons under an answer do, over HTTP."""

from __future__ import annotations

import pytest

from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


async def test_the_context_shows_the_paragraph_with_the_quote_bold_and_leads_back(chat):
    await chat.person.send("新增路灯１２０盏")
    reply = await chat.person.next_reply()
    await chat.person.press(reply, HANS.button_context)
    await chat.person.next_answer()
    shown = await chat.person.next_edit()
    assert shown.message_id == reply.message_id
    (paragraph,) = shown.marked("blockquote")
    assert "覆盖全部背街小巷" in paragraph
    assert "新增路灯１２０盏" in shown.marked("bold")
    await chat.person.press(shown, HANS.button_back)
    assert (await chat.person.next_edit()).text == reply.text


async def test_a_button_without_a_meaning_says_that_it_is_outdated(chat):
    await chat.person.send("新增路灯１２０盏")
    reply = await chat.person.next_reply()
    for data in ("context:999:0", "context:1:7", "context:x", "context", "gone:1", ":"):
        reply.buttons[0]["callback_data"] = data
        await chat.person.press(reply, data)
        assert (await chat.person.next_answer())["text"] == HANS.outdated


async def test_nobody_sees_the_exchange_of_another_chat(chat):
    await chat.person.send("新增路灯１２０盏")
    theirs = await chat.person.next_reply()
    other = chat.newcomer()
    await other.send("清淤河道8公里")
    mine = await other.next_reply()
    mine.buttons[0]["callback_data"] = theirs.buttons[0]["callback_data"]
    await other.press(mine, HANS.button_context)
    assert (await other.next_answer())["text"] == HANS.outdated


async def test_forty_rapid_taps_are_all_answered_and_break_nothing(chat):
    await chat.person.send("新增路灯１２０盏")
    reply = await chat.person.next_reply()
    for _ in range(40):
        await chat.person.press(reply, HANS.button_context)
    for _ in range(40):
        await chat.person.next_answer()
    assert await chat.reply("清淤河道8公里")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
async def test_the_buttons_speak_the_language_of_whoever_asked(chat, language):
    person = chat.newcomer(language)
    await person.send("新增路灯１２０盏")
    texts = load_texts({"zh-hans": Language.ZH_HANS, "zh-hant": Language.ZH_HANT, "en": Language.EN}[language])
    assert (await person.next_reply()).buttons[0]["text"] == texts.button_context
