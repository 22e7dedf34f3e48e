"""People of a record of turns, who are called by name or by office alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.engine import Engine
from bot.corpus.reader import parse_meeting
from bot.retrieval.index import MeetingIndex
from bot.store.vectors import VectorStore
from bot.types import QuestionKind, SourceText

RECORD = """# 街道议事会记录

主席：各位请就座，会议现在开始。今日先听水务的报告。

Mary O'Neill-Chan：请问老街的路灯何时修好？雨季之前修得完吗？

何敏：路灯修缮本月完工，另添六十盏。下半年清淤河道8公里。
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    meeting = parse_meeting(SourceText(RECORD, Path("record.txt"), "0" * 64))
    assert meeting.speakers == ("主席", "Mary O'Neill-Chan", "何敏")
    return Engine(MeetingIndex(meeting, None, VectorStore(None)))


@pytest.mark.parametrize(
    "question", ["What did Mary O'Neill-Chan ask?", "What did Ms O'Neill-Chan say?", "what has Mary O’Neill-Chan asked"]
)
def test_what_somebody_asked_is_quoted_of_them(engine, question):
    answer = engine.answer(question)
    assert answer.question.kind is QuestionKind.SPEAKER
    assert "路灯何时修好" in answer.quotes[0].text
    assert {quote.speech.speaker for quote in answer.quotes} == {"Mary O'Neill-Chan"}


def test_what_somebody_asked_is_quoted_in_chinese_too(engine):
    assert "路灯何时修好" in engine.answer("Mary O'Neill-Chan问了什么？").quotes[0].text


def test_an_office_that_is_the_name_is_not_quoted_beside_it(engine):
    quotes = engine.answer("主席是谁").quotes
    assert quotes
    assert {quote.speech.speaker for quote in quotes} == {"主席"}
