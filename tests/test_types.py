"""The vocabulary: spans, squashed text, speeches, passages."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.types
from bot.types import Meeting, Passage, Span, squash

_SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 2), (-2, -1)])
def test_a_negative_or_reversed_range_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_counts_code_points() -> None:
    assert Span(1, 3).of("𠮷野家") == "野家"
    assert len(Span(1, 3)) == 2


@given(_SPANS, _SPANS)
def test_spans_cover_and_overlap_as_their_sets_of_places_do(left: Span, right: Span) -> None:
    ours, theirs = set(range(left.start, left.end)), set(range(right.start, right.end))
    if ours and theirs:
        assert left.overlaps(right) == bool(ours & theirs)
        assert left.covers(right) == (theirs <= ours)


def test_values_do_not_change(meeting: Meeting) -> None:
    with pytest.raises(FrozenInstanceError):
        meeting.title = "别的会议"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Span(0, 1).start = 1  # type: ignore[misc]


def test_squashed_text_has_no_whitespace_of_any_kind() -> None:
    assert squash(" 同比\r\n增长\u3000\u00a0\t8%\u200b以上\ufeff ") == "同比增长8%以上"


@given(st.text())
def test_squashing_leaves_every_visible_character(text: str) -> None:
    assert squash(text) == "".join(c for c in text if not c.isspace() and c not in "\u200b\ufeff")


def test_a_span_of_a_speech_leads_to_the_source(meeting: Meeting) -> None:
    speech = meeting.speeches[0]
    start = speech.text.index("今年以来")
    assert speech.source_span(Span(start, start + 4)).of(meeting.source.text) == "今年以来"


def test_what_is_no_part_of_a_speech_has_no_place_in_the_source(meeting: Meeting) -> None:
    speech = meeting.speeches[0]
    for span in (Span(3, 3), Span(0, len(speech.text) + 1)):
        with pytest.raises(ValueError, match="no part of a speech"):
            speech.source_span(span)


def test_a_header_says_section_role_and_speaker(meeting: Meeting) -> None:
    speech = meeting.speeches[3]
    passage = Passage(speech, speech.paragraphs[0], 0)
    assert passage.header == "打造全市高质量发展重要增长极 沙溪镇党委书记 王晓红"
    assert passage.text.startswith("今年以来，沙溪镇锚定目标抓落实")


def test_every_public_name_exists() -> None:
    assert all(hasattr(bot.types, name) for name in bot.types.__all__)
