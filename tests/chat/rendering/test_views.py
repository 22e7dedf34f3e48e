"""Everything that can stand in an answer's place, whatever was said: Telegram's own library shows it as it is meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.beside import Beside
from bot.chat.delivery import to_telegram
from bot.chat.limits import fits, split
from bot.chat.rendering.answers import render_post, shown_quotes
from bot.chat.rendering.beside import render_more, render_near, render_own, render_pledges, render_suggestion
from bot.chat.rendering.contexts import render_context, render_printed, render_whole
from bot.chat.rendering.posts import Post
from bot.chat.rendering.rooms import GROUP, PRIVATE
from bot.chat.rendering.speeches import page_spans
from bot.chat.reply import Reply
from bot.chat.texts import Language, load_texts
from bot.types import Answer, AnswerStatus, Pledge, Quote, Span
from tests.botapi import tdlib

pytest.importorskip("tdjson", reason="the oracle needs tdjson")

WORDS = st.lists(
    st.sampled_from(
        [
            "清淤河道８公里",
            "𠮷",
            "👩‍🔧",
            "👍🏽",
            "🇨🇳",
            "e\u0301",
            "8%以上",
            "，",
            "；",
            "。",
            "\n",
            "\u3000",
            " ",
            "”",
            "\u200b",
            "/ask",
        ]
    ),
    min_size=1,
    max_size=30,
).map("".join)

ORACLE_CHARACTERS = 800
"""Longer replies are not put to the oracle, which reads them character by character."""


def views(post: Post) -> Iterator[Reply]:
    """Yield every page of every view of an answer."""
    for place, quote in enumerate(post.answer.quotes):
        yield render_context(post, place)
        yield render_printed(post, place)
        yield from (render_whole(post, place, page) for page in range(len(page_spans(quote.speech))))
    yield from all_pages(lambda page: render_more(post, shown_quotes(post), page))
    yield from all_pages(lambda page: render_near(post, page))
    yield from all_pages(lambda page: render_own(post, 0, page))
    yield from all_pages(lambda page: render_pledges(post, 0, page))
    yield from all_pages(lambda page: render_suggestion(post, 0, page))


def all_pages(render) -> Iterator[Reply]:
    page = 0
    while True:
        try:
            yield render(page)
        except LookupError:
            assert page > 0
            return
        page += 1


def check(reply: Reply) -> None:
    assert fits(reply)
    if len(reply.text) > ORACLE_CHARACTERS:
        return
    text, entities = to_telegram(reply)
    wire = [{"type": entity.type, "offset": entity.offset, "length": entity.length} for entity in entities]
    assert tdlib.shown_styles(text, wire) == tdlib.styles_of(text, wire)
    assert len(reply.buttons) <= 4
    assert all(len(row) <= 4 for row in reply.buttons)


@settings(max_examples=15, deadline=None)  # the oracle takes its time
@given(WORDS, st.integers(1, 150), st.sampled_from([PRIVATE, GROUP]), st.sampled_from(list(Language)), st.data())
def test_every_view_fits_a_message_and_is_shown_as_it_is_meant(
    make_meeting, make_question, words, times, room, language, data
):
    said = f"灯{words * times}亮"
    role = ("何敏", "市水务局局长", "市水务局")
    meeting = make_meeting([(*role, "守好一河清水", said), ("沈𠮷安", "", "", "", f"路灯{words}。")])
    first, second = meeting.speeches
    edges = sorted(data.draw(st.lists(st.integers(0, len(said)), min_size=4, max_size=4, unique=True)))
    decisive = (Span(edges[1], edges[2]),) if said[edges[1] : edges[2]].strip("\u200b\n \u3000") else ()
    whole = Quote(first, Span(0, len(said)), decisive)
    other = Quote(second, Span(0, 2))
    beside = Beside(
        {"何敏": (whole, whole)}, (whole, other), {"何敏": (Pledge(whole, decisive, commitment=Span(0, 1)),)}
    )
    answer = Answer(
        make_question("？"), meeting, AnswerStatus.ANSWERED, (other, whole, other), suggestions=meeting.speeches
    )
    post = Post(answer, load_texts(language), 7, room, 1, beside)
    for part in split(render_post(post)):
        check(part)
    for view in views(post):
        check(view)
