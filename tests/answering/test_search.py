"""Meanings are compared only where words leave a question open, and of a long message only its content."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answering.parsing import Parser
from bot.answering.search import Search
from bot.retrieval.index import MeetingIndex
from bot.store.vectors import VectorStore
from bot.types import Meeting


class Counting:
    """An encoder that notes what it is asked, and sees in a text the counts of a few characters."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode_query(self, text: str) -> np.ndarray:
        self.asked.append(text)
        return self._vector(text)

    def encode_passages(self, texts: list[str]) -> np.ndarray:
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    @staticmethod
    def _vector(text: str) -> np.ndarray:
        counts = np.array([1.0, *(text.count(character) for character in "教学医药桥村茶")], dtype=np.float32)
        return counts / np.linalg.norm(counts)


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def search(town: Meeting, encoder: Counting) -> Search:
    return Search(MeetingIndex(town, encoder, VectorStore(None)))


def test_words_said_as_they_stand_need_no_meaning(search: Search, town_parser: Parser, encoder: Counting) -> None:
    ranked = search.ranked(town_parser.parse("谁要修复古村落6处？"))
    assert ranked[0].scored.passage.speech.speaker == "田小禾"
    assert encoder.asked == []


def test_other_words_are_compared_in_meaning(search: Search, town_parser: Parser, encoder: Counting) -> None:
    ranked = search.ranked(town_parser.parse("谁管老街坊的日子？"))
    assert len(encoder.asked) == 1
    assert any(item.scored.features["meaning"] for item in ranked)


def test_a_question_is_compared_once_however_often_it_is_ranked(
    search: Search, town_parser: Parser, encoder: Counting
) -> None:
    question = town_parser.parse("谁管老街坊的日子？")
    search.ranked(question)
    search.ranked(question, ("田小禾",))
    assert len(encoder.asked) == 1


def test_of_a_long_message_only_the_content_is_compared(search: Search, town_parser: Parser, encoder: Counting) -> None:
    question = town_parser.parse("您好，" + "我昨天从老家回来，路上和邻居说起来，" * 8 + "想问问老街坊的日子谁来管？")
    search.ranked(question)
    assert all(len(text) <= 90 for text in encoder.asked)
