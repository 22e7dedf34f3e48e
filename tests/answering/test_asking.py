"""The kind of answer a question wants, seen from its words."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.answering.parsing import Parser
from bot.types import AnswerStatus, QuestionKind

ABSENT, COMPARE, LIST, MEETING = QuestionKind.ABSENT, QuestionKind.COMPARE, QuestionKind.LIST, QuestionKind.MEETING
NUMBER, POINTS, QUANTITY, SPEAKER = (
    QuestionKind.NUMBER,
    QuestionKind.POINTS,
    QuestionKind.QUANTITY,
    QuestionKind.SPEAKER,
)
HOW, WHAT, WHEN, WHO = QuestionKind.HOW, QuestionKind.WHAT, QuestionKind.WHEN, QuestionKind.WHO


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("门诊量增了几个点", QUANTITY),
        ("药价要降几个百分点？", QUANTITY),
        ("周转房占百分之几", QUANTITY),
        ("打算搞几次夜间巡逻", QUANTITY),
        ("先诊疗后付费试了几年", QUANTITY),
        ("山上能盖几座桥", QUANTITY),
        ("how much money goes into roads", QUANTITY),
        ("how many of the 150 flats are let", QUANTITY),
        ("What share of homework was cut?", QUANTITY),
        ("门诊改造哪个季度开始", WHEN),
        ("哪一年开学", WHEN),
        ("几号启用新校舍", WHEN),
        ("几年内打通断头路", WHEN),
        ("为什么要建口袋公园，有多少个", WHAT),
        ("Why are there so many parks?", WHAT),
        ("where will the parks be built", WHAT),
        ("学校建在哪里", WHAT),
        ("怎么算一个村要修多少处", HOW),
        ("救护车怎样提速", HOW),
    ],
)
def test_what_is_asked_for_shows_in_the_words(town_parser: Parser, message: str, kind: QuestionKind) -> None:
    assert town_parser.parse(message).kind is kind


@pytest.mark.parametrize(
    "message",
    [
        "田小禾是干什么的",
        "高志远是做什么官的？",
        "周明兰是管什么的",
        "陸慷是什麼身分？".replace("陸慷", "周明蘭"),
        "云岭镇党委书记叫什么名字",
        "what is Gao Zhiyuan's job",
        "tian xiaohe shi shui",
        "zhou minglan shi shei",
    ],
)
def test_a_person_and_nothing_else_asks_who_that_is(town_parser: Parser, message: str) -> None:
    question = town_parser.parse(message)
    assert question.kind is SPEAKER
    assert len(question.speakers) == 1


@pytest.mark.parametrize("message", ["教育局建的那所学校叫什么名字", "云岭镇推广的那种茶叫什么"])
def test_what_a_thing_is_called_is_no_question_about_a_person(town_parser: Parser, message: str) -> None:
    assert town_parser.parse(message).kind is WHAT


@pytest.mark.parametrize(
    "message",
    [
        "都有谁讲到新建",
        "哪几位局长说到新建",
        "谁提了新建？都列出来",
        "which speakers talked about schools",
        "who all mentioned tea",
    ],
)
def test_all_who_say_something_are_a_list(town_parser: Parser, message: str) -> None:
    assert town_parser.parse(message).kind is LIST


def test_people_who_are_done_something_for_are_no_list_of_speakers(town_parser: Parser) -> None:
    assert town_parser.parse("先诊疗后付费照顾哪些人").kind is not LIST
    assert town_parser.parse("周明兰说要关爱哪些人").kind is not LIST


@pytest.mark.parametrize(
    "message",
    [
        "谁压根没说茶叶",
        "哪些局长的答复从头到尾没引用过任何条例",
        "哪几位对茶叶只字未提",
        "Which officials said nothing about tea?",
        "who did not mention tea",
    ],
)
def test_who_leaves_something_out_is_asked_as_absent(town_parser: Parser, message: str) -> None:
    assert town_parser.parse(message).kind is ABSENT


def test_who_says_that_something_is_not_so_is_no_absence(town_parser: Parser) -> None:
    assert town_parser.parse("Who said the bridge is not finished?").kind is WHO


@pytest.mark.parametrize(
    "message",
    ["欧阳文涛跟周明兰各是怎么说新建的", "新建学校这事，市长和教育局分别怎么讲", "两位对补贴的态度各是怎样"],
)
def test_two_sides_are_compared(town_parser: Parser, message: str) -> None:
    assert town_parser.parse(message).kind is COMPARE


def test_two_things_of_one_speaker_are_no_comparison_of_speakers(town_parser: Parser) -> None:
    assert town_parser.parse("新桥和旧路，市长分别有什么要求").kind is not COMPARE


@pytest.mark.parametrize(
    "message",
    [
        "三大行动指哪三个",
        "扩建学位考虑了哪两个因素",
        "把关爱教师的办法逐条列一下",
        "what are the three measures for parks",
    ],
)
def test_what_something_consists_of_is_enumerated(town_parser: Parser, message: str) -> None:
    assert town_parser.parse(message).kind is POINTS


@pytest.mark.parametrize(
    "message", ["这份材料是哪个月的记者会", "这是哪天开的会", "导语里怎么介绍的", "这篇东西哪个部门写的报道"]
)
def test_what_one_holds_in_hand_is_the_meeting(town_parser: Parser, message: str) -> None:
    assert town_parser.parse(message).kind is MEETING


def test_when_nothing_but_a_number_is_left_it_is_what_is_asked_about(town_parser: Parser) -> None:
    assert town_parser.parse("300是哪年的").kind is NUMBER


def test_who_holds_a_title_are_all_its_holders(make_meeting) -> None:
    parser = Parser(
        make_meeting(
            "# 年会\n\n□副市长 江一帆\n\n修路三条。\n\n□副市长 何知秋\n\n种树千棵。\n\n□镇长 米小圆\n\n养鱼。\n"
        )
    )
    question = parser.parse("副市长都有谁")
    assert question.kind is SPEAKER
    assert question.speakers == ("江一帆", "何知秋")


@pytest.mark.parametrize("message", ["有几位发言人", "一共几位官员作了答复", "记者会是哪一天"])
def test_how_many_spoke_and_when_is_about_the_meeting(town_parser: Parser, message: str) -> None:
    assert town_parser.parse(message).kind is MEETING


@pytest.mark.parametrize(
    ("message", "speakers"),
    [
        ("谁是镇长", ("米小圆",)),
        ("谁是市长", ()),
        ("副市长叫什么名字", ("江一帆", "何知秋")),
        ("哪位是局长", ()),
    ],
)
def test_an_office_is_asked_for_by_all_words_of_it(make_meeting, message: str, speakers: tuple[str, ...]) -> None:
    text = "# 年会\n\n□副市长 江一帆\n\n修路三条。\n\n□副市长 何知秋\n\n种树千棵。\n\n□柳溪镇镇长 米小圆\n\n养鱼。\n"
    question = Parser(make_meeting(text)).parse(message)
    assert (question.kind, question.speakers) == (SPEAKER, speakers)


def test_the_title_of_something_else_is_no_headline(town_parser: Parser) -> None:
    assert town_parser.parse("标题里说的百姓指谁").kind is MEETING
    assert town_parser.parse("那位作家在邮报上发表的散文题目是什么").kind is not MEETING


@pytest.mark.parametrize(
    "message",
    [
        "欧阳文涛怎么说",
        "田小禾怎么表态的",
        "老田怎么说",
        "高志远怎么看",
        "周局长的态度是什么",
        "市长如何看",
        "周明兰的看法呢",
    ],
)
def test_what_somebody_says_of_nothing_in_particular_is_all_of_it(town_engine: Engine, message: str) -> None:
    answer = town_engine.answer(message)
    assert answer.question.kind is QuestionKind.SPEAKER
    assert answer.status is AnswerStatus.ANSWERED


def test_how_somebody_sees_a_thing_is_about_the_thing(town_parser: Parser) -> None:
    assert town_parser.parse("高志远怎么看医保报销").kind is QuestionKind.HOW
