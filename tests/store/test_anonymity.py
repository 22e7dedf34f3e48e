"""Messages without contacts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.anonymity import without_contacts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("我的电话是13812345678，路灯谁管？", "我的电话是▢，路灯谁管？"),
        ("电话１３８１２３４５６７８", "电话▢"),
        ("打 0512-5355 1234 问问", "打 ▢ 问问"),
        ("+86 138 1234 5678", "▢"),
        ("身份证32058519900101123X", "身份证▢"),
        ("写信到𠮷li+bot@example.org吧", "写信到𠮷▢吧"),
        ("见 https://example.org/a?id=7 和 t.me/laojie", "见 ▢ 和 ▢"),
        ("问问@zhang_san这事", "问问▢这事"),
    ],
)
def test_what_leads_to_a_person_is_taken_out(typed, kept):
    assert without_contacts(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "2022年规上工业产值增长8%以上",
        "引进100亿元项目1至2个",
        "第3+3产业",
        "24小时内修好30000盏路灯",
        "1,200,000元",
        "谁@我？",
        "",
    ],
)
def test_years_sums_and_counts_stay(text):
    assert without_contacts(text) == text


@given(st.text())
def test_it_never_fails_and_has_nothing_left_to_do(text):
    once = without_contacts(text)
    assert without_contacts(once) == once


@given(st.text(st.characters(categories=["Lo"]), max_size=9), st.integers(10**6, 10**17), st.text(max_size=9))
def test_no_long_number_is_left(before, number, after):
    assert str(number) not in without_contacts(f"{before}{number}{after}")
