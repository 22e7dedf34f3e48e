"""Pictures in the reader's language."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from bot.answering.quantities import parse_quantities
from bot.chat.rendering.pictures import card_labels, chart_labels
from bot.chat.texts import Language, load_texts
from bot.pictures.card import draw_card
from bot.pictures.chart import draw_pledges
from bot.types import Meeting, Pledge, Quote, Span


@pytest.mark.parametrize("language", Language)
def test_a_quote_is_drawn_in_every_language(language: Language, meeting: Meeting):
    quote = Quote(meeting.speeches[0], Span(0, 20))
    image = Image.open(io.BytesIO(draw_card(quote, meeting, card_labels(load_texts(language)))))
    assert image.width == 1080


def test_what_the_reporter_wrote_is_drawn_as_the_reporters(meeting: Meeting):
    quote = Quote(meeting.reporter, Span(0, 12))
    labels = card_labels(load_texts(Language.ZH_HANS))
    assert draw_card(quote, meeting, labels) != draw_card(quote, meeting, replace(labels, reporter="戚振宇"))


@pytest.mark.parametrize("language", Language)
def test_targets_are_drawn_in_every_language(language: Language, meeting: Meeting):
    speech = meeting.speeches[0]
    pledges = [
        Pledge(Quote(speech, quantity.span), (quantity.span,), quantity) for quantity in parse_quantities(speech.text)
    ]
    labels = chart_labels(load_texts(language))
    image = Image.open(io.BytesIO(draw_pledges(pledges * 4, meeting.title, labels)))
    assert image.width == 1080
    assert draw_pledges([], meeting.title, labels) != draw_pledges(pledges, meeting.title, labels)
