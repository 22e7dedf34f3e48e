"""Inline mode, over HTTP."""

from __future__ import annotations

import pytest

from bot.botapi import Reply
from bot.chat.texts import Language, load_texts
from bot.corpus.places import Place

HANS, EN = load_texts(Language.ZH_HANS), load_texts(Language.EN)


async def results_of(person, query: str, *, offset: str = ""):
    await person.ask_inline(query, offset=offset)
    return await person.next_results()


async def test_nothing_typed_lists_the_speakers(chat):
    shown = await results_of(chat.person, "")
    assert [result["title"] for result in shown["results"]] == [
        "沈𠮷安 · 老街街道党工委书记",
        "何敏 · 市水务局局长",
        "周立群 · 市城管局局长",
    ]
    assert not shown["button"]


async def test_a_word_lists_quotes_that_hold_it_by_speaker_and_section(chat):
    shown = await results_of(chat.person, "路灯")
    assert [(result["title"], result["description"]) for result in shown["results"]] == [
        ("沈𠮷安 · 让老街亮起来", "路灯"),
        ("周立群 · 管出清爽街面", "路灯坏了，24小时内修好。"),
    ]


async def test_a_picked_quote_is_posted_with_its_source_and_leads_to_its_place(chat):
    group = chat.person.within(chat.state.add_group("老街夜话"))
    shown = await results_of(group, "24小时")
    posted = Reply(await group.choose(shown))
    assert posted.text == ("周立群 · 市城管局局长\n24小时\n—— 管出清爽街面 · 《把老街的事一件一件办好》")
    assert posted.marked("blockquote") == ["24小时"]
    assert posted.message["link_preview_options"]["is_disabled"]
    (button,) = posted.buttons
    assert button["text"] == HANS.button_open_place
    assert Place.parse(button["url"].partition("?start=")[2]).quote(chat.engine.meeting).text == "24小时"


async def test_the_place_of_a_quote_lists_that_quote_alone(chat, make_quote):
    quote = make_quote(chat.engine.meeting.speeches[1], "清淤河道8公里，建成“河湖长制”示范段2处")
    shown = await results_of(chat.person, str(Place.of(quote, chat.engine.meeting)))
    (result,) = shown["results"]
    assert result["description"] == quote.text
    assert chat.engine.asked == []


async def test_where_nothing_was_said_the_private_chat_is_offered(chat):
    shown = await results_of(chat.person, "火星移民")
    assert shown["results"] == []
    assert shown["button"] == {"text": HANS.inline_nothing, "start_parameter": "ask"}


async def test_the_same_query_is_looked_up_once(chat):
    for query in ("清淤 河道", "清淤河道", " 清淤河道 "):
        await results_of(chat.person, query)
    assert len(chat.engine.asked) == 1


async def test_results_come_page_by_page_and_an_offset_beyond_has_none(chat):
    assert (await results_of(chat.person, "路灯"))["next_offset"] == ""
    beyond = await results_of(chat.person, "路灯", offset="20")
    assert (beyond["results"], beyond["next_offset"]) == ([], "")
    assert (await results_of(chat.person, "路灯", offset="¾"))["results"] == []


async def test_a_query_answered_too_late_is_passed_over_quietly(chat, caplog):
    await chat.person.ask_inline("路灯")
    chat.state.clock = lambda: 9e9
    with pytest.raises(TimeoutError):
        await chat.person.next_results(0.5)
    assert not [record for record in caplog.records if record.levelname in {"ERROR", "WARNING"}]


async def test_words_around_a_quote_are_in_the_language_of_whoever_types(chat):
    reader = chat.newcomer("en")
    shown = await results_of(reader, "路灯")
    assert shown["results"][0]["reply_markup"]["inline_keyboard"][0][0]["text"] == EN.button_open_place
    assert shown["is_personal"]


@pytest.mark.parametrize("query", ["\ud83d", "👍🏽" * 40, "a" * 256, "%", "\x00路灯\x07", "00000000-0-0-1", "-", "𠮷"])
async def test_a_strange_query_gets_an_answer(chat, query):
    assert "results" in await results_of(chat.person, query)


async def test_a_query_that_breaks_the_bot_is_logged_without_its_words(chat, caplog):
    await chat.person.ask_inline("崩溃吧，我的电话是12345")
    shown = await results_of(chat.person, "路灯")
    assert shown["results"]
    assert "RuntimeError" in caplog.text
    assert "12345" not in caplog.text


async def test_a_bot_without_inline_mode_sends_no_button_that_telegram_would_refuse(chat):
    assert HANS.button_share in await labels_of_an_answer(chat)
    chat.state.inline_mode = False
    await chat.application.bot.get_me()
    labels = await labels_of_an_answer(chat)
    assert labels
    assert HANS.button_share not in labels


async def labels_of_an_answer(chat) -> list[str]:
    await chat.person.send("新增路灯１２０盏")
    return [button["text"] for button in (await chat.person.next_reply()).buttons]
