"""Passages are ordered by named figures alone."""

from __future__ import annotations

import pytest

from bot.answering.parsing import Parser
from bot.answering.ranking import WEIGHTS, rank
from bot.answering.search import Search
from bot.retrieval.index import MeetingIndex

QUESTIONS = ["谁要修复古村落？", "教师补贴有多少？", "谁说药品价格下降8%？", "what about tea"]


@pytest.mark.parametrize("message", QUESTIONS)
def test_every_feature_has_a_weight_and_every_weight_a_feature(
    town_parser: Parser, town_search: Search, message: str
) -> None:
    for item in town_search.ranked(town_parser.parse(message)):
        assert item.scored.features.keys() == WEIGHTS.keys()


@pytest.mark.parametrize("message", QUESTIONS)
def test_the_weighed_features_make_the_score(town_parser: Parser, town_search: Search, message: str) -> None:
    for item in town_search.ranked(town_parser.parse(message)):
        expected = sum(WEIGHTS[name] * value for name, value in item.scored.features.items())
        assert item.score == pytest.approx(expected)


def test_without_an_encoder_meaning_adds_nothing(town_parser: Parser, town_search: Search) -> None:
    for item in town_search.ranked(town_parser.parse("谁要修复古村落？")):
        assert item.scored.features["meaning"] == item.scored.features["detail"] == 0.0


def test_the_best_comes_first_and_all_are_ranked(town_parser: Parser, town_search: Search) -> None:
    ranked = town_search.ranked(town_parser.parse("谁要修复古村落？"))
    scores = [item.score for item in ranked]
    assert scores == sorted(scores, reverse=True)
    assert len(ranked) == len(town_search.index.passages)
    assert "古村落" in ranked[0].scored.passage.text


def test_equal_scores_keep_the_order_of_the_meeting(town_parser: Parser, town_index: MeetingIndex) -> None:
    candidates = town_index.candidates("直升机", None)
    ranked = rank(town_parser.parse("谁买直升机"), town_index, candidates)
    assert len({item.score for item in ranked}) == 1
    assert [item.candidate.number for item in ranked] == list(range(len(candidates)))


def test_nothing_to_rank_is_an_empty_ranking(town_parser: Parser, town_index: MeetingIndex) -> None:
    assert rank(town_parser.parse("谁要修桥"), town_index, []) == []


def test_a_named_speaker_is_asked_alone(town_parser: Parser, town_search: Search) -> None:
    ranked = town_search.ranked(town_parser.parse("补贴"), ["周明兰"])
    assert {item.scored.passage.speech.speaker for item in ranked} == {"周明兰"}


def test_the_number_asked_about_outranks_another_number(town_parser: Parser, town_search: Search) -> None:
    best = town_search.ranked(town_parser.parse("谁说下降8%？"))[0]
    assert "8%" in best.scored.passage.text
    assert "18%" not in best.scored.passage.text
