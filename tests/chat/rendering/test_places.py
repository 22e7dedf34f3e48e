"""A quote where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.limits import fits
from bot.chat.rendering.places import render_place
from bot.chat.reply import ButtonKind, EntityKind
from bot.chat.texts import Language, load_texts
from bot.types import Quote, Span

HANS = load_texts(Language.ZH_HANS)


def marked(reply, kind):
    return [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind is kind]


def test_a_quote_is_shown_bold_in_its_paragraph(meeting):
    speech = meeting.speeches[0]
    start = speech.text.index("力争规上工业产值")
    reply = render_place(meeting, Quote(speech, Span(start, start + 16)), HANS)
    (paragraph,) = marked(reply, EntityKind.QUOTE)
    assert paragraph == speech.paragraphs[-1].of(speech.text)
    assert marked(reply, EntityKind.BOLD) == ["戚振宇", "力争规上工业产值同比增长8%以上"]


def test_its_buttons_lead_to_the_points_and_the_page_of_the_speech_or_take_it_along(meeting):
    speech = meeting.speeches[1]
    reply = render_place(meeting, Quote(speech, Span(0, 12)), HANS)
    assert [[button.label for button in row] for row in reply.buttons] == [
        [HANS.button_outline, HANS.button_speech],
        [HANS.button_card, HANS.button_share],
    ]
    assert reply.buttons[1][1].kind is ButtonKind.SHARE


def test_what_the_reporter_wrote_is_shown_as_the_reporters_and_has_no_speech(street, make_quote):
    reply = render_place(street, make_quote(street.reporter, "三位负责人先后发言"), HANS)
    assert reply.text.startswith(HANS.reporter)
    assert [button.label for row in reply.buttons for button in row] == [HANS.button_card, HANS.button_share]


@pytest.mark.parametrize(("start", "end"), [(0, 9000), (4000, 4010), (8990, 9000), (0, 1), (0, 4096)])
def test_a_paragraph_longer_than_a_message_is_cut_around_the_quote_and_says_so(make_meeting, start, end):
    words = "".join(f"灯{number:04d}" for number in range(1800))
    meeting = make_meeting([("何敏", "局长", "水务局", "一河清水", words)])
    reply = render_place(meeting, Quote(meeting.speeches[0], Span(start, end)), HANS)
    assert fits(reply)
    (shown,) = marked(reply, EntityKind.QUOTE)
    assert shown.strip("…") in words
    assert shown.startswith("……") or shown.endswith("……")
    assert words[start:end].startswith(marked(reply, EntityKind.BOLD)[-1])


@settings(deadline=None)
@given(st.data())
def test_any_place_of_the_shipped_meeting_is_shown_in_words_of_the_speech(meeting, data):
    speech = data.draw(st.sampled_from(meeting.speeches))
    start = data.draw(st.integers(0, len(speech.text) - 1))
    end = data.draw(st.integers(start + 1, len(speech.text)))
    reply = render_place(meeting, Quote(speech, Span(start, end)), HANS)
    (shown,) = marked(reply, EntityKind.QUOTE)
    assert shown.strip("…").strip() in speech.text
    assert fits(reply)
