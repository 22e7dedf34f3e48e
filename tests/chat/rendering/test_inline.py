"""Results of an inline query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.browsing import Listing
from bot.chat.limits import fits
from bot.chat.rendering.inline import PAGE, page_of, render_quote, render_results
from bot.chat.reply import ButtonKind
from bot.chat.texts import Language, load_texts
from bot.corpus.places import Place
from bot.types import Answer, AnswerStatus, QuestionKind, Quote, Span

HANS = load_texts(Language.ZH_HANS)
BOT = "whosaid_bot"


def test_a_quote_is_listed_by_speaker_and_section_with_its_words(street, make_quote):
    result = render_quote(make_quote(street.speeches[0], "新增路灯１２０盏", "１２０盏"), street, HANS, BOT)
    assert result.title == "沈𠮷安 · 让老街亮起来"
    assert result.description == "新增路灯１２０盏"


def test_a_posted_quote_has_its_source_and_a_link_to_its_place(street, make_quote):
    quote = make_quote(street.speeches[0], "新增路灯１２０盏", "１２０盏")
    message = render_quote(quote, street, HANS, BOT).message
    assert message.text == (
        "沈𠮷安 · 老街街道党工委书记\n新增路灯１２０盏\n—— 让老街亮起来 · 《把老街的事一件一件办好》"
    )
    assert [message.text[entity.start : entity.end] for entity in message.entities] == [
        "沈𠮷安",
        "新增路灯１２０盏",
        "１２０盏",
    ]
    (((button,),)) = message.buttons
    assert button.kind is ButtonKind.LINK
    payload = button.value.removeprefix(f"https://t.me/{BOT}?start=")
    assert Place.parse(payload).quote(street).text == "新增路灯１２０盏"


def test_what_the_reporter_wrote_is_listed_as_the_reporters(street, make_quote):
    result = render_quote(make_quote(street.reporter, "三位负责人先后发言"), street, HANS, BOT)
    assert result.title.startswith(HANS.reporter)


def test_a_speaker_is_listed_with_role_and_sections_and_links_to_the_speeches(street):
    (result,) = render_results(Listing(("何敏",)), street, HANS, BOT)
    assert (result.title, result.description) == ("何敏 · 市水务局局长", "守好一河清水")
    assert result.message.text.startswith("何敏 · 市水务局局长\n—— 守好一河清水")
    assert "?start=speaker-" in result.message.buttons[0][0].value


def test_a_whole_answer_comes_before_its_quotes(street, make_quote, make_question):
    found = make_quote(street.speeches[0], "新增路灯１２０盏", "路灯")
    asked = make_question("谁没有提到路灯", QuestionKind.ABSENT, words=["路灯"])
    answer = Answer(asked, street, AnswerStatus.ANSWERED, (found,), ("何敏",), ("路灯",))
    whole, quoted = render_results(Listing((), answer, (found,)), street, HANS, BOT)
    assert whole.title == HANS.inline_answer
    assert whole.description.startswith(HANS.absent.format(words="“路灯”") + " 何敏")
    assert HANS.absent.format(words="“路灯”") in whole.message.text
    assert quoted.title.startswith("沈𠮷安")


def test_the_description_begins_near_the_decisive_words(make_meeting, make_quote):
    words = "今年以来，" + "各项工作取得新的成效，" * 8 + "新增路灯１２０盏。"
    meeting = make_meeting([("何敏", "局长", "水务局", "", words)])
    result = render_quote(make_quote(meeting.speeches[0], words, "路灯"), meeting, HANS, BOT)
    assert result.description == "…新增路灯１２０盏。"
    assert result.title == "何敏 · 局长"
    assert words in result.message.text


@pytest.mark.parametrize("length", [4096, 9000])
def test_a_quote_longer_than_a_message_is_cut_at_its_end_and_never_changed(make_meeting, make_quote, length):
    words = ("灯𠮷" * length)[:length]
    meeting = make_meeting([("何敏", "局长", "水务局", "一河清水", words)])
    result = render_quote(make_quote(meeting.speeches[0], words, "灯𠮷"), meeting, HANS, BOT)
    assert fits(result.message)
    shown = Place.parse(result.result_id).quote(meeting).text
    assert shown in result.message.text
    assert words.startswith(shown)


def test_a_quote_with_more_emphasis_than_a_message_may_have_is_posted_whole_without(make_meeting):
    words = "路灯、" * 150
    meeting = make_meeting([("何敏", "局长", "水务局", "一河清水", words)])
    emphasis = tuple(Span(start, start + 2) for start in range(0, 450, 3))
    result = render_quote(Quote(meeting.speeches[0], Span(0, 450), emphasis), meeting, HANS, BOT)
    assert fits(result.message)
    assert words in result.message.text


@given(st.integers(0, 130))
def test_pages_hold_every_result_once_in_order(count):
    results = [str(number) for number in range(count)]
    seen, offset = [], ""
    while True:
        page, offset = page_of(results, offset)
        assert len(page) <= PAGE
        seen += page
        if not offset:
            break
    assert seen == results


@pytest.mark.parametrize("offset", ["x", "-1", "１", "9" * 70, "20 "])
def test_an_offset_that_is_none_has_no_results(offset):
    assert page_of(["a"], offset) == ([], "")


def test_every_result_has_an_id_of_its_own_that_telegram_takes(meeting):
    results = render_results(Listing(meeting.speakers), meeting, HANS, BOT)
    ids = [result.result_id for result in results]
    assert len(set(ids)) == len(ids)
    assert all(0 < len(result_id.encode()) <= 64 for result_id in ids)
