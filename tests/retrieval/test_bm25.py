"""BM25 over a collection: rare words count, repetitions soon stop to, length is held against a text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.bm25 import BM25

words = st.lists(st.sampled_from("水电路桥学医"), max_size=8)


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    index = BM25([["道路", "修"], ["道路", "桥"], ["道路", "水"], ["医院", "修"]])
    assert index.scores(["医院"])[3] > index.scores(["道路"])[0] > 0


def test_the_score_is_the_textbooks() -> None:
    index = BM25([["水", "水"], ["电"]], k1=1.2, b=0.75)
    saturation = 1.2 * (1 - 0.75 + 0.75 * 2 / 1.5)
    assert index.scores(["水"])[0] == pytest.approx(np.log(2.0) * 2 * 2.2 / (2 + saturation))


def test_repeating_a_word_in_the_question_changes_nothing() -> None:
    index = BM25([["水", "电"], ["路"]])
    assert index.scores(["水", "水"]).tolist() == index.scores(["水"]).tolist()


def test_of_two_texts_with_the_word_the_shorter_comes_first() -> None:
    short, long = BM25([["水", "厂"], ["水", "厂", "路", "桥", "学", "医"], ["电"]]).scores(["水"])[:2]
    assert short > long


@given(st.lists(words, min_size=1, max_size=6), words)
def test_only_texts_that_share_a_word_have_a_score(documents: list[list[str]], question: list[str]) -> None:
    scores = BM25(documents).scores(question)
    assert [score > 0 for score in scores] == [bool(set(text) & set(question)) for text in documents]


@given(st.lists(words, min_size=1, max_size=6))
def test_no_question_scores_more_than_the_text_itself(documents: list[list[str]]) -> None:
    index = BM25(documents)
    own = index.own_scores()
    assert all(index.scores(text)[number] == pytest.approx(own[number]) for number, text in enumerate(documents))
