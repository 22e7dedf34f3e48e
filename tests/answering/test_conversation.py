"""A short question takes over what the one before it left standing."""

from __future__ import annotations

import pytest

from bot.answering.conversation import understand
from bot.answering.parsing import Parser
from bot.types import AnswerStatus, QuestionKind


def terms(question) -> set[str]:
    """Return the texts of a question's terms."""
    return {term.text for term in question.terms}


def test_another_speaker_inherits_the_topic(town_parser: Parser) -> None:
    question = understand(town_parser, "那教育局呢？", ["市长要新建什么？"])
    assert question.speakers == ("周明兰",)
    assert "新建" in terms(question)
    assert "新建" in question.inherited


def test_another_topic_inherits_the_speaker(town_parser: Parser) -> None:
    question = understand(town_parser, "那她的补贴呢？", ["周明兰讲了什么"])
    assert question.speakers == ("周明兰",)
    assert "补贴" in terms(question)
    assert "周明兰" in question.inherited


def test_the_second_point_is_of_the_speaker_before(town_parser: Parser) -> None:
    question = understand(town_parser, "第二点呢", ["周明兰讲了哪几点"])
    assert (question.kind, question.speakers) == (QuestionKind.POINTS, ("周明兰",))


def test_a_topic_lives_through_two_follow_ups(town_parser: Parser) -> None:
    question = understand(town_parser, "那云岭镇呢？", ["市长要新建什么？", "那教育局呢？"])
    assert question.speakers == ("田小禾",)
    assert "新建" in terms(question)


def test_who_else_does_not_inherit_the_speaker(town_parser: Parser) -> None:
    assert understand(town_parser, "还有谁？", ["欧阳文涛要新建桥梁吗"]).speakers == ()


def test_a_whole_question_inherits_nothing(town_parser: Parser) -> None:
    message = "田小禾准备推广多少亩高山茶叶种植基地？"
    question = understand(town_parser, message, ["教师补贴是多少"])
    assert question == town_parser.parse(message)
    assert question.inherited == ""


@pytest.mark.parametrize("context", [[], ["你好"], ["😀"], [""]])
def test_without_a_question_before_there_is_nothing_to_inherit(town_parser: Parser, context: list[str]) -> None:
    question = understand(town_parser, "那云岭镇呢？", context)
    assert question == town_parser.parse("那云岭镇呢？")


@pytest.mark.parametrize(("asked", "picked"), [("书记说了什么？", "那王晓红呢？"), ("局长怎么说", "And 方海宁?")])
def test_who_is_picked_of_several_holders_of_an_office_is_asked_about_and_not_the_office(shipped, asked, picked):
    assert shipped.answer(asked).status is AnswerStatus.CLARIFY
    answer = shipped.answer(picked, [asked])
    assert (answer.status, answer.question.kind) == (AnswerStatus.ANSWERED, QuestionKind.SPEAKER)
    assert set(answer.speakers) == set(answer.question.speakers) <= {"王晓红", "方海宁"}


def test_chatter_stays_chatter_after_a_question(town_parser: Parser) -> None:
    assert understand(town_parser, "谢谢", ["教育局新建什么？"]).kind is QuestionKind.OFFTOPIC


def test_an_inherited_name_says_how_it_came(town_parser: Parser) -> None:
    (mention,) = understand(town_parser, "第二点呢", ["周明兰讲了哪几点"]).mentions
    assert mention.how == "inherited"


def test_places_of_names_move_with_the_words_put_before_them(town_parser: Parser) -> None:
    question = understand(town_parser, "那教育局呢？", ["市长要新建什么？"])
    assert [mention.span.of(question.normal) for mention in question.mentions] == ["教育局"]


def test_a_follow_up_about_the_shipped_meeting_changes_the_speaker(shipped) -> None:
    answer = shipped.answer("那高新区呢？", ["港区要引进什么项目？"])
    assert answer.question.speakers == ("毛雅萍",)
    assert "项目" in answer.question.inherited


def test_a_question_that_asks_who_takes_over_nobody(town_parser: Parser) -> None:
    question = understand(town_parser, "谁要种茶叶？", ["教育局的补贴是多少"])
    assert question.speakers == ()
    assert question.inherited == ""


@pytest.mark.parametrize("message", ["他还说了什么", "还有呢？"])
def test_what_else_somebody_said_asks_about_that_speaker(town_parser: Parser, message: str) -> None:
    question = understand(town_parser, message, ["高志远讲了什么"])
    assert (question.kind, question.speakers) == (QuestionKind.SPEAKER, ("高志远",))


def test_chatter_in_between_is_passed_over(town_parser: Parser) -> None:
    question = understand(town_parser, "那云岭镇呢？", ["市长要新建什么？", "谢谢"])
    assert "新建" in terms(question)


def test_who_set_the_goal_before_asks_with_all_its_words(town_parser: Parser) -> None:
    question = understand(town_parser, "这是谁定的目标", ["全年新建几个口袋公园"])
    assert question.kind is QuestionKind.WHO
    weights = {term.text: term.weight for term in question.terms}
    assert weights["公园"] > weights.get("目标", 0.0)


def test_the_year_before_is_reckoned_from_the_question_before(town_parser: Parser) -> None:
    question = understand(town_parser, "那前一年呢", ["2011年门诊量是多少"])
    assert question.text == "那前一年呢"
    assert {"2010", "门诊"} & terms(question) >= {"2010"}
    assert "2011" not in terms(question)


def test_things_a_speaker_named_are_asked_of_that_speaker(town_parser: Parser) -> None:
    question = understand(town_parser, "带头的是哪两家", ["周明兰讲没讲新建学校"])
    assert question.kind is not QuestionKind.LIST
    assert question.speakers == ("周明兰",)


def test_a_pronoun_at_the_end_leans_on_what_was_said(town_parser: Parser) -> None:
    question = understand(
        town_parser, "What can parents and children do to support that?", ["What did Zhou Minglan say about schools?"]
    )
    assert question.speakers == ("周明兰",)


def test_what_is_inherited_reads_as_a_phrase(town_parser: Parser) -> None:
    question = understand(town_parser, "还有呢？", ["市长说老旧小区改造要多少钱"])
    assert question.inherited == "欧阳文涛：老旧小区改造 钱"


@pytest.mark.parametrize("message", ["为什么", "怎么样", "什么？"])
def test_what_asks_nothing_at_all_is_chatter(town_parser: Parser, message: str) -> None:
    assert understand(town_parser, message, []).kind is QuestionKind.OFFTOPIC


def test_numbers_of_a_follow_up_move_with_its_words(town_parser: Parser) -> None:
    question = understand(town_parser, "那20个呢？", ["市长要新建什么？"])
    assert [number.span.of(question.normal) for number in question.quantities] == ["20个"]


def test_a_new_thing_takes_the_place_of_the_old(town_parser: Parser) -> None:
    question = understand(town_parser, "桥梁呢", ["改造老旧小区多少个？"])
    assert terms(question) == {"桥梁"}
    assert (question.kind, question.inherited) == (QuestionKind.QUANTITY, "")


def test_what_the_meeting_says_beside_the_new_thing_stays(town_parser: Parser) -> None:
    question = understand(town_parser, "那桥梁呢", ["打通断头路要投入多少资金？"])
    assert terms(question) >= {"桥梁", "打通", "投入", "资金"}


@pytest.mark.parametrize(
    "context",
    [["谁要修复古村落？"], ["谁要修复古村落？", "地铁呢"], ["新学校什么时候投入使用？"], ["教师补贴是多少？"]],
)
def test_a_thing_nobody_speaks_of_does_not_get_the_answer_before(town_engine, context: list[str]) -> None:
    answer = town_engine.answer("那机场呢", context)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.missing == ("机场",)


def test_an_aspect_asked_of_a_thing_keeps_it(town_parser: Parser) -> None:
    assert "桥梁" in terms(understand(town_parser, "什么时候建成", ["市长要新建什么？", "桥梁呢"]))


@pytest.mark.parametrize("message", ["她负责什么", "详细说说", "还有吗"])
def test_a_turn_without_a_topic_leaves_none_to_the_next(town_parser: Parser, message: str) -> None:
    question = understand(town_parser, "那教育局呢", [message])
    assert (question.kind, question.terms) == (QuestionKind.SPEAKER, ())


def test_what_else_is_not_what_was_asked_before(town_parser: Parser) -> None:
    question = understand(town_parser, "她还说了什么", ["谁提到了教师补贴？"])
    assert (question.kind, question.speakers, question.terms) == (QuestionKind.SPEAKER, ("周明兰",), ())


def test_what_somebody_is_in_charge_of_is_the_office(town_parser: Parser) -> None:
    question = understand(town_parser, "她负责什么", ["周明兰"])
    assert (question.kind, question.speakers) == (QuestionKind.SPEAKER, ("周明兰",))


def test_a_bare_who_takes_over_the_topic_and_nobody(town_parser: Parser) -> None:
    question = understand(town_parser, "谁提到了", ["市长提到茶叶了吗", "田小禾呢"])
    assert question.speakers == ()
    assert "茶叶" in terms(question)


def test_who_is_in_charge_is_asked_of_the_topic(town_parser: Parser) -> None:
    assert terms(understand(town_parser, "谁负责", ["古村落修复几处"])) == {"古村落", "修复"}


def test_how_somebody_sees_it_is_asked_of_the_topic(town_parser: Parser) -> None:
    question = understand(town_parser, "教育局怎么看", ["谁要新建学校？"])
    assert question.speakers == ("周明兰",)
    assert "学校" in terms(question)


@pytest.mark.parametrize(
    "message",
    [
        "数字化改造是谁说的",
        "有没有人提到教育",
        "营商环境怎么优化",
        "航空航天",
        "zero accidents who said it",
        "一共几个人发言",
    ],
)
def test_a_short_question_with_a_topic_of_its_own_takes_over_nobody(shipped, message: str) -> None:
    assert understand(shipped.parser, message, ["陈磊怎么防疫"]).inherited == ""


@pytest.mark.parametrize("message", ["房价是多少", "三年目标几年完成", "信息化有哪些要求", "有没有提到奥运会"])
def test_what_the_speaker_before_does_not_answer_is_asked_of_everybody(shipped, message: str) -> None:
    answer = shipped.answer(message, ["陈磊怎么防疫"])
    assert answer == shipped.answer(message)
    assert answer.question.speakers == ()


def test_a_short_question_that_the_speaker_before_answers_stays_with_that_speaker(shipped) -> None:
    answer = shipped.answer("都有哪些行业", ["应急局的百日攻坚是什么"])
    assert answer.question.speakers == ("徐向明",)
    assert "危化品" in answer.quotes[0].text
