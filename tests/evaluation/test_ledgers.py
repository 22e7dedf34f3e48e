"""Ledgers written by hand, and what is measured by them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.pledges import read_pledges
from bot.corpus.reader import read_meeting
from bot.errors import QuestionSetError
from bot.evaluation.ledgers import LedgerLine, measure_ledger, read_ledger
from bot.types import Meeting, Pledge, Span


@pytest.fixture(scope="module")
def lines(root: Path) -> tuple[LedgerLine, ...]:
    return read_ledger(root / "tests/relevance/ledgers/taicang.jsonl")


@pytest.fixture(scope="module")
def pledges(meeting: Meeting) -> tuple[Pledge, ...]:
    return read_pledges(meeting)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(**line: object) -> Path:
        path = tmp_path / "ledger.jsonl"
        path.write_text(json.dumps({"id": "p-1", "text": "新建10所"} | line), encoding="utf-8")
        return path

    return write


def test_the_ledger_of_the_shipped_meeting_is_found_whole_and_nothing_else(lines, pledges, meeting):
    figures = measure_ledger(lines, pledges, meeting)
    assert (figures.missed, figures.wrong, figures.forbidden) == ((), (), ())
    assert figures.recall.count == 17
    assert figures.comparator.value == figures.deadline.value == 1.0


def test_another_number_another_unit_another_speaker_or_another_place_is_a_miss(lines, pledges, meeting):
    def recall(**changes: object) -> float:
        return measure_ledger([replaced(lines[0], changes)], pledges, meeting).recall.value

    assert recall() == 1.0
    assert recall(low=4) == 0.0
    assert recall(unit="家") == 0.0
    assert recall(speaker="王晓红") == 0.0
    assert recall(text=lines[2].text) == 0.0
    assert recall(text="5至6个") == 0.0  # the number alone is not the pledge


def replaced(line: LedgerLine, changes: dict[str, object]) -> LedgerLine:
    return LedgerLine(**{name: getattr(line, name) for name in line.__struct_fields__} | changes)


def test_a_pledge_found_twice_is_wrong_once(lines, pledges, meeting):
    numbered = [pledge for pledge in pledges if pledge.quantity]
    figures = measure_ledger(lines, [*numbered, numbered[0]], meeting)
    assert figures.precision.value == pytest.approx(17 / 18)
    assert figures.wrong == (numbered[0],)


def test_a_condition_taken_for_the_goal_is_named(lines, pledges, meeting):
    goal = next(pledge for pledge in pledges if pledge.quantity)
    text = goal.quote.speech.text
    start = text.index("超10亿元")
    condition = replace(goal.quantity, low=1e9, high=1e9, unit="元", span=Span(start, start + 5))
    wrong = replace(goal, quantity=condition)
    (found,) = measure_ledger(lines, [wrong], meeting).forbidden
    assert found[0].text == "超10亿元制造业项目"


def test_a_line_that_counts_has_a_number(write):
    with pytest.raises(QuestionSetError, match=r"low: is missing"):
        read_ledger(write())
    assert read_ledger(write(counts="no"))[0].low is None


def test_an_unknown_comparator_is_named(write):
    with pytest.raises(QuestionSetError, match=r"comparator: 'about' is none of"):
        read_ledger(write(low=10, unit="所", comparator="about"))


@pytest.mark.parametrize("name", ["gwr-2011", "legco-cm0227-b", "legco-cm1024-b", "legco-cm1031"])
def test_pledges_of_other_meetings_are_found(root, name):
    digest = root.parent / "shared" / "eval" / "digests" / f"{name}.txt"
    if not digest.exists():
        pytest.skip("the public digests are not part of this repository")
    meeting = read_meeting(digest)
    lines = read_ledger(root / f"tests/relevance/ledgers/{name}.jsonl")
    figures = measure_ledger(lines, read_pledges(meeting), meeting)
    assert figures.precision.value >= 0.95
    assert figures.recall.value >= 0.95
    assert figures.forbidden == ()
