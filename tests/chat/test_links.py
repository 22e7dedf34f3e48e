"""Links into the private chat."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.links import Target, TargetKind, deep_link, parse_payload
from bot.corpus.places import OutdatedPlaceError, Place, fingerprint


def test_a_link_leads_to_the_speech_it_was_made_for(street):
    for speech in street.speeches:
        assert parse_payload(str(Target.of_speech(speech, street))).speech(street) is speech


def test_a_link_leads_to_the_speaker_it_was_made_for(street):
    for speaker in street.speakers:
        assert parse_payload(str(Target.of_speaker(speaker, street))).speaker(street) == speaker


def test_a_link_leads_to_the_very_words(street, make_quote):
    quote = make_quote(street.speeches[0], "新增路灯１２０盏")
    found = parse_payload(str(Place.of(quote, street))).quote(street)
    assert (found.speech, found.text) == (quote.speech, "新增路灯１２０盏")


@given(st.sampled_from(TargetKind), st.text("0123456789abcdef", min_size=8, max_size=8), st.integers(0, 999_999))
def test_every_target_is_a_payload_that_telegram_carries(kind, meeting, number):
    target = Target(kind, meeting, number)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(target))
    assert parse_payload(str(target)) == target


@given(st.text(max_size=80))
def test_a_foreign_payload_is_outdated_and_nothing_worse(payload):
    with pytest.raises(OutdatedPlaceError):
        parse_payload(payload)


def test_a_link_into_another_text_or_beyond_this_one_is_outdated(street, make_meeting):
    other = make_meeting(title="另一次会议")
    with pytest.raises(OutdatedPlaceError):
        Target.of_speech(other.speeches[0], other).speech(street)
    with pytest.raises(OutdatedPlaceError):
        Target(TargetKind.SPEECH, fingerprint(street), 3).speech(street)
    with pytest.raises(OutdatedPlaceError):
        Target(TargetKind.SPEAKER, fingerprint(street), 0).speech(street)


def test_the_address_is_one_that_starts_the_private_chat(street):
    payload = str(Target.of_speaker("何敏", street))
    assert deep_link("whosaid_bot", payload) == f"https://t.me/whosaid_bot?start={payload}"
