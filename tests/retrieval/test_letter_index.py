"""The index of letters: every place of a text, and the likely places of what is like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.letter_index import LetterIndex
from bot.retrieval.letters import read_letters
from bot.types import Span


@pytest.fixture(scope="module")
def index(meeting) -> LetterIndex:
    return LetterIndex((*meeting.speeches, meeting.reporter))


@given(st.data())
def test_any_run_of_letters_is_found_wherever_it_stands(index: LetterIndex, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(index.text) - 1))
    letters = index.text[start : start + data.draw(st.integers(1, 30))]
    places = index.exact(letters)
    assert start in places
    assert places == tuple(place for place in range(len(index.text)) if index.text.startswith(letters, place))


def test_a_place_leads_back_to_the_speech(index: LetterIndex) -> None:
    letters = read_letters("力争规上工业产值同比增长8%以上").text
    (place,) = index.exact(letters)
    speech, span = index.span(Span(place, place + len(letters)))
    assert (speech.speaker, span.of(speech.text)) == ("戚振宇", "力争规上工业产值同比增长8%以上")


def test_no_text_runs_from_one_speech_into_the_next(index: LetterIndex, meeting) -> None:
    first, second = meeting.speeches[:2]
    assert not index.exact(read_letters(first.text[-6:] + second.text[:6]).text)


def test_what_is_like_a_stretch_is_found_near_it(index: LetterIndex) -> None:
    (place,) = index.exact(read_letters("全年力争引进百亿级销售项目1至2个").text)
    near = index.near(read_letters("今年全年争取引进百亿级别的销售项目3至5个").text, 3)
    assert any(abs(found - place) <= 6 for found in near)


@pytest.mark.parametrize("letters", ["", "一", "二三"])
def test_nothing_is_like_a_letter_or_two(index: LetterIndex, letters: str) -> None:
    assert index.near(letters, 4) == ()
