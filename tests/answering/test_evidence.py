"""Whether a ranking answers is judged by what the passage holds."""

from __future__ import annotations

import pytest

from bot.answering.evidence import Verdict, decisive, evidence, judge, missing_terms
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


def test_what_is_only_planned_does_not_answer_whether_it_is_done(town_parser: Parser, town_search: Search) -> None:
    assert verdict(town_parser, town_search, "是不是已经修复古村落6处？") is Verdict.SAID_OTHERWISE
    assert verdict(town_parser, town_search, "人民医院门诊量是不是已经同比增长18%？") is Verdict.ANSWERS


def test_a_figure_counts_as_evidence_only_with_its_own_words(town_parser: Parser, town_search: Search) -> None:
    asked = town_parser.parse("加装电梯多少部？")
    best = town_search.ranked(asked)[0]
    assert evidence(asked, best, town_search.index)["figure"] == pytest.approx(1.0)
    other = town_parser.parse("老旧小区外墙粉刷多少栋？")
    assert evidence(other, best, town_search.index)["figure"] < 0.6


def test_how_far_somebody_else_is_ahead_is_evidence_against_an_answer(town_parser: Parser, town_search: Search) -> None:
    question = town_parser.parse("谁要修复古村落？")
    ranked = town_search.ranked(question)
    assert judge(question, ranked, town_search.index) is Verdict.ANSWERS
    assert judge(question, ranked, town_search.index, lead=5.0) is Verdict.SILENT


@pytest.mark.parametrize("message", ["谁要修复古村落6处？", "教师专项补贴有多少万元？", "推广高山茶叶种植多少亩"])
def test_words_said_as_they_stand_decide_alone(town_parser: Parser, town_search: Search, message: str) -> None:
    question = town_parser.parse(message)
    assert decisive(question, town_search.ranked(question), town_search.index)


@pytest.mark.parametrize("message", ["谁管老街坊的日子？", "孩子们玩得够不够", "欧阳文涛怎么保护古村落？"])
def test_other_words_or_somebody_else_leave_it_to_meaning(
    town_parser: Parser, town_search: Search, message: str
) -> None:
    question = town_parser.parse(message)
    assert not decisive(question, town_search.ranked(question), town_search.index)


def test_nothing_ranked_needs_no_meaning(town_parser: Parser, town_search: Search) -> None:
    assert decisive(town_parser.parse("谁要修桥"), [], town_search.index)


def test_a_word_that_nobody_says_in_any_wording_is_evidence_against(town_parser: Parser, town_search: Search) -> None:
    said = town_parser.parse("老百姓的药价降了吗")
    silent = town_parser.parse("云岭镇的GDP是多少")
    best = town_search.ranked(silent)[0]
    assert evidence(silent, best, town_search.index)["unsaid"] > 0.4
    assert evidence(said, town_search.ranked(said)[0], town_search.index)["unsaid"] < 0.4


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("专项补贴800万元、周转房200套是谁说的", Verdict.SAID_OTHERWISE),  # one number of two is wrong
        ("门诊量同比下降18%是谁说的", Verdict.SAID_OTHERWISE),  # the other way round
        ("茶农人均增收翻一番是谁说的", Verdict.SAID_OTHERWISE),
        ("专项补贴800万元、周转房150套是谁说的", Verdict.ANSWERS),
        ("800万是谁的目标", Verdict.ANSWERS),  # a word of no substance is no other topic
    ],
)
def test_all_numbers_of_a_claim_must_stand_as_claimed(
    town_parser: Parser, town_search: Search, message: str, expected: Verdict
) -> None:
    assert verdict(town_parser, town_search, message) is expected


@pytest.mark.parametrize("message", ["谁提到气候变化？", "特朗普", "谁谈到了航天飞机"])
def test_a_topic_that_nobody_touches_is_silence(town_parser: Parser, town_search: Search, message: str) -> None:
    assert verdict(town_parser, town_search, message) is Verdict.SILENT
