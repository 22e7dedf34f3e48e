"""Numbers are read by value and unit, whatever they are written in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.quantities import parse_quantities, read_numeral, same_quantity
from bot.retrieval.normal import fold
from bot.types import Comparator, Quantity

NUMBERS = st.text(
    alphabet="0123456789０５８.,%％零一二两三十百千万亿元个家至到-~超约近以上多余级成倍点第分之，。中", max_size=40
)


def only(text: str) -> Quantity:
    """Read the one quantity of a text."""
    (quantity,) = parse_quantities(fold(text))
    return quantity


@pytest.mark.parametrize(
    ("written", "low", "high", "unit", "comparator"),
    [
        ("新建桥梁5至6座", 5, 6, "座", Comparator.RANGE),
        ("培育企业20-30家", 20, 30, "家", Comparator.RANGE),
        ("注册资本1000万元以上", 1e7, 1e7, "元", Comparator.AT_LEAST),
        ("建设百亿级产业园", 1e10, 1e10, "", Comparator.MAGNITUDE),
        ("签约超10亿元项目", 1e9, 1e9, "元", Comparator.MORE_THAN),
        ("绿地率达百分之八", 8, 8, "%", Comparator.EXACT),
        ("合格率为百分之三点五", 3.5, 3.5, "%", Comparator.EXACT),
        ("作业压减七成", 70, 70, "%", Comparator.EXACT),
        ("产能扩大两倍", 2, 2, "倍", Comparator.EXACT),
        ("药价下降８％", 8, 8, "%", Comparator.EXACT),
        ("服务三百多家企业", 300, 300, "家", Comparator.MORE_THAN),
        ("新建１２所学校", 12, 12, "所", Comparator.EXACT),
        ("外贸39.8万亿元", 39.8e12, 39.8e12, "元", Comparator.EXACT),
        ("惠及1,200人", 1200, 1200, "人", Comparator.EXACT),
        ("等候不超过30天", 30, 30, "天", Comparator.AT_MOST),
        ("预约缩短到7天以内", 7, 7, "天", Comparator.AT_MOST),
        ("招聘约两千人", 2000, 2000, "人", Comparator.ABOUT),
        ("惠及近5万户", 50_000, 50_000, "户", Comparator.ABOUT),
    ],
)
def test_a_number_is_read_with_value_unit_and_comparator(
    written: str, low: float, high: float, unit: str, comparator: Comparator
) -> None:
    quantity = only(written)
    assert (quantity.low, quantity.high) == pytest.approx((low, high))
    assert (quantity.unit, quantity.comparator) == (unit, comparator)


def test_an_ordinal_is_no_quantity() -> None:
    assert parse_quantities("第三，抓好校园安全") == ()


def test_a_sentence_without_numbers_holds_none() -> None:
    assert parse_quantities("茶园满山，书声琅琅") == ()


def test_several_numbers_are_read_in_the_order_of_the_sentence() -> None:
    found = parse_quantities("改造小区45个，加装电梯300部以上，投入3.2亿元")
    assert [quantity.low for quantity in found] == pytest.approx([45, 300, 3.2e8])


def test_a_numeral_after_a_rare_character_keeps_its_place() -> None:
    text = "𠮷村修路12公里"
    assert only(text).span.of(text) == "12公里"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("二十三", 23), ("一千二百", 1200), ("十", 10), ("两百", 200), ("3.5", 3.5), ("二〇二六", 2026)],
)
def test_a_chinese_numeral_is_read_by_place_value(numeral: str, value: float) -> None:
    assert read_numeral(numeral) == value


@pytest.mark.parametrize("text", ["", "桥", "三桥", "1.2.3"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("一千万元", "1000万元"),
        ("8%", "百分之八"),
        ("70%", "七成"),
        ("５座", "5至6座"),
        ("6座", "5至6座"),
        ("300", "300部以上"),
        ("0.5亿元", "5000万元"),
    ],
)
def test_one_number_in_two_spellings_is_the_same(asked: str, said: str) -> None:
    assert same_quantity(only(asked), only(said))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("8%", "18%"),
        ("1000万元", "1000亿元"),
        ("1000万", "1000亿"),
        ("8%", "8个"),
        ("12所", "12名"),
        ("5%", "6%"),
        ("30家", "300家"),
        ("3.2亿元", "32亿元"),
    ],
)
def test_a_number_matches_only_itself(asked: str, said: str) -> None:
    assert not same_quantity(only(asked), only(said))
    assert not same_quantity(only(said), only(asked))


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), NUMBERS))
def test_quantities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    folded = fold(text)
    end = 0
    for quantity in parse_quantities(folded):
        assert end <= quantity.span.start < quantity.span.end <= len(folded)
        end = quantity.span.end


@settings(deadline=None)
@given(st.integers(0, 10**7), st.sampled_from(["", "万", "亿"]), st.sampled_from(["元", "人", "户"]))
def test_digits_scale_and_unit_always_make_their_product(number: int, scale: str, unit: str) -> None:
    quantity = only(f"{number}{scale}{unit}")
    assert quantity.low == pytest.approx(number * {"": 1, "万": 10**4, "亿": 10**8}[scale])
    assert quantity.unit == unit
    assert same_quantity(quantity, quantity)


@pytest.mark.parametrize("text", ["几十家", "第十二点", "第二十条"])
def test_neither_an_ordinal_nor_some_tens_is_a_number(text: str) -> None:
    assert parse_quantities(text) == ()


def test_an_english_scale_makes_the_number() -> None:
    (quantity,) = parse_quantities("10 million")
    assert quantity.low == 10_000_000
