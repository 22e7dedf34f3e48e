"""Page, paragraph or time in every citation, each once, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.chat.rendering.answers import render
from bot.chat.rendering.citations import cite
from bot.chat.rendering.inline import render_quote
from bot.chat.rendering.ledger import LedgerView, render_ledger
from bot.chat.rendering.outlines import render_outline
from bot.chat.rendering.pictures import card_caption
from bot.chat.rendering.places import render_around
from bot.chat.rendering.positions import cited_place, full_place
from bot.chat.rendering.speeches import render_speech
from bot.chat.rendering.verifications import render_verifications
from bot.chat.texts import Language, load_texts
from bot.types import Answer, AnswerStatus, Mark, Meeting, Pledge, Quote, Span, Verification, VerificationStatus

HANS, HANT, EN = (load_texts(language) for language in Language)


@pytest.fixture
def marked(street: Meeting) -> Callable[..., Meeting]:
    """Return what tells where words of the meeting made by hand stand in a file that has pages, paragraphs or times."""

    def mark(*places: tuple[str, Mark]) -> Meeting:
        text = street.source.text
        marks = sorted((replace(mark, start=text.index(words)) for words, mark in places), key=lambda mark: mark.start)
        source = replace(street.source, marks=(Mark(0), *marks))
        speeches = tuple(replace(speech, source=source) for speech in street.speeches)
        return replace(street, source=source, reporter=replace(street.reporter, source=source), speeches=speeches)

    return mark


def answer_of(meeting: Meeting, question, *quotes: Quote) -> Answer:
    speakers = tuple(dict.fromkeys(quote.speech.speaker for quote in quotes))
    return Answer(question, meeting, AnswerStatus.ANSWERED, quotes, speakers)


PAGES = (("年内", Mark(0, page=3, line=2)), ("覆盖", Mark(0, page=4, line=1)), ("还要", Mark(0, page=4, line=2)))


@pytest.mark.parametrize(
    ("first", "last", "cited", "full"),
    [
        (Mark(0, page=3, line=2), Mark(0, page=3, line=2), "第 3 页", "第 3 页第 2 行"),
        (Mark(0, page=3, line=2), Mark(0, page=3, line=4), "第 3 页", "第 3 页第 2—4 行"),
        (Mark(0, page=3, line=2), Mark(0, page=4, line=1), "第 3—4 页", "第 3—4 页"),
        (Mark(0, paragraph=7), Mark(0, paragraph=7), "第 7 段", "第 7 段"),
        (Mark(0, paragraph=7), Mark(0, paragraph=9), "第 7—9 段", "第 7—9 段"),
        (Mark(0, time=725.9), Mark(0, time=731.0), "00:12:05", "00:12:05"),
        (Mark(0, time=360_000.0), Mark(0, time=360_000.0), "100:00:00", "100:00:00"),
        (Mark(0), Mark(0), "", ""),
    ],
)
def test_a_place_is_short_in_a_citation_and_told_in_full_elsewhere(marked, make_quote, first, last, cited, full):
    meeting = marked(("年内", first), ("覆盖", last))
    quote = make_quote(meeting.speeches[0], "年内新增路灯１２０盏，覆盖全部背街小巷。")
    assert (cited_place(quote, HANS), full_place(quote, HANS)) == (cited, full)


def test_each_language_writes_pages_and_paragraphs_in_its_way(marked, make_quote):
    paged, numbered = marked(*PAGES), marked(("年内", Mark(0, paragraph=7)))
    quotes = [make_quote(paged.speeches[0], words) for words in ("年内", "年内新增路灯１２０盏，覆盖", "还要")]
    assert [full_place(quote, HANT) for quote in quotes] == ["第 3 頁第 2 行", "第 3—4 頁", "第 4 頁第 2 行"]
    assert [full_place(quote, EN) for quote in quotes] == ["p. 3, line 2", "pp. 3–4", "p. 4, line 2"]
    assert [cited_place(quote, EN) for quote in quotes] == ["p. 3", "pp. 3–4", "p. 4"]
    assert cited_place(make_quote(numbered.speeches[0], "年内"), EN) == "para. 7"


def test_the_lines_of_plain_text_are_told_to_who_opens_the_file_and_not_in_a_citation(street, make_quote):
    quote = make_quote(street.speeches[0], "年内新增路灯")
    assert (cited_place(quote, HANS), full_place(quote, HANS)) == ("", "第 5 行")


def lines(text: str) -> Sequence[str]:
    return text.split("\n")


def test_an_answer_names_the_page_behind_section_and_meeting(marked, make_quote, make_question):
    meeting = marked(*PAGES)
    answer = answer_of(meeting, make_question("路灯"), make_quote(meeting.speeches[0], "还要办好“老街夜市”"))
    assert lines(render(answer, HANS).text)[-1] == "—— 让老街亮起来 · 《把老街的事一件一件办好》 · 第 4 页"


def test_quotes_of_one_section_on_one_page_have_it_once(marked, make_quote, make_question):
    meeting = marked(("年内", Mark(0, page=3, line=2)))
    quotes = [make_quote(meeting.speeches[0], words) for words in ("年内新增路灯", "还要办好")]
    assert render(answer_of(meeting, make_question("路灯"), *quotes), HANS).text.count("第 3 页") == 1


def test_quotes_of_one_section_on_different_pages_have_each_its_own(marked, make_quote, make_question):
    meeting = marked(*PAGES)
    quotes = [make_quote(meeting.speeches[0], words) for words in ("年内新增路灯", "还要办好")]
    shown = lines(render(answer_of(meeting, make_question("路灯"), *quotes), HANS).text)
    assert shown[1:] == [
        "年内新增路灯",
        "第 3 页",
        "还要办好",
        "第 4 页",
        "—— 让老街亮起来 · 《把老街的事一件一件办好》",
    ]


def test_without_a_section_the_page_still_stands_below_each_speakers_words(marked, make_quote, make_question):
    meeting = marked(*PAGES, ("下半年", Mark(0, page=5, line=1)))
    bare = replace(meeting, speeches=tuple(replace(speech, section="") for speech in meeting.speeches))
    quotes = [make_quote(bare.speeches[0], "还要办好"), make_quote(bare.speeches[1], "清淤河道8公里")]
    shown = lines(render(answer_of(bare, make_question("路灯"), *quotes), EN).text)
    assert [line for line in shown if line.startswith("—")] == ["— p. 4", "— p. 5"]


def test_every_way_to_show_a_quote_names_its_page(marked, make_quote):
    meeting = marked(*PAGES)
    quote = make_quote(meeting.speeches[0], "还要办好“老街夜市”")
    exact = Verification(quote.text, VerificationStatus.EXACT, quotes=(quote,))
    told = {
        "context": render_around(quote, meeting, HANS).text,
        "copied": cite(quote, meeting, HANS),
        "inline": render_quote(quote, meeting, HANS, "whosaid_bot").message.text,
        "verified": render_verifications([exact], meeting, HANS).text,
        "verified among others": render_verifications([exact, exact], meeting, HANS).text,
        "under its picture": card_caption(quote, meeting, HANS),
    }
    assert {name for name, text in told.items() if " · 第 4 页" not in text} == set()


def test_a_speech_names_the_pages_that_its_shown_part_stands_on(marked):
    meeting = marked(*PAGES)
    assert render_speech(meeting.speeches[0], 0, meeting, HANS).text.endswith(" · 第 3—4 页")
    end = meeting.speeches[0].text.index("\n")
    parts = (Span(0, end), Span(end + 1, len(meeting.speeches[0].text)))
    parted = replace(meeting, speeches=(replace(meeting.speeches[0], paragraphs=parts),))
    assert "—— 让老街亮起来 · 第 3—4 页" in lines(render_outline(parted, parted.speeches[0], HANS).text)


def test_a_ledger_names_the_page_of_each_pledge(marked, make_quote):
    meeting = marked(*PAGES, ("推行", Mark(0, page=6, line=1)))
    lamps, street = meeting.speeches[0], meeting.speeches[2]
    words = ((lamps, "年内新增路灯１２０盏"), (lamps, "还要办好“老街夜市”"), (street, "推行"), (street, "力争"))
    pledges = [Pledge(make_quote(speech, part), ()) for speech, part in words]
    shown = lines(render_ledger(pledges, LedgerView.of(meeting), meeting, HANS).text)
    assert [line for line in shown if "页" in line] == ["1. 第 3 页", "2. 第 4 页", "3. 第 6 页", "4. 第 6 页"]


def test_a_long_speech_without_marks_costs_no_place(street):
    assert " 页" not in render_speech(street.speeches[0], 0, street, HANS, marked=[Span(0, 2)]).text


def test_a_meeting_without_a_title_goes_by_the_name_of_its_file(street, make_quote, make_question):
    untitled = replace(street, title="")
    answer = answer_of(untitled, make_question("路灯"), make_quote(untitled.speeches[0], "年内新增路灯"))
    assert lines(render(answer, HANS).text)[-1] == "—— 让老街亮起来 · 《meeting》"
