"""Our rules against Telegram's own library."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.botapi.detection import detect_entities
from bot.botapi.entities import accept_text
from bot.botapi.errors import ApiError
from tests.botapi import tdlib

pytest.importorskip("tdjson", reason="TDLib cannot be loaded here", exc_type=ImportError)

TEXTS = st.text(alphabet="承诺𠮷😀a1 \n，。%\u3000\r\t\u202e\u2028", min_size=1, max_size=12)
KINDS = st.sampled_from(
    ["bold", "italic", "underline", "spoiler", "code", "pre", "text_link", "blockquote", "expandable_blockquote"],
)


@st.composite
def marks(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(KINDS)
    mark = {"type": kind, "offset": draw(st.integers(-1, 14)), "length": draw(st.integers(0, 9))}
    return mark | ({"url": "https://example.com/a"} if kind == "text_link" else {})


@settings(max_examples=400)
@given(TEXTS, st.lists(marks(), max_size=4))
def test_tdlib_sends_every_word_in_the_styles_we_accept(text: str, entities: list[dict[str, Any]]):
    try:
        arrived, kept = accept_text(text, entities, limit=4096)
    except ApiError:
        return
    assert tdlib.shown_styles(arrived, kept) == tdlib.styles_of(arrived, kept)


@settings(max_examples=400)
@given(TEXTS, st.lists(marks(), max_size=4))
def test_what_tdlib_refuses_we_refuse(text: str, entities: list[dict[str, Any]]):
    try:
        tdlib.shown_styles(text, entities)
    except tdlib.TdlibRefusedError:
        with pytest.raises(ApiError):
            accept_text(text, entities, limit=4096, may_be_empty=True)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_we_clean_a_text_as_tdlib_does(text: str):
    cleaned, _ = accept_text(text.translate(tdlib.MARKDOWN), [], limit=4096, may_be_empty=True)
    if cleaned:
        assert tdlib.tidy(text).strip(" \n") == cleaned


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("blockquote", "blockquote"), ("code", "bold"), ("bold", "code"), ("text_link", "blockquote"), ("pre", "code")],
)
def test_what_we_refuse_to_nest_loses_a_style_in_tdlib(outer: str, inner: str):
    text = "引进百亿级项目"
    around = {"type": outer, "offset": 0, "length": 7, "url": "https://example.com"}
    # The inner one differs from the outer in what stands beside it, so that two block quotes can be told apart.
    asked = [around, {"type": inner, "offset": 2, "length": 3}]
    kept = tdlib.repaired(text, asked)
    assert len([entity for entity in kept if entity["type"] in {outer, inner}]) != 2 or kept != asked


@settings(max_examples=400)
@given(st.text(alphabet="/@ab1_中é😀 ，<>/.-\n", max_size=16))
def test_we_find_the_commands_and_mentions_that_tdlib_finds(text: str):
    ours = [(entity["type"], entity["offset"], entity["length"]) for entity in detect_entities(text)]
    assert ours == tdlib.detect(text)


@pytest.mark.parametrize(
    "text",
    [
        "/start",
        "/ask@whosaid_bot 谁承诺引进百亿级项目？",
        "请用 /help，或 (/speakers)",
        "问@wangfang",
        "@wangfang 说了什么？",
        "看/start",
        "/开始",
        "/" + "a" * 64,
        "/" + "a" * 65,
        "@" + "a" * 33,
        "😀/start",
    ],
)
def test_commands_and_mentions_in_real_messages_are_those_of_tdlib(text: str):
    ours = [(entity["type"], entity["offset"], entity["length"]) for entity in detect_entities(text)]
    assert ours == tdlib.detect(text)
