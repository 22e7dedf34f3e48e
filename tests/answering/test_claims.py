"""A question's claims hold exactly: something done is no plan, and its numbers stand with its topic."""

from __future__ import annotations

import pytest

from bot.answering.claims import claims_done, numbers_on_topic, states_done, states_plan
from bot.answering.parsing import Parser
from bot.answering.search import Search


def test_a_plan_is_no_achievement() -> None:
    assert not states_done("力争年内建成学校12所")
    assert states_plan("力争年内建成学校12所")
    assert states_done("今年以来已建成学校12所")
    assert not states_plan("今年以来已建成学校12所")


def test_asking_what_has_been_done_is_told_from_asking_what_will_be(town_parser: Parser) -> None:
    assert claims_done(town_parser.parse("学校已经建成多少所？"))
    assert not claims_done(town_parser.parse("学校要建多少所？"))


@pytest.mark.parametrize(
    ("message", "holds"),
    [("教师专项补贴800万元是谁说的", True), ("教师专项补贴900万元是谁说的", False), ("教师专项补贴有多少万元？", True)],
)
def test_the_numbers_of_a_claim_stand_with_its_topic(
    town_parser: Parser,
    town_search: Search,
    message: str,
    holds: bool,  # noqa: FBT001 - drawn
) -> None:
    question = town_parser.parse(message)
    assert numbers_on_topic(question, town_search.ranked(question), town_search.index) is holds
