"""How names sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from bot.retrieval.pinyin import blur, split_syllables, syllables


def test_each_character_of_a_name_has_one_toneless_syllable() -> None:
    assert syllables("戚振宇") == ("qi", "zhen", "yu")


@pytest.mark.parametrize("text", ["重庆银行的行长还行不行", "参差不齐，长势喜人，一行人重新调研了解", "给予支持"])
def test_a_character_of_several_sounds_sounds_as_in_its_word(text: str) -> None:
    assert syllables(text) == tuple(lazy_pinyin(text, errors=list))


def test_a_lone_latin_letter_sounds_as_it_is_said() -> None:
    assert syllables("太e企") == ("tai", "yi", "qi")


def test_a_character_without_a_sound_stands_for_itself() -> None:
    assert syllables("戚振宇𠮷8%") == ("qi", "zhen", "yu", "𠮷", "8", "%")


@given(
    st.text(alphabet=st.one_of(st.sampled_from("戚振宇毛雅萍女绿，8%e𠮷\n "), st.characters(exclude_categories=["Cs"])))
)
def test_there_is_one_syllable_a_character_whatever_the_text(text: str) -> None:
    assert len(syllables(text)) == len(text)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("zhen", "zen"), ("cheng", "chen"), ("shan", "san"), ("liang", "lian"), ("huang", "huan"), ("ning", "lin")],
)
def test_sounds_that_many_do_not_part_are_one(heard: str, meant: str) -> None:
    assert blur(heard) == blur(meant)


def test_different_sounds_stay_different() -> None:
    assert len({blur(syllable) for syllable in ("qi", "wei", "mao", "xu", "fang", "wang")}) == 6


def test_a_bare_n_is_no_l() -> None:
    assert blur("n") == "n"


def test_who_sounds_as_it_is_said() -> None:
    assert blur("shei") == blur("shui") == "sui"


def test_blurring_twice_changes_nothing_more() -> None:
    for syllable in ("zhang", "niang", "shuang", "qing", "ning"):
        assert blur(blur(syllable)) == blur(syllable)


@pytest.mark.parametrize(
    ("letters", "parts"),
    [
        ("qizhenyu", ("qi", "zhen", "yu")),
        ("maoyaping", ("mao", "ya", "ping")),
        ("taicang", ("tai", "cang")),
        ("xian", ("xian",)),
        ("", ()),
    ],
)
def test_letters_split_into_the_fewest_syllables(letters: str, parts: tuple[str, ...]) -> None:
    assert split_syllables(letters) == parts


@pytest.mark.parametrize("letters", ["hello", "qzy", "gdp", "QIZHENYU"])
def test_what_is_no_pinyin_does_not_split(letters: str) -> None:
    assert split_syllables(letters) is None
