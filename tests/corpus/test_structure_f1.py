"""How well the structure of forty digests in four layouts is read, their columns broken: F-measure by element."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.types import squash

DIGESTS = Path(__file__).resolve().parents[3] / "shared" / "eval" / "digests"

pytestmark = pytest.mark.skipif(not DIGESTS.is_dir(), reason="../shared/eval/digests is not there")


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict, dict]]:
    """Return for each digest its elements as they are, and as they are read."""
    found = []
    for path in sorted(DIGESTS.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))["speeches"]
        read = read_meeting(path.with_suffix(".txt")).speeches
        expected = {
            "speaker": [speech["speaker"] for speech in truth],
            "role": [(speech["speaker"], speech["title"]) for speech in truth],
            "heading": [speech["section"] for speech in truth if speech["section"]],
            "paragraph": [squash(words) for speech in truth for words in speech["paragraphs"]],
        }
        got = {
            "speaker": [speech.speaker for speech in read],
            "role": [(speech.speaker, speech.role) for speech in read],
            "heading": [speech.section for speech in read if speech.section],
            "paragraph": [squash(span.of(speech.text)) for speech in read for span in speech.paragraphs],
        }
        found.append((expected, got))
    return found


@pytest.mark.parametrize(("element", "floor"), [("speaker", 1.0), ("role", 1.0), ("heading", 1.0), ("paragraph", 0.98)])
def test_the_structure_is_read(pairs, element, floor):
    hits = sum((Counter(expected[element]) & Counter(got[element])).total() for expected, got in pairs)
    all_of_them = sum(len(expected[element]) + len(got[element]) for expected, got in pairs)
    assert 2 * hits / all_of_them >= floor


def test_no_word_is_lost_or_added(pairs):
    for expected, got in pairs:
        assert Counter("".join(expected["paragraph"])) == Counter("".join(got["paragraph"]))
