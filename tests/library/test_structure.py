"""Offsets kept as stretches are the numbers they were made of."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.reader import read_meeting
from bot.library.structure import OutdatedStructureError, Stretches, decode_meeting, encode_meeting

NUMBERS = st.lists(st.integers(1, 4), max_size=60).map(lambda steps: list(accumulate(steps)))


@given(NUMBERS)
def test_stretches_are_the_numbers_they_were_made_of(numbers: list[int]):
    kept = Stretches.of(numbers)
    assert list(kept) == numbers
    assert [kept[place] for place in range(len(kept))] == numbers
    assert len(kept) == len(numbers)
    assert list(kept[1:-1]) == numbers[1:-1]
    if numbers:
        assert kept[-1] == numbers[-1]
    with pytest.raises(IndexError):
        kept[len(numbers)]


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_range_is_one_stretch(start: int, size: int):
    kept = Stretches.of(range(start, start + size))
    assert list(kept) == list(range(start, start + size))
    assert len(kept.parts[0]) == min(1, size)


def test_every_quote_of_the_shipped_meeting_is_the_same_after_it_was_written(meeting):
    again = decode_meeting(encode_meeting(meeting), meeting.source.path)
    for one, other in zip(meeting.voices, again.voices, strict=True):
        assert [one.source_span(span) for span in one.paragraphs] == [
            other.source_span(span) for span in other.paragraphs
        ]


def test_half_a_structure_is_outdated(spring: Path):
    written = encode_meeting(read_meeting(spring))
    for half in (written[: len(written) // 2], b"", written[:-1]):
        with pytest.raises(OutdatedStructureError):
            decode_meeting(half, spring)
