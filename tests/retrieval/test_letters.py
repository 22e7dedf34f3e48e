"""Letters: what counts when two texts are held against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.letters import read_letters

ANY_TEXT = st.text(
    st.sampled_from("年内新增路灯１２０盏12.5%，。、“” \n-—+𠮷👍🏽著着裏\u200b\ud800，e\u0301"), max_size=40
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("年内新增路灯１２０盏", "年内新增路灯120盏"),
        ("年内新增路灯120盏", "年內新增路燈120盞"),
        ("沿著舊路走，說明瞭答覆", "沿着旧路走说明了答复"),
        ("衞生署在裏面", "卫生署在里面"),
        ("建设“灯塔工厂”，", "建設「燈塔工廠」"),
        ("自1996年9\n\n月20日", "自1996年9月20日"),
        ("进口14,450人", "进口14450人"),
        ("产值👍🏽增长🇨🇳", "产值增长"),
        ("- 5家企业", "5家企业"),
        ("COVID-19", "covid19"),
        ("增长8％以上", "增长8%以上"),
    ],
)
def test_script_width_case_blanks_and_marks_do_not_count(one: str, other: str) -> None:
    assert read_letters(one).text == read_letters(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3、5亿元", "35亿元"),
        ("3.5亿元", "35亿元"),
        ("3.5亿元", "3、5亿元"),
        ("“3”、“5”亿元", "35亿元"),
        ("3 、 5", "35"),
        ("5-6个", "56个"),
        ("5-6个", "5、6个"),
        ("10:30", "1030"),
        ("增长8%", "增长8"),
        ("增长-8%", "增长8%"),
        ("3+3", "33"),
        ("百分之八", "8%"),
        ("1,2,3", "123"),
    ],
)
def test_a_mark_that_makes_a_number_counts(one: str, other: str) -> None:
    assert read_letters(one).text != read_letters(other).text


@given(ANY_TEXT)
def test_each_letter_leads_back_to_its_place(text: str) -> None:
    letters = read_letters(text)
    offsets = letters.offsets.tolist()
    assert len(offsets) == len(letters.text)
    assert offsets == sorted(set(offsets))
    for letter, offset in zip(letters.text, offsets, strict=True):
        if not letter.isdecimal():
            continue
        assert read_letters(text[offset]).text == letter


@given(ANY_TEXT, ANY_TEXT)
def test_digits_are_never_lost(one: str, other: str) -> None:
    digits = [character for character in one + other if character.isdecimal()]
    assert sum(letter.isdecimal() for letter in read_letters(one + other).text) == len(digits)


@pytest.mark.parametrize("text", ["", "  \n", "👍👍🏽", "……", "\ud800\u200b"])
def test_what_holds_no_words_has_no_letters(text: str) -> None:
    assert read_letters(text).text.strip("\ud800") == ""
