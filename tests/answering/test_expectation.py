"""What a passage must hold to be an answer."""

from __future__ import annotations

import pytest

from bot.answering.expectation import answers_kind, asked_unit, holds_numbers
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
        ("谁说药价下降８％？", "药价下降8%", 1.0),
        ("谁说药价下降8%？", "药价下降18%", 0.0),
        ("谁说药价下降8%？", "药价下降8个百分点", 0.0),
        ("谁说投入1000万元？", "投入一千万元", 1.0),
        ("谁说投入1000万元？", "投入1000亿元", 0.0),
        ("谁说投资300亿元？", "对外投资300亿美元", 0.0),
        ("谁说修5座桥？", "新建桥梁5至6座", 1.0),
        ("谁说修5到6座桥？", "桥梁从5座增加到6座", 1.0),
        ("谁说修5到6座桥？", "新建桥梁6至10座", 0.0),
        ("8是什么？", "药价下降8%", 1.0),
        ("8是什么？", "8月开学", 0.0),
        ("3+3是什么？", "聚焦“3+3”产业", 1.0),
        ("3+3是什么？", "培育产业3个", 0.0),
        ("2254号是什么？", "执行第2254号决议", 1.0),
        ("谁提到500强？", "引进世界500强", 1.0),
        ("谁提到500强？", "引进企业500家", 0.0),
        ("谁说成本下降5%，药价下降8%？", "药价下降8%", 0.5),
        ("谁说了哪三个平台？", "建设平台", 1.0),
        ("有没有几十家企业？", "引进企业", 1.0),
        ("谁要修桥？", "没有数字", 1.0),
    ],
)
def test_the_digits_of_a_question_must_stand_in_the_answer(
    town_parser: Parser, message: str, said: str, held: float
) -> None:
    assert holds_numbers(town_parser.parse(message), said) == held


@pytest.mark.parametrize(
    ("message", "unit"),
    [
        ("有几家企业", "家"),
        ("下降百分之几", "%"),
        ("花了多少钱", "元"),
        ("花了多少亿美元", "美元"),
        ("修路多少千米", "公里"),
        ("参加的有多少国家", ""),
        ("谁", ""),
    ],
)
def test_the_unit_asked_for_is_read_from_the_question(town_parser: Parser, message: str, unit: str) -> None:
    assert asked_unit(town_parser.parse(message)) == unit


@pytest.mark.parametrize(
    ("message", "said", "fit"),
    [
        ("投入资金多少钱？", "对外投资3352亿美元", 1.0),
        ("新建学校多少所？", "学校3个", 0.8),
        ("新建学校多少所？", "学校实现全覆盖", 0.4),
        ("产业规模多少？", "世界500强落户", 0.0),
        ("产业规模多少？", "二十大以来，2022年", 0.0),
        ("产业规模多少？", "超百亿", 1.0),
        ("学校什么时候建成？", "三季度投用", 1.0),
        ("学校什么时候建成？", "三年级开学典礼", 0.0),
    ],
)
def test_an_answer_fits_the_kind_of_the_question(town_parser: Parser, message: str, said: str, fit: float) -> None:
    assert answers_kind(town_parser.parse(message), said) == fit


def test_a_place_in_a_row_is_answered_by_an_ordinal_only(town_parser: Parser) -> None:
    question = town_parser.parse("云岭镇在全县排名第几位？")
    assert answers_kind(question, "综合考评位列全县第三") == 1.0
    assert answers_kind(question, "排名上升5位") == 0.0


def test_an_amount_of_money_is_answered_by_money_only(town_parser: Parser) -> None:
    question = town_parser.parse("健康产业园总投资多少？")
    assert asked_unit(question) == "元"
    assert answers_kind(question, "产业园总投资35亿元") == 1.0
    assert answers_kind(question, "产值突破百亿") == 1.0
    assert answers_kind(question, "引进博士8名") == 0.0


def test_what_only_dates_a_sentence_counts_nothing(town_parser: Parser) -> None:
    question = town_parser.parse("茶叶目标是多少？")
    assert answers_kind(question, "决战三季度，完成茶叶目标") == 0.0


def test_who_holds_an_office_is_answered_by_words_that_name_it(town_parser: Parser) -> None:
    question = town_parser.parse("产业园的董事长是谁？")
    assert answers_kind(question, "产业园董事长刘玉兰表示支持") == 1.0
    assert answers_kind(question, "建设百亿级健康产业园") == 0.0


@pytest.mark.parametrize("folded", ["新馆取名为望江楼", "打造“望江”书屋", "引进奥麦禾门店", "题为《春》的展览"])
def test_a_name_is_answered_by_words_that_give_one(town_parser: Parser, folded: str) -> None:
    question = town_parser.parse("新开的书屋叫什么名字？")
    assert answers_kind(question, folded) == 1.0
    assert answers_kind(question, "新建一座书屋，方便居民借阅") == 0.0


def test_how_much_a_year_needs_no_year_in_the_answer(town_parser: Parser) -> None:
    question = town_parser.parse("茶农一年增收多少元？")
    assert holds_numbers(question, "茶农人均增收超5000元") == 1.0


def test_a_year_may_be_asked_for_by_its_last_two_digits(town_parser: Parser) -> None:
    question = town_parser.parse("截至12年底有几家诊所报名？")
    assert holds_numbers(question, "截至2012年年底，共31家诊所报名") == 1.0
    assert holds_numbers(question, "截至2013年年底，共31家诊所报名") == 0.0


def test_digits_without_their_scale_are_held_a_little_less(town_parser: Parser) -> None:
    question = town_parser.parse("6400是什么数？")
    assert 0.0 < holds_numbers(question, "现金流净额达到6400万元") < 1.0
    assert holds_numbers(question, "现金流净额达到16400万元") == 0.0


def test_which_university_is_not_told_by_words_that_name_none(town_parser: Parser) -> None:
    question = town_parser.parse("引进的博士毕业于哪所大学？")
    assert answers_kind(question, "引进省内大学毕业的博士8名") == 1.0
    assert answers_kind(question, "引进博士8名，建设健康产业园") == 0.0
