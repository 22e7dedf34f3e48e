"""A speech, page by page."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import fits
from bot.chat.rendering.speeches import PAGE, page_at, page_spans, render_speech
from bot.chat.reply import EntityKind
from bot.chat.texts import Language, load_texts
from bot.types import Span, Speech

HANS = load_texts(Language.ZH_HANS)


@pytest.fixture(scope="session")
def make_speech(make_meeting):
    """Return a maker of speeches whose paragraphs are their lines."""

    def make(text: str) -> Speech:
        speech = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", text)]).speeches[0]
        paragraphs = tuple(Span(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text))
        return dataclasses.replace(speech, paragraphs=paragraphs)

    return make


def test_a_short_speech_is_one_page_with_its_paragraphs(street):
    (page,) = page_spans(street.speeches[0])
    assert page.of(street.speeches[0].text) == street.speeches[0].text


def test_pages_end_between_paragraphs_and_one_that_fills_more_than_a_page_goes_on_between_sentences(make_speech):
    first, lamps = "清淤河道8公里。" * 5, "年内新增路灯１２０盏。"
    speech = make_speech(f"{first}\n{first}\n{lamps * 8}")
    pages = [page.of(speech.text) for page in page_spans(speech, 60)]
    assert pages == [first, f"{first}\n{lamps}", lamps * 5, lamps * 2]


@given(st.lists(st.text("灯𠮷。！；”\u3000 ", max_size=120), min_size=1, max_size=6), st.integers(10, 80))
def test_pages_hold_every_word_once_in_order_and_none_is_too_long(make_speech, lines, length):
    speech = make_speech("灯" + "\n".join(lines) + "亮")
    pages = page_spans(speech, length)
    assert all(len(page) <= length for page in pages)
    assert all(one.end <= other.start for one, other in pairwise(pages))
    shown = "".join(page.of(speech.text) for page in pages)
    assert "".join(shown.split()) == "".join(speech.text.split())


@given(st.integers(0, 3999))
def test_the_page_of_a_word_shows_it(make_speech, place):
    speech = make_speech("清淤河道8公里。\n" * 500)
    page = page_spans(speech)[page_at(speech, place)]
    assert page.start <= place < page.end or speech.text[place] == "\n"


def test_the_marked_words_are_bold_on_every_page_they_reach(make_speech, street):
    words = "𠮷" * (2 * PAGE)
    speech = make_speech(f"{words}。")
    for page in range(2):
        reply = render_speech(speech, page, street, HANS, marked=[Span(0, len(words))])
        assert fits(reply)
        (bold,) = [entity for entity in reply.entities[1:] if entity.kind is EntityKind.BOLD]
        assert reply.text[bold.start : bold.end] == "𠮷" * PAGE
    assert "第 2 页，共 3 页" in reply.text


def test_a_page_that_does_not_exist_is_not_found(street):
    with pytest.raises(LookupError):
        render_speech(street.speeches[0], 1, street, HANS)
