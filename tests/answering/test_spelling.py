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


def test_one_syllable_is_heard_exactly_or_not_at_all(speller: Speller) -> None:
    assert speller.mend("peng zhang") == "peng zhang"
    assert speller.mend("shei yao xiufu") == "谁要修复"


@pytest.mark.parametrize("text", ["who said that", "how many schools", "what is the deadline"])
def test_english_is_left_alone(speller: Speller, text: str) -> None:
    assert speller.mend(text) == text


@pytest.mark.parametrize("typed", ["谁要修复古村罗", "jiaoshi butie duoshao", "教师专项补贴"])
def test_what_is_mended_stays_mended(speller: Speller, typed: str) -> None:
    once = speller.mend(typed)
    assert speller.mend(once) == once


def test_a_speller_that_learned_nothing_changes_nothing() -> None:
    assert Speller([]).mend("古村罗修复吗") == "古村罗修复吗"


FARM = [
    "农场营业收入增长，应收款全部收回。校园招聘三十人，剩余食物送敬老院。",
    "合作社负责粮食入库，隐患逐一排查，最低气温零下五度。",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("营收增长多少", "营业收入增长多少"),
        ("校招几个人", "校园招聘几个人"),
        ("剩食送到哪", "剩余食物送到哪"),
    ],
)
def test_what_abbreviates_words_of_the_meeting_stands_for_them(typed: str, meant: str) -> None:
    assert Speller(FARM).mend(typed) == meant


def test_two_characters_are_mended_by_their_full_sound_or_beside_the_same_neighbour() -> None:
    speller = Speller(FARM)
    assert speller.mend("引患谁排查") == "隐患谁排查"
    assert speller.mend("最底气温几度") == "最低气温几度"


@pytest.mark.parametrize("typed", ["营收怎么样", "这个像在哪", "最底是几度"])
def test_two_characters_that_only_sound_alike_are_left_alone(typed: str) -> None:
    assert Speller(["应收款全部收回，现在气温零下五度，创下最低纪录。"]).mend(typed) == typed


@settings(deadline=None)
@given(st.text(alphabet="0123456789%.", max_size=20))
def test_digits_are_what_they_were(speller: Speller, digits: str) -> None:
    assert speller.mend(digits) == digits


@settings(deadline=None)
@given(st.text(alphabet="古村罗落修复教师补铁贴三四年几处，？", max_size=20))
def test_mending_characters_takes_none_away(speller: Speller, text: str) -> None:
    assert len(speller.mend(text)) >= len(text)
