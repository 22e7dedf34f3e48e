"""The answers are as good as the project promises, on the questions it was built with and on those it was not.

Only floors stand here; ``whosaid eval`` shows the figures themselves.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bot.answering.engine import Engine, build_engine
from bot.config import MeetingSettings, RetrievalSettings, Settings
from bot.evaluation.metrics import Figures, measure
from bot.evaluation.questions import read_judged_topics
from bot.evaluation.run import ask


def figures_of(engine: Engine, questions: Path) -> Figures:
    """Ask a question set and measure the answers."""
    topics = read_judged_topics(questions)
    records = {record.id: record for record in ask(engine, topics, reply_text=lambda _: "")}
    return measure(topics, records, engine.meeting)


@pytest.mark.parametrize(
    ("name", "answer", "reject", "overreject"),
    [("taicang", 0.90, 0.97, 0.04), ("taicang-heldout", 0.84, 0.93, 0.07), ("taicang-blind", 0.80, 0.80, 0.10)],
)
def test_questions_on_the_shipped_meeting_are_answered_or_declined(
    engine: Engine, root: Path, name: str, answer: float, reject: float, overreject: float
) -> None:
    figures = figures_of(engine, root / "tests/relevance" / f"{name}.jsonl")
    assert figures.answer.value >= answer
    assert figures.reject.value >= reject
    assert figures.overreject.value <= overreject
    assert figures.verbatim.value == 1.0
    assert figures.attributed.value == 1.0
    assert figures.focus <= 60


def test_words_alone_answer_most_questions(settings: Settings, root: Path) -> None:
    lexical = msgspec.structs.replace(settings, retrieval=RetrievalSettings(encoder="none"))
    figures = figures_of(build_engine(lexical), root / "tests/relevance/taicang.jsonl")
    assert figures.answer.value >= 0.85
    assert figures.reject.value >= 0.97


@pytest.mark.parametrize(
    ("name", "answer", "reject"),
    [
        ("legco-cm1031", 0.62, 0.80),
        ("mofa-2017-05", 0.76, 0.80),
        ("mofa-2018-04", 0.62, 0.55),
        ("legco-cm0220-b", 0.50, 0.60),
        ("gwr-2012", 0.58, 0.55),
    ],
)
def test_questions_on_other_meetings_are_answered_by_words_alone_too(
    settings: Settings, root: Path, name: str, answer: float, reject: float
) -> None:
    source = root.parent / "shared/eval/digests" / f"{name}.txt"
    if not source.exists():
        pytest.skip("the public digests are not beside the repository")
    other = msgspec.structs.replace(
        settings, meeting=MeetingSettings(source=source), retrieval=RetrievalSettings(encoder="none")
    )
    figures = figures_of(build_engine(other), root / "tests/relevance" / f"{name}.jsonl")
    assert figures.answer.value >= answer
    assert figures.reject.value >= reject
    assert figures.verbatim.value == 1.0
    assert figures.attributed.value == 1.0
