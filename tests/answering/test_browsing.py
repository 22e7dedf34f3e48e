"""What is listed while somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.browsing import Browser, Listing
from bot.answering.engine import Engine
from bot.types import AnswerStatus, QuestionKind


@pytest.fixture(scope="module")
def browse(engine: Engine):
    """Return what looks a query up in the shipped meeting."""
    browser = Browser(engine.meeting)

    def look(query: str) -> Listing:
        return browser.browse(query, engine.answer)

    return look


def words_of(listing: Listing) -> list[str]:
    return [quote.text for quote in listing.quotes]


def test_nothing_typed_lists_everybody_who_spoke(browse, meeting):
    assert browse("") == Listing(meeting.speakers)
    assert browse(" “” ？") == Listing(meeting.speakers)


@pytest.mark.parametrize("typed", ["航", "航空", "航空航", "航空航天", "航空 航天", "航空航太"])
def test_words_are_found_from_their_first_character_on(browse, typed):
    found = browse(typed)
    assert {quote.speech.speaker for quote in found.quotes} >= {"戚振宇", "毛雅萍", "方海宁"}
    assert all("航" in quote.text for quote in found.quotes)


@pytest.mark.parametrize("typed", ["营商", "啤酒", "数字", "百日", "ＡＢＣ", "太e", "德国", "招商", "10%"])
def test_half_a_question_lists_nothing_that_does_not_hold_it(browse, typed):
    assert all(quote.emphasis for quote in browse(typed).quotes)


def test_what_holds_the_words_comes_after_what_answers_and_nothing_comes_twice(browse, engine):
    answered = [quote.text for quote in engine.answer("营商环境").quotes]
    found = browse("营商环境")
    assert words_of(found)[: len(answered)] == answered
    for quote in found.quotes:
        others = [other for other in found.quotes if other is not quote and other.speech is quote.speech]
        assert not any(other.span.overlaps(quote.span) for other in others)


def test_a_number_is_found_as_a_whole_and_never_as_part_of_another(browse):
    assert any("同比增长8%以上" in text for text in words_of(browse("8%")))
    assert not any("1000万" in text for text in words_of(browse("100万")))
    assert not any("500强" in text for text in words_of(browse("50")))


@pytest.mark.parametrize("typed", ["han", "hangk", "xyz", "qq"])
def test_half_a_syllable_lists_nothing_by_chance(browse, typed):
    assert browse(typed).quotes == ()


@pytest.mark.parametrize(("typed", "speakers"), [("戚", ("戚振宇",)), ("毛雅", ("毛雅萍",)), ("毛雅萍", ("毛雅萍",))])
def test_a_name_lists_the_speaker_while_it_is_typed(browse, typed, speakers):
    assert browse(typed).speakers == speakers


def test_an_office_lists_all_who_hold_it(browse):
    assert browse("局长").speakers == ("陈磊", "方海宁", "徐向明")


def test_a_name_in_pinyin_lists_the_speaker_and_not_the_line_that_names_them(browse):
    found = browse("maoyaping")
    assert found.speakers == ("毛雅萍",)
    assert all(quote.speech.speaker == "毛雅萍" for quote in found.quotes)


def test_a_question_is_answered_in_other_words_than_its_own(browse):
    assert any("扫黑除恶" in text for text in words_of(browse("谁在打击黑社会？")))


def test_what_its_quotes_do_not_tell_one_by_one_is_kept_as_the_answer(browse):
    absent = browse("谁没有提到德国？").answer
    assert absent is not None
    assert absent.question.kind is QuestionKind.ABSENT
    corrected = browse("陈磊的“零事故”理念怎么落实？").answer
    assert corrected is not None
    assert corrected.status is AnswerStatus.CORRECTED
    assert browse("航空航天").answer is None


@pytest.mark.parametrize("typed", ["天气", "路灯", "火星移民", "👍", "\ud83d"])
def test_what_nobody_said_lists_nothing(browse, typed):
    found = browse(typed)
    assert (found.quotes, found.answer) == ((), None)


@settings(deadline=None)
@given(st.text(alphabet="航空发展的8%10以上「」“”，。 aE\n𠮷", max_size=12))
def test_whatever_is_typed_lists_words_of_the_meeting(browse, typed):
    found = browse(typed)
    for quote in found.quotes:
        assert quote.text in quote.speech.text
        assert all(quote.span.covers(words) for words in quote.emphasis)
