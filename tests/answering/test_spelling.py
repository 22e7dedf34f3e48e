"""Typos are mended towards what the meeting says, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.spelling import Speller

SAID = [
    "云岭镇将修复古村落六处，推广高山茶叶种植，坚持夜间巡逻。",
    "教育局发放教师专项补贴，加快老旧小区改造，三年完成绿化。",
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Return a speller that knows two sentences and two names."""
    return Speller(SAID, ["教育局", "云岭镇"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("古村罗修复几处", "古村落修复几处"), ("谁要修复古村洛", "谁要修复古村落")],
)
def test_a_homophone_is_mended_to_the_words_of_the_meeting(speller: Speller, typed: str, meant: str) -> None:
    assert speller.mend(typed) == meant


@pytest.mark.parametrize("text", ["谁要修复古村落", "教师专项补贴", "学校食堂卫生怎么管", "图书馆几点开门", "欢迎光临"])
def test_words_of_the_dictionary_are_left_alone(speller: Speller, text: str) -> None:
    assert speller.mend(text) == text


@pytest.mark.parametrize("text", ["四年完成绿化", "五年完成绿化", "古村落七处", "两年完成", "8%", "1000亿元"])
def test_a_number_is_never_mended(speller: Speller, text: str) -> None:
    assert speller.mend(text) == text


def test_a_question_in_pinyin_is_written_in_characters(speller: Speller) -> None:
    assert speller.mend("jiaoshi butie duoshao") == "教师补贴多少"


def test_of_two_names_that_sound_alike_always_the_same_is_meant() -> None:
    # an order that changes with every start of the program would fail every other time
    names = [f"{family}林" for family in "王汪"] + [f"{family}琳" for family in "王汪"]
    assert Speller([], names).mend("wanglin") == "汪林"


@pytest.mark.parametrize("text", ["who said that", "how many schools", "what is the deadline"])
def test_english_is_left_alone(speller: Speller, text: str) -> None:
    assert speller.mend(text) == text


@pytest.mark.parametrize("typed", ["谁要修复古村罗", "jiaoshi butie duoshao", "教师专项补贴"])
def test_what_is_mended_stays_mended(speller: Speller, typed: str) -> None:
    once = speller.mend(typed)
    assert speller.mend(once) == once


def test_a_speller_that_learned_nothing_changes_nothing() -> None:
    assert Speller([]).mend("古村罗修复吗") == "古村罗修复吗"


@settings(deadline=None)
@given(st.text(alphabet="0123456789%.", max_size=20))
def test_digits_are_what_they_were(speller: Speller, digits: str) -> None:
    assert speller.mend(digits) == digits


@settings(deadline=None)
@given(st.text(alphabet="古村罗落修复教师补铁贴三四年几处，？", max_size=20))
def test_mending_characters_keeps_their_number(speller: Speller, text: str) -> None:
    assert len(speller.mend(text)) == len(text)
