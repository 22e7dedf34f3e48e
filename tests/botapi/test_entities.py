"""Text and entities are checked, cleaned and trimmed in UTF-16 code units."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.botapi.entities import accept_text, check_entities
from bot.botapi.errors import ApiError
from bot.botapi.utf16 import utf16_length, utf16_slice

PLEDGE = "今年引进百亿级销售项目𠮷个😀"


def entity(kind: str, offset: int, length: int, **extra: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **extra}


def accept(text: str, *entities: dict[str, Any], limit: int = 4096) -> tuple[str, list[dict[str, Any]]]:
    return accept_text(text, entities, limit=limit)


@given(st.text(), st.text(), st.text())
def test_a_slice_in_code_units_is_the_words_that_were_put_there(before: str, words: str, after: str):
    assert utf16_slice(before + words + after, utf16_length(before), utf16_length(words)) == words


@given(st.text())
def test_the_length_is_that_of_the_encoded_text(text: str):
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


def test_a_bold_word_after_an_emoji_keeps_its_place():
    text, entities = accept("😀 城市更新", entity("bold", 3, 4))
    assert utf16_slice(text, entities[0]["offset"], entities[0]["length"]) == "城市更新"


def test_blanks_at_the_ends_go_and_entities_follow_the_words():
    text, entities = accept("\n  百亿级项目 \n", entity("blockquote", 0, 10), entity("bold", 3, 3))
    assert text == "百亿级项目"
    assert entities == [entity("blockquote", 0, 5), entity("bold", 0, 3)]


def test_a_control_character_becomes_a_blank_and_a_direction_mark_vanishes():
    text, entities = accept("一\x07二\u202e三\r四", entity("bold", 4, 1), entity("italic", 6, 1))
    assert text == "一 二三四"
    assert entities == [entity("bold", 3, 1), entity("italic", 4, 1)]


def test_an_entity_over_nothing_but_blanks_is_dropped():
    assert accept("一  二", entity("bold", 1, 2)) == ("一  二", [])


def test_an_entity_of_no_length_is_dropped():
    assert accept("一二", entity("bold", 1, 0)) == ("一二", [])


def test_entities_arrive_outermost_first():
    _, entities = accept(PLEDGE, entity("bold", 2, 2), entity("blockquote", 0, 4), entity("italic", 0, 4))
    assert [kept["type"] for kept in entities] == ["blockquote", "italic", "bold"]


def test_a_mention_the_bot_marks_itself_is_left_to_the_server():
    assert check_entities("@wangfang", [entity("mention", 0, 9)]) == []


@pytest.mark.parametrize("text", ["", " ", "\n \t", "\u200b\u2060", "\u3000"])
def test_a_text_without_anything_to_see_is_empty(text: str):
    with pytest.raises(ApiError, match=r"^Bad Request: message text is empty$"):
        accept(text)


def test_4096_code_units_fit_and_one_more_does_not():
    assert utf16_length(accept("𠮷" * 2048)[0]) == 4096
    with pytest.raises(ApiError, match=r"^Bad Request: message is too long$"):
        accept("𠮷" * 2048 + "一")


def test_blanks_at_the_ends_do_not_count():
    assert accept(" " + "中" * 4096 + "\n\n")[0] == "中" * 4096


def test_a_caption_may_be_empty_but_not_longer_than_its_limit():
    assert accept_text("  ", [], limit=1024, may_be_empty=True) == ("", [])
    with pytest.raises(ApiError, match="message caption is too long"):
        accept_text("中" * 1025, [], limit=1024, may_be_empty=True)


def test_100_entities_fit_and_one_more_does_not():
    marks = [entity("bold", 2 * place, 1) for place in range(101)]
    assert len(accept("中 " * 101, *marks[:100])[1]) == 100
    with pytest.raises(ApiError, match="too many entities"):
        accept("中 " * 101, *marks)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (entity("bold", -1, 2), "incorrect offset -1"),
        (entity("bold", 0, -2), "incorrect length -2"),
        (entity("bold", 0, 99), "ends after the end of the text"),
        (entity("bold", 99, 1), "begins after the end of the text"),
        (entity("bold", 12, 1), "begins in a middle of a UTF-16 symbol"),
        (entity("bold", 10, 2), "ends in a middle of a UTF-16 symbol"),
        (entity("fat", 0, 1), "unsupported type"),
        (entity("text_link", 0, 1), 'can\'t find field "url"'),
        (entity("text_link", 0, 1, url="会议"), "wrong HTTP URL"),
        (entity("text_link", 0, 1, url="http://[::"), "wrong HTTP URL"),
        ({"type": "bold", "offset": 0}, 'field "length"'),
        ({"type": "bold", "offset": True, "length": 1}, 'field "offset"'),
        ("bold", "object expected"),
    ],
)
def test_a_malformed_or_misplaced_entity_is_refused(wrong: Any, reason: str):
    with pytest.raises(ApiError, match=reason) as caught:
        accept_text(PLEDGE, [wrong], limit=4096)
    assert caught.value.code == 400


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("blockquote", "blockquote"),
        ("blockquote", "expandable_blockquote"),
        ("code", "bold"),
        ("pre", "code"),
        ("bold", "code"),
        ("text_link", "blockquote"),
        ("text_link", "code"),
    ],
)
def test_what_cannot_hold_another_entity_is_refused(outer: str, inner: str):
    around = entity(outer, 0, 8, **({"url": "https://example.com"} if outer == "text_link" else {}))
    with pytest.raises(ApiError, match=f"{inner} can't be nested in {outer}"):
        accept(PLEDGE, around, entity(inner, 2, 3))


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("blockquote", "bold"), ("blockquote", "code"), ("bold", "italic"), ("bold", "blockquote"), ("bold", "bold")],
)
def test_what_can_hold_another_entity_keeps_it(outer: str, inner: str):
    assert len(accept(PLEDGE, entity(outer, 0, 8), entity(inner, 2, 3))[1]) == 2


def test_crossing_entities_are_refused():
    with pytest.raises(ApiError, match="blockquote and bold cross at UTF-16 offset 2"):
        accept(PLEDGE, entity("blockquote", 0, 4), entity("bold", 2, 4))
    with pytest.raises(ApiError, match="bold and italic cross at UTF-16 offset 3"):
        accept(PLEDGE, entity("underline", 0, 8), entity("bold", 1, 4), entity("italic", 3, 4))


def test_neighbouring_blockquotes_stay_two():
    assert len(accept(PLEDGE, entity("blockquote", 0, 4), entity("blockquote", 4, 4))[1]) == 2
