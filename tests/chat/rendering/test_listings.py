"""Quotes under a heading, page by page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import fits
from bot.chat.rendering.listings import quote_pages, render_listing
from bot.chat.reply import EntityKind
from bot.chat.terminal import to_plain
from bot.chat.texts import Language, load_texts
from bot.types import Quote, Span

HANS = load_texts(Language.ZH_HANS)


def test_a_page_has_a_heading_and_says_which_it_is(street, make_quote):
    quotes = [
        make_quote(street.speeches[2], words)
        for words in ("推行", "门前三包", "投诉量", "路灯坏了", "24小时内", "修好", "力争")
    ]
    reply = render_listing("还有这些：", 1, quote_pages(quotes), street, HANS)
    assert to_plain(reply) == (
        "还有这些：\n\n周立群 · 市城管局局长\n> 力争\n—— 管出清爽街面 · 《把老街的事一件一件办好》\n第 2 页，共 2 页"
    )


def test_a_single_page_does_not_count_itself(street, make_quote):
    pages = quote_pages([make_quote(street.speeches[2], "路灯坏了")])
    assert "页" not in render_listing("还有这些：", 0, pages, street, HANS).text


@pytest.mark.parametrize("page", [0, 1, -1])
def test_a_page_that_does_not_exist_is_not_found(street, page):
    with pytest.raises(LookupError):
        render_listing("还有这些：", page, quote_pages([]), street, HANS)


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=6), st.integers(0, 50))
def test_every_page_fits_a_message_and_no_word_is_lost(make_meeting, lengths, at):
    words = "𠮷" * 4000
    meeting = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", words)])
    decisive = (Span(at, at + 1),)
    quotes = [Quote(meeting.speeches[0], Span(0, n), decisive if n > at else ()) for n in lengths]
    pages = quote_pages(quotes)
    shown = []
    for page in range(len(pages)):
        reply = render_listing("还有这些：", page, pages, meeting, HANS)
        assert fits(reply)
        shown += [reply.text[e.start : e.end] for e in reply.entities if e.kind.is_quote]
    assert sum(map(len, shown)) == sum(lengths)
    assert sum(len(quote.emphasis) for page in pages for quote in page) == sum(n > at for n in lengths)


def test_the_heading_is_set_apart_by_its_style(street, make_quote):
    reply = render_listing("还有这些：", 0, quote_pages([make_quote(street.speeches[2], "路灯坏了")]), street, HANS)
    first = reply.entities[0]
    assert (first.kind, reply.text[first.start : first.end]) == (EntityKind.ITALIC, "还有这些：")
