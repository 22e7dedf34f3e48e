"""The meeting itself."""

from __future__ import annotations

import pytest

from bot.chat.limits import fits
from bot.chat.rendering.about import render_meeting
from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


def test_the_shipped_meeting_is_told_by_its_headlines_lead_byline_and_file(meeting):
    text = render_meeting(meeting, HANS).text
    assert text.startswith(f"《{meeting.title}》\n{meeting.subtitle}\n")
    assert meeting.lead.of(meeting.reporter.text) in text
    assert meeting.byline.of(meeting.reporter.text) in text
    assert "发言人 6 位" in text
    assert meeting.source.sha256[:8] in text


def test_what_is_not_known_is_not_said(street):
    text = render_meeting(street, HANS).text
    assert "时间" not in text
    assert "报道" not in text


def test_a_meeting_without_speakers_or_lead_is_told_too(make_meeting):
    assert "发言人 0 位" in render_meeting(make_meeting([]), HANS).text


@pytest.mark.parametrize("language", list(Language))
def test_it_fits_one_message_in_every_language(meeting, language):
    assert fits(render_meeting(meeting, load_texts(language)))
