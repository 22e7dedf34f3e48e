"""What a passage must hold to be an answer."""

from __future__ import annotations

import pytest

from bot.answering.expectation import answers_kind, asked_unit, holds_numbers, times
from bot.answering.parsing import Parser


def test_how_many_wants_a_number(town_parser: Parser) -> None:
    question = town_parser.parse("新建学校多少所？")
    assert answers_kind(question, "新建学校12所") == 1.0
    assert answers_kind(question, "学校是孩子的家") == 0.0


def test_how_many_prefers_the_unit_it_asks_for(town_parser: Parser) -> None:
    question = town_parser.parse("投入资金多少元？")
    assert answers_kind(question, "投入资金3.2亿元") > answers_kind(question, "小区改造45个")


def test_a_number_inside_a_name_counts_nothing(town_parser: Parser) -> None:
    question = town_parser.parse("培育产业多少个？")
    assert answers_kind(question, "聚焦“3+3”产业") == 0.0


def test_when_wants_a_time(town_parser: Parser) -> None:
    question = town_parser.parse("学校什么时候建成？")
    assert answers_kind(question, "明年9月投入使用") == 1.0
    assert answers_kind(question, "学校正在建设") == 0.0


def test_who_can_be_answered_by_any_words(town_parser: Parser) -> None:
    assert answers_kind(town_parser.parse("谁要修桥？"), "修桥铺路") == 1.0


@pytest.mark.parametrize(
    ("message", "said", "held"),
    [
        ("谁说药价下降8%？", "药价下降8%", 1.0),
        ("谁说药价下降8%？", "药价下降百分之八", 1.0),
        ("谁说药价下降8%？", "药价下降18%", 0.0),
        ("谁说投入1000万元？", "投入一千万元", 1.0),
        ("谁说投入1000万元？", "投入1000亿元", 0.0),
        ("谁说修5座桥？", "新建桥梁5至6座", 1.0),
        ("谁要修桥？", "没有数字", 1.0),
    ],
)
def test_the_digits_of_a_question_must_stand_in_the_answer(
    town_parser: Parser, message: str, said: str, held: float
) -> None:
    assert holds_numbers(town_parser.parse(message), said) == held


@pytest.mark.parametrize(
    ("message", "unit"), [("有几家企业", "家"), ("下降百分之几", "%"), ("花了多少钱", "元"), ("谁", "")]
)
def test_the_unit_asked_for_is_read_from_the_question(town_parser: Parser, message: str, unit: str) -> None:
    assert asked_unit(town_parser.parse(message)) == unit


@pytest.mark.parametrize(
    ("text", "time"),
    [("力争明年9月投用", "9月"), ("年内完成", "年内"), ("下半年开工", "下半年"), ("2027年6月1日", "2027年6月1日")],
)
def test_a_time_is_found_in_a_sentence(text: str, time: str) -> None:
    assert any(time in text[start:end] or text[start:end] in time for start, end in times(text))


def test_a_sentence_without_a_time_has_none() -> None:
    assert times("茶园满山，书声琅琅") == ()
