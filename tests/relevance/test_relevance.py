"""The answers are as good as the project promises, on the questions it was built with and on those it was not.

Only floors stand here; ``whosaid eval`` shows the figures themselves.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bot.answering.engine import Engine, build_engine
from bot.config import MeetingSettings, Settings
from bot.evaluation.metrics import Figures, measure
from bot.evaluation.questions import read_judged_topics
from bot.evaluation.run import ask


def figures_of(engine: Engine, questions: Path) -> Figures:
    """Ask a question set and measure the answers."""
    topics = read_judged_topics(questions)
    records = {record.id: record for record in ask(engine, topics, reply_text=lambda _: "")}
    return measure(topics, records, engine.meeting)


@pytest.mark.parametrize(("name", "most"), [("taicang", 0.05), ("taicang-heldout", 0.08)])
def test_questions_on_the_shipped_meeting_are_answered_or_declined(
    engine: Engine, root: Path, name: str, most: float
) -> None:
    figures = figures_of(engine, root / "tests/relevance" / f"{name}.jsonl")
    assert figures.answer.value >= 0.75
    assert figures.hit3.value >= 0.85
    assert figures.reject.value >= 0.60
    assert figures.overreject.value <= most
    assert figures.verbatim.value == 1.0
    assert figures.attributed.value == 1.0


@pytest.mark.parametrize(("name", "floor"), [("legco-cm1031", 0.55), ("mofa-2017-05", 0.70)])
def test_questions_on_other_meetings_are_answered_too(settings: Settings, root: Path, name: str, floor: float) -> None:
    source = root.parent / "shared/eval/digests" / f"{name}.txt"
    if not source.exists():
        pytest.skip("the public digests are not beside the repository")
    engine = build_engine(msgspec.structs.replace(settings, meeting=MeetingSettings(source=source)))
    figures = figures_of(engine, root / "tests/relevance" / f"{name}.jsonl")
    assert figures.answer.value >= floor
    assert figures.reject.value >= 0.60
    assert figures.verbatim.value == 1.0
    assert figures.attributed.value == 1.0
