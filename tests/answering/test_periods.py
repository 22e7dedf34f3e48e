"""What was done and what comes next are parts of a speech."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.answering.periods import Period, period


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("今年以来，治安案件下降", Period.PAST),
        ("下一步，医院将推行", Period.NEXT),
        ("前几个月干得怎么样", Period.PAST),
        ("接下来的打算", Period.NEXT),
        ("坚持夜间巡逻", None),
        ("新学期，图书馆将延长开放", Period.NEXT),
        ("上学期，图书馆借出图书3万册", Period.PAST),
        ("暑假期间完成改造", Period.PAST),
        ("下一步，在去年基础上再压减三成", Period.NEXT),
        ("四季度的目标是什么", Period.NEXT),
        ("已经完成了哪些工作", Period.PAST),
    ],
)
def test_words_tell_the_time(text: str, when: Period | None) -> None:
    assert period(text) is when


@pytest.mark.parametrize("message", ["云岭镇前几个月干得怎么样", "田小禾今年以来成绩如何"])
def test_how_somebody_did_is_answered_with_what_was_done(town_engine: Engine, message: str) -> None:
    answer = town_engine.answer(message)
    assert [quote.text for quote in answer.quotes] == ["今年以来，云岭镇治安案件下降两成。"]


def test_what_comes_next_is_answered_with_plans(town_engine: Engine) -> None:
    quotes = town_engine.answer("人民医院下一步有什么打算").quotes
    assert quotes[0].text.startswith("下一步，医院将推行")
    assert not any("今年以来" in quote.text for quote in quotes)


def test_compared_are_the_same_times(town_engine: Engine) -> None:
    answer = town_engine.answer("人民医院跟云岭镇今年以来的成绩对比一下")
    assert {quote.speech.speaker for quote in answer.quotes} == {"高志远", "田小禾"}
    assert all("今年以来" in quote.text for quote in answer.quotes)


def test_what_a_passage_aims_at_names_no_time(town_engine: Engine) -> None:
    quotes = town_engine.answer("周明兰今年以来的成绩").quotes
    assert [quote.text for quote in quotes] == ["今年以来，教育局新增学位3000个，课后服务实现全覆盖。"]


@pytest.mark.parametrize(
    "message", ["田小禾的目标是什么", "云岭镇的重点工作", "田小禾四季度要做什么", "云岭镇有哪些要求"]
)
def test_what_any_speech_is_made_of_is_no_topic(town_engine: Engine, message: str) -> None:
    quotes = town_engine.answer(message).quotes
    assert quotes
    assert quotes[0].text.startswith("云岭镇将修复古村落6处")


@pytest.mark.parametrize("message", ["取得了哪些成绩", "各部门今年以来的工作成效分别是什么", "已经完成了哪些工作"])
def test_what_was_done_is_asked_of_everybody_when_nobody_is_named(town_engine: Engine, message: str) -> None:
    answer = town_engine.answer(message)
    assert {quote.speech.speaker for quote in answer.quotes} == set(town_engine.meeting.speakers)
    assert all("今年以来" in quote.text for quote in answer.quotes)


@pytest.mark.parametrize(
    "message", ["四季度怎么干", "下一步怎么办", "各单位的目标", "有什么计划", "What are the goals?"]
)
def test_what_comes_next_is_asked_of_everybody_when_nobody_is_named(town_engine: Engine, message: str) -> None:
    answer = town_engine.answer(message)
    assert len({quote.speech.speaker for quote in answer.quotes}) > 2
    assert not any("今年以来" in quote.text for quote in answer.quotes)


def test_a_part_of_a_speech_asked_for_after_somebody_is_of_that_speaker(town_engine: Engine) -> None:
    answer = town_engine.answer("目标呢", ["高志远今年以来的成绩"])
    assert answer.speakers == ("高志远",)
