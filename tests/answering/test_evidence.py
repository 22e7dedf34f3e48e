"""Whether a ranking answers is judged by what the passage holds."""

from __future__ import annotations

import pytest

from bot.answering.evidence import Verdict, claims_done, judge, missing_terms, states_plan
from bot.answering.parsing import Parser
from bot.answering.search import Search


def verdict(parser: Parser, search: Search, message: str) -> Verdict:
    """Judge the ranking of a message."""
    question = parser.parse(message)
    return judge(question, search.ranked(question, question.speakers), search.index)


@pytest.mark.parametrize(
    "message", ["谁要修复古村落？", "教师专项补贴有多少万元？", "新学校什么时候投入使用？", "谁说药品价格下降8%？"]
)
def test_a_passage_that_says_it_answers(town_parser: Parser, town_search: Search, message: str) -> None:
    assert verdict(town_parser, town_search, message) is Verdict.ANSWERS


@pytest.mark.parametrize("message", ["谁会买直升机？", "周明兰提到航天飞机了吗", "航天飞机有几架？"])
def test_what_nobody_said_is_silence(town_parser: Parser, town_search: Search, message: str) -> None:
    assert verdict(town_parser, town_search, message) is Verdict.SILENT


def test_another_number_on_the_topic_is_no_answer(town_parser: Parser, town_search: Search) -> None:
    assert verdict(town_parser, town_search, "谁说药品价格下降18%？") is not Verdict.ANSWERS
    assert verdict(town_parser, town_search, "教师专项补贴900万元是谁说的") is not Verdict.ANSWERS


def test_an_empty_ranking_is_silence(town_parser: Parser, town_search: Search) -> None:
    assert judge(town_parser.parse("谁要修桥"), [], town_search.index) is Verdict.SILENT


def test_words_are_told_apart_by_whether_the_meeting_has_them(town_parser: Parser, town_search: Search) -> None:
    found, missing = missing_terms(town_parser.parse("谁给教师买直升机？"), town_search.index)
    assert "教师" in found
    assert "直升机" in missing


def test_a_plan_is_no_achievement() -> None:
    assert states_plan("力争年内建成学校12所")
    assert not states_plan("今年以来已建成学校12所")


def test_asking_what_has_been_done_is_told_from_asking_what_will_be(town_parser: Parser) -> None:
    assert claims_done(town_parser.parse("学校已经建成多少所？"))
    assert not claims_done(town_parser.parse("学校要建多少所？"))
