"""What is counted decides whether two numbers can be the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.units import COUNTERS, CURRENCIES, UNIT, canonical_unit, compatible_units


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("个", "家"),
        ("人", "名"),
        ("人", "个"),
        ("国", "个"),
        ("", "%"),
        ("", "所"),
        ("", "年"),
        ("元", ""),
        ("强", "强"),
    ],
)
def test_units_of_one_kind_are_compatible(asked: str, said: str) -> None:
    assert compatible_units(asked, said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("所", "名"),
        ("元", "美元"),
        ("港元", "元"),
        ("%", "个"),
        ("%", "百分点"),
        ("%", ""),
        ("", "月"),
        ("", "日"),
        ("月", "个月"),
        ("月", ""),
        ("", "+3"),
        ("+3", ""),
        ("个", "吨"),
        ("亩", "公顷"),
    ],
)
def test_units_of_different_kinds_are_not(asked: str, said: str) -> None:
    assert not compatible_units(asked, said)


@given(st.sampled_from(sorted(COUNTERS | CURRENCIES | {"", "%", "+3", "年", "吨"})))
def test_every_unit_is_compatible_with_itself(unit: str) -> None:
    assert compatible_units(unit, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("平方公里", "平方公里"),
        ("千米", "公里"),
        ("千瓦时", "千瓦时"),
        ("个小时", "小时"),
        ("亿", None),
        ("元人民币", "元"),
        ("家长", None),
        ("个月台", "个"),
        ("部分", None),
        ("大学", None),
        ("国家", None),
        ("条例", None),
    ],
)
def test_a_unit_is_read_whole_and_no_part_of_the_next_word(text: str, unit: str | None) -> None:
    match = re.match(UNIT, text)
    assert (canonical_unit(match.group()) if match else None) == unit
