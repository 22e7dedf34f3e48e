"""Two questions in one message."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.answering.parsing import Parser
from bot.answering.several import separate
from bot.types import AnswerStatus


@pytest.mark.parametrize(
    "message",
    [
        "谁要修复古村落？教师专项补贴有多少？",
        "Who talks about tea? How many bridges will be built?",
        "谁要修复古村落，周明兰怎么发补贴？",
        "欧阳文涛新建几座桥梁，周明兰新建几所学校",
    ],
)
def test_two_questions_are_told_apart(town_parser: Parser, message: str) -> None:
    assert len(separate(town_parser, message)) == 2


@pytest.mark.parametrize(
    "message",
    [
        "谁要修复古村落？",
        "古村落要修复吗？谁说的？",
        "你好？谁要修复古村落？",
        "谁要修复古村落？？",
        "古村落修不修了，我家在那边？真的？",
        "谁提到古村落，怎么修复的？",
        "周明兰怎么说补贴，周明兰的补贴是多少？",
        "新建几座桥梁，什么时候通车",
    ],
)
def test_what_leans_on_its_neighbour_is_no_question_of_its_own(town_parser: Parser, message: str) -> None:
    assert separate(town_parser, message) == ((message, ()),)


def test_each_question_is_answered_and_the_best_quotes_come_first(town_engine: Engine) -> None:
    answer = town_engine.answer("谁要修复古村落？教师专项补贴有多少万元？")
    assert answer.status is AnswerStatus.ANSWERED
    assert "古村落" in answer.quotes[0].text
    assert "800万元" in answer.quotes[1].text
    assert set(answer.speakers) == {"田小禾", "周明兰"}
    assert answer.missing == ()


def test_the_question_without_an_answer_is_named(town_engine: Engine) -> None:
    answer = town_engine.answer("谁要修复古村落？直升机买几架？")
    assert answer.status is AnswerStatus.ANSWERED
    assert {quote.speech.speaker for quote in answer.quotes} == {"田小禾"}
    assert "直升机" in answer.missing


def test_when_neither_is_answered_the_first_no_stands(town_engine: Engine) -> None:
    message = "直升机买几架？航天飞机谁来开？"
    answer = town_engine.answer(message)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.question.text == message


def test_a_question_that_points_back_keeps_the_one_before(town_engine: Engine) -> None:
    answer = town_engine.answer("周明兰给教师发多少补贴？她还要新建多少所中小学校？")
    assert [quote.speech.speaker for quote in answer.quotes[:2]] == ["周明兰", "周明兰"]
    assert "12所" in answer.quotes[1].text


def test_of_a_wrong_premise_in_one_of_two_the_right_speaker_is_quoted(town_engine: Engine) -> None:
    answer = town_engine.answer("谁要修复古村落？田小禾要给教师发800万元专项补贴吗？")
    assert answer.status is AnswerStatus.ANSWERED
    assert {quote.speech.speaker for quote in answer.quotes} == {"田小禾", "周明兰"}
