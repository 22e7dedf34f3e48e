"""Where a quote stands, in a few characters."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.places import OutdatedPlaceError, Place
from bot.types import Quote, Span

DIGEST = """# 把老街的事办好

□街道党工委书记 沈𠮷安

年内新增路灯１２０盏，覆盖全部背街小巷。

□市水务局局长 何敏

下半年清淤河道8公里。
"""


@pytest.fixture
def street(read):
    return read(DIGEST)


def test_a_place_leads_back_to_the_quote(street):
    quote = Quote(street.speeches[1], Span(3, 10))
    place = Place.of(quote, street)
    assert Place.parse(str(place)) == place
    assert place.quote(street) == quote


def test_a_place_in_the_reporters_words_leads_back_too(street):
    quote = Quote(street.reporter, Span(0, 4))
    assert Place.parse(str(Place.of(quote, street))).quote(street) == quote


def test_a_place_of_another_text_is_outdated(street, read):
    place = Place.of(Quote(street.speeches[0], Span(0, 4)), street)
    with pytest.raises(OutdatedPlaceError):
        place.quote(read(DIGEST.replace("１２０", "１３０")))


@pytest.mark.parametrize("text", ["", "r", "00000000-0-0", "00000000-0-0-0-0", "0000000G-0-0-1", "00000000-0-5-1"])
def test_what_is_no_place_is_said_to_be_outdated(text):
    with pytest.raises(OutdatedPlaceError):
        Place.parse(text)


@pytest.mark.parametrize(("speech", "span"), [(2, Span(0, 1)), (0, Span(0, 999)), (None, Span(5, 5))])
def test_a_place_beyond_the_meeting_is_outdated(street, speech, span):
    place = dataclasses.replace(Place.of(Quote(street.speeches[0], Span(0, 1)), street), speech=speech, span=span)
    with pytest.raises(OutdatedPlaceError):
        place.quote(street)


def test_the_twenty_eighth_speech_is_not_the_reporter():
    place = Place("00000000", 27, Span(0, 5))
    assert str(place) == "00000000-0r-0-5"
    assert Place.parse(str(place)) == place
    assert Place.parse("00000000-r-0-5").speech is None


@given(
    st.text("0123456789abcdef", min_size=8, max_size=8),
    st.none() | st.integers(0, 10**6),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)
def test_any_place_fits_a_deep_link_and_a_button(meeting, speech, start, length):
    place = Place(meeting, speech, Span(start, start + length))
    assert Place.parse(str(place)) == place
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,48}", str(place))
