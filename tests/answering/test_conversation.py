"""A short question takes over what the one before it left standing."""

from __future__ import annotations

import pytest

from bot.answering.conversation import understand
from bot.answering.parsing import Parser
from bot.types import QuestionKind


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
