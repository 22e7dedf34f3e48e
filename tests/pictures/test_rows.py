"""One target on a chart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pictures import rows
from bot.pictures.canvas import Canvas
from bot.pictures.fonts import Fonts
from bot.pictures.palettes import LIGHT
from bot.pictures.rows import Row, draw_row, set_row
from bot.types import Meeting, Pledge, Span

FONTS = Fonts()


@pytest.fixture(scope="module")
def set_rows(pledges: list[Pledge]) -> list[Row]:
    return [set_row(pledge, pledge.quantity, 100, FONTS, LIGHT) for pledge in pledges if pledge.quantity]


def test_every_number_is_shown_as_it_was_said(pledges: list[Pledge], set_rows: list[Row]):
    shown = ["".join(text for text, _ in row.number) for row in set_rows]
    assert shown == [pledge.quantity.span.of(pledge.quote.speech.text) for pledge in pledges if pledge.quantity]
    assert {"４５个", "300部以上", "百分之四十二", "3%至5%"} <= set(shown)


def test_digits_are_larger_than_the_words_around_them(set_rows: list[Row]):
    row = next(row for row in set_rows if row.number[0][0] == "300")
    (digits, large), (words, small) = row.number
    assert (digits, words) == ("300", "部以上")
    assert large.size > small.size


@pytest.mark.parametrize("said", ["5至6个", "超过1 400个", "１，０００．５万元以上", "两万六千八百五十亿元人民币左右"])
def test_no_number_runs_into_its_subject(said: str):
    pieces = rows._number(said, FONTS)
    assert "".join(text for text, _ in pieces) == said
    width = sum(FONTS.width(character, style) for text, style in pieces for character in text)
    assert width <= rows._NUMBER_WIDTH


def test_words_that_stand_apart_are_shown_with_an_ellipsis_between_them(town: Meeting, quote_of):
    quote = quote_of(town, "新建口袋公园20个，供水漏损率控制在９％以内")
    start = quote.span.start
    apart = Pledge(quote, (Span(start, start + 6), Span(start + 10, start + 15)))
    beside = Pledge(quote, (Span(start, start + 2), Span(start + 2, start + 6)))
    assert rows._subject(apart) == "新建口袋公园…供水漏损率"
    assert rows._subject(beside) == "新建口袋公园"


def test_a_tag_that_does_not_fit_beside_another_stands_below(pledges: list[Pledge]):
    speech = pledges[0].quote.speech
    tagged = replace(pledges[0], commitment=Span(0, 10), deadline=Span(10, 30))
    first, second = rows._tags(tagged, FONTS, LIGHT)
    assert (first.text, second.text[:5]) == (speech.text[:10], speech.text[10:15])
    assert second.left == 0
    assert second.top > first.top


def test_words_too_long_for_a_tag_end_in_an_ellipsis(pledges: list[Pledge]):
    speech = pledges[0].quote.speech
    (tag,) = rows._tags(replace(pledges[0], commitment=None, deadline=Span(0, 60)), FONTS, LIGHT)
    assert tag.text.endswith("…")
    assert speech.text.startswith(tag.text[:-1])
    assert tag.width <= rows._ROOM


def test_a_subject_of_a_whole_speech_ends_after_a_few_lines(pledges: list[Pledge]):
    speech = pledges[0].quote.speech
    whole = replace(pledges[0], subject=(Span(0, len(speech.text)),))
    assert whole.quantity
    subject = set_row(whole, whole.quantity, 0, FONTS, LIGHT).subject
    assert len(subject.lines) <= 4
    assert subject.setting.words.text.endswith("…")


def test_words_that_reach_into_the_next_paragraph_stay_on_their_line(pledges: list[Pledge]):
    speech = pledges[0].quote.speech
    end = speech.text.index("\n")
    (tag,) = rows._tags(replace(pledges[0], commitment=None, deadline=Span(end, end + 4)), FONTS, LIGHT)
    assert tag.text == speech.text[end + 1 : end + 4]
    assert "\n" not in rows._subject(replace(pledges[0], subject=(Span(end - 3, end + 3),)))


def test_a_target_without_a_subject_still_has_its_number(pledges: list[Pledge]):
    bare = replace(pledges[0], subject=(), deadline=None, commitment=None)
    assert bare.quantity
    canvas = Canvas(200, LIGHT.paper, FONTS)
    draw_row(canvas, set_row(bare, bare.quantity, 0, FONTS, LIGHT), 40, LIGHT)
    assert LIGHT.accent in {colour for _, colour in canvas.image.getcolors(canvas.image.width * canvas.image.height)}
