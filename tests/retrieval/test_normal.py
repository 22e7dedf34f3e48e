"""What is compared: folded text keeps its length, normal forms keep the meaning only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.normal import fold, normalise


@given(st.text())
def test_folding_keeps_every_character_at_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert [fold(character) for character in text] == list(folded)


@given(st.text(alphabet="㍿㌔½ﬁ…İßΑ８％數𠮷\ud83d\u200b"))
def test_characters_that_would_grow_stay_as_they_are(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_takes_out_width_case_and_script() -> None:
    assert fold("ＧＤＰ增長８％，數位") == "gdp增长8%,数位"


@given(st.text(alphabet=st.characters()))
def test_a_normal_form_is_one_line_without_control_characters_or_lone_surrogates(text: str) -> None:
    found = normalise(text)
    assert found == found.strip()
    assert not any(character in found for character in "\n\r\t\x00\u200b\ufeff\u202e")
    assert not any("\ud800" <= character <= "\udfff" for character in found)
    found.encode()


@pytest.mark.parametrize(
    ("asked", "normal"),
    [
        ("誰說要引進百億級銷售項目？", "谁说要引进百亿级销售项目?"),
        ("數位化改造的目標係邊個講嘅？", "数字化改造的目标系谁讲的?"),
        ("邊個話要引進百億級銷售項目", "谁说要引进百亿级销售项目"),
        ("專案幾多個", "项目多少个"),
        ("「壓艙石」是誰講的", "“压舱石”是谁讲的"),
        ("咋样抓落实", "怎么样抓落实"),
        ("ＧＤＰ增長\ud83d８％\x00以上", "gdp增长 8% 以上"),
        ("城市\ud83d更\x00新", "城市更新"),
        ("谁 提到\n了 城市 更新", "谁提到了城市更新"),
        ("  Who said   GDP ", "who said gdp"),
        ("\ud83d\x00\u200b", ""),
    ],
)
def test_a_question_in_any_script_region_or_width_has_one_normal_form(asked: str, normal: str) -> None:
    assert normalise(asked) == normal


def test_a_simplified_question_keeps_its_words() -> None:
    assert normalise("核心文件新增了哪些程序？") == "核心文件新增了哪些程序?"
    assert normalise("哪個單位講到專案？") == "哪个单位讲到项目?"


def test_an_english_count_before_a_scale_is_digits() -> None:
    assert normalise("Ten billion or eight per cent, which one?") == "10 billion or 8 per cent, which one?"


def test_characters_as_hong_kong_prints_them_are_simplified() -> None:
    assert fold("食物及衞生局敍述") == "食物及卫生局叙述"
    assert normalise("衞生署") == "卫生署"


def test_an_apostrophe_as_telephones_type_it_is_an_apostrophe_and_a_quotation_mark_stays_one() -> None:
    assert normalise("What’s Mary O’Neill’s plan?") == "what's mary o'neill's plan?"
    assert fold("O’Neill说‘年底见效’") == "o'neill说‘年底见效’"
