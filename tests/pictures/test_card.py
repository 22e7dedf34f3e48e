"""A quote as a picture."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot import paths
from bot.corpus.reader import read_meeting
from bot.pictures import card
from bot.pictures.card import draw_card
from bot.pictures.fonts import Fonts
from bot.pictures.labels import CardLabels
from bot.pictures.palettes import DARK, LIGHT
from bot.types import Meeting, Quote, Span

See = Callable[[bytes], Image.Image]
SHIPPED = read_meeting(paths.default_meeting())
EDGE = 60
"""Pixels at either side in which nothing may stand."""


def _colours(image: Image.Image) -> set[tuple[int, int, int]]:
    return {colour for _, colour in image.getcolors(image.width * image.height)}


def _edges_are_empty(image: Image.Image) -> bool:
    strips = (image.crop((0, 0, EDGE, image.height)), image.crop((image.width - EDGE, 0, image.width, image.height)))
    return all(len(_colours(strip)) == 1 for strip in strips)


def test_a_short_quote_is_a_square_in_ink_on_paper(quote_of, town: Meeting, card_labels: CardLabels, see: See):
    image = see(draw_card(quote_of(town, "打通断头路。"), town, card_labels))
    assert image.size == (1080, 1080)
    assert image.getpixel((0, 0)) == LIGHT.paper
    assert {LIGHT.ink, LIGHT.muted, LIGHT.accent} <= _colours(image)
    assert LIGHT.marker not in _colours(image)


def test_the_dark_card_has_the_same_shape_in_dark_colours(quote_of, town: Meeting, card_labels: CardLabels, see: See):
    quote = quote_of(town, "能耗下降3%至5%", "3%至5%")
    light, dark = (see(draw_card(quote, town, card_labels, dark=dark)) for dark in (False, True))
    assert dark.size == light.size
    assert dark.getpixel((0, 0)) == DARK.paper
    assert {DARK.ink, DARK.marker, DARK.accent} <= _colours(dark)


def test_the_decisive_words_are_marked(quote_of, town: Meeting, card_labels: CardLabels, see: See):
    marked = see(draw_card(quote_of(town, "加装电梯300部以上", "300部以上"), town, card_labels))
    assert LIGHT.marker in _colours(marked)


def test_the_words_are_those_of_the_span(quote_of, town: Meeting):
    quote = quote_of(town, "完成老旧小区改造４５个", "４５个")
    block = card._quoted(quote, Fonts(), LIGHT.ink)
    text = block.setting.words.text
    assert text == quote.text
    assert [words.of(text) for words in block.setting.words.bold] == ["４５个"]
    assert "".join(line.of(text) for line in block.lines) == quote.text


def test_the_source_says_where_to_find_the_words_and_in_which_file(quote_of, town: Meeting, card_labels: CardLabels):
    quote = quote_of(town, "绿地率提高到百分之四十二")
    *_, check = card._source(quote, "《会》", card_labels, Fonts(), LIGHT)
    place = quote.source_span
    assert town.source.text[place.start : place.end] == quote.text
    assert check.block.setting.words.text == (
        f"原文第 {place.start + 1}–{place.end} 字，SHA-256 {town.source.sha256[:8]}…"
    )


def test_speaker_role_section_and_title_stand_below_the_words(quote_of, town: Meeting, card_labels: CardLabels):
    parts = card._source(quote_of(town, "新建口袋公园20个"), "《会》 · 3月18日", card_labels, Fonts(), LIGHT)
    assert [part.block.setting.words.text for part in parts[:4]] == [
        "何敏𠮷",
        "市水务局局长",
        "水更清，岸更绿",
        "《会》 · 3月18日",
    ]


def test_what_the_reporter_wrote_bears_no_speakers_name(quote_of, town: Meeting, card_labels: CardLabels):
    parts = card._source(quote_of(town, "青石市召开民生实事推进会"), "《会》", card_labels, Fonts(), LIGHT)
    assert parts[0].block.setting.words.text == "报道里的文字"


def test_a_date_and_a_place_change_the_card(quote_of, town: Meeting, card_labels: CardLabels):
    quote = quote_of(town, "打通断头路。")
    bare = draw_card(quote, town, card_labels)
    assert draw_card(quote, town, card_labels, date="2026年3月18日") != bare
    assert draw_card(quote, town, card_labels, place="第 3 页") != bare


def test_a_longer_quote_is_smaller_and_then_the_card_is_taller(meeting: Meeting, card_labels: CardLabels, see: See):
    speech = max(meeting.speeches, key=lambda speech: len(speech.text))
    blocks = [card._quoted(Quote(speech, Span(0, end)), Fonts(), LIGHT.ink) for end in (12, 60, 150, 500)]
    sizes = [block.setting.words.style.size for block in blocks]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4
    image = see(draw_card(Quote(speech, Span(0, len(speech.text))), meeting, card_labels))
    assert image.height > 1080
    assert _edges_are_empty(image)


def test_a_quote_of_a_thousand_characters_is_a_photo_telegram_takes(card_labels: CardLabels, see: See, long_meeting):
    quote = Quote(long_meeting.speeches[0], Span(0, 1000))
    png = draw_card(quote, long_meeting, card_labels)
    image = see(png)
    assert len(png) < 10_000_000
    assert image.width + image.height <= 10_000
    assert image.height / image.width <= 20


def test_what_is_too_long_for_a_picture_is_refused(card_labels: CardLabels, long_meeting: Meeting):
    speech = long_meeting.speeches[0]
    with pytest.raises(ValueError, match="too long for a picture"):
        draw_card(Quote(speech, Span(0, len(speech.text))), long_meeting, card_labels)


def test_rare_characters_and_pictures_in_the_words_are_drawn_or_boxed(card_labels: CardLabels, see: See, odd_meeting):
    speech = odd_meeting.speeches[0]
    image = see(draw_card(Quote(speech, Span(0, len(speech.text))), odd_meeting, card_labels))
    assert LIGHT.ink in _colours(image)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 5), st.integers(0, 2000), st.integers(1, 200), st.integers(0, 200))
def test_any_quote_is_drawn_inside_the_margins(speech_number: int, start: int, length: int, decisive: int):
    speech = SHIPPED.speeches[speech_number % len(SHIPPED.speeches)]
    start %= len(speech.text)
    end = min(start + length, len(speech.text))
    emphasis = (Span(start, min(start + decisive, end)),) if decisive else ()
    labels = CardLabels("《{meeting}》", "报道里的文字", "原文第 {start}–{end} 字，SHA-256 {digest}…")
    image = Image.open(io.BytesIO(draw_card(Quote(speech, Span(start, end), emphasis), SHIPPED, labels)))
    assert image.width == 1080
    assert 1080 <= image.height <= 8000
    assert _edges_are_empty(image)
