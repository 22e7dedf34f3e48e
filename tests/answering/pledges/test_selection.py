"""Of a ledger, what is asked for."""

from __future__ import annotations

import pytest

from bot.answering.pledges import read_pledges, select_pledges, with_number
from bot.types import Meeting


@pytest.fixture(scope="module")
def pledges(town: Meeting):
    return with_number(read_pledges(town))


@pytest.mark.parametrize(
    ("wish", "numbers"),
    [
        ("田小禾", ["6处", "1万亩", "超5000元"]),
        ("教育局", ["12所", "1小时以上", "三成", "800万元", "150套"]),
        ("桥梁", ["5至6座"]),
        ("学校", ["12所"]),
        ("150套", ["150套"]),
        ("30%", ["三成"]),
        ("教育局 补贴", ["800万元"]),
        ("田小禾 学校", []),
        ("地铁", []),
        ("7座", []),
    ],
)
def test_pledges_are_found_by_who_what_and_how_many(town_parser, pledges, wish, numbers):
    chosen = select_pledges(pledges, town_parser.parse(wish))
    assert [pledge.quantity.span.of(pledge.quote.speech.text) for pledge in chosen] == numbers


def test_another_word_for_a_topic_finds_it_too(town_parser, pledges):
    chosen = select_pledges(pledges, town_parser.parse("奖金补助"))
    assert chosen == select_pledges(pledges, town_parser.parse("补贴"))


def test_a_heading_tells_what_a_pledge_is_about_where_no_pledge_says_so(town_parser, pledges):
    chosen = select_pledges(pledges, town_parser.parse("宜居"))
    assert {pledge.quote.speech.speaker for pledge in chosen} == {"欧阳文涛"}
