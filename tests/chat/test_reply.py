"""Replies, as pieces put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.reply import Entity, EntityKind, Reply, ReplyBuilder, printable

BOLD, QUOTE = EntityKind.BOLD, EntityKind.QUOTE


def styled(reply: Reply) -> list[tuple[EntityKind, str]]:
    return [(entity.kind, reply.text[entity.start : entity.end]) for entity in reply.entities]


def test_a_lone_surrogate_is_replaced_because_it_cannot_be_sent():
    assert printable("路灯\ud83d亮了") == "路灯�亮了"


def test_control_and_direction_characters_become_spaces():
    assert printable("路\x00灯\t\r亮\u202e了\u2028") == "路 灯  亮 了 "


def test_line_feeds_emoji_and_rare_characters_are_left_alone():
    assert printable("沈𠮷安\n👩‍🔧修灯") == "沈𠮷安\n👩‍🔧修灯"


@given(st.text(st.characters()))
def test_whatever_is_replaced_no_character_moves(text: str):
    shown = printable(text)
    assert len(shown) == len(text)
    shown.encode()
    assert all(new in {old, " ", "\ufffd"} for old, new in zip(text, shown, strict=True))


def test_a_bold_word_inside_a_quote_comes_after_the_quote_that_holds_it():
    builder = ReplyBuilder()
    builder.write("沈𠮷安", BOLD).line()
    with builder.inside(QUOTE):
        builder.write("年内", BOLD).write("新增路灯")
    assert styled(builder.build()) == [(BOLD, "沈𠮷安"), (QUOTE, "年内新增路灯"), (BOLD, "年内")]


def test_a_quote_that_is_bold_throughout_stays_outside():
    builder = ReplyBuilder()
    builder.mark(BOLD, 0, builder.write("路灯").position)
    builder.mark(QUOTE, 0, 2)
    assert styled(builder.build()) == [(QUOTE, "路灯"), (BOLD, "路灯")]


def test_a_reply_never_begins_or_ends_with_white_space():
    reply = ReplyBuilder().line("\n 路灯 \n", BOLD).paragraph().build()
    assert reply == Reply("路灯", (Entity(BOLD, 0, 2),))


def test_the_first_line_and_the_first_paragraph_begin_at_the_top():
    assert ReplyBuilder().line("一").line("二").paragraph("三").build().text == "一\n二\n\n三"
    assert ReplyBuilder().paragraph("一").build().text == "一"


def test_nothing_is_marked_where_nothing_is_written():
    builder = ReplyBuilder()
    builder.write("", BOLD)
    with builder.inside(QUOTE):
        pass
    assert builder.build() == Reply("")


def test_an_empty_stretch_is_no_entity():
    with pytest.raises(ValueError, match=r"\[2, 2\)"):
        Entity(BOLD, 2, 2)


def test_an_entity_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="beyond the 2 characters"):
        Reply("路灯", (Entity(BOLD, 0, 3),))


def test_buttons_hold_what_can_be_sent():
    assert ReplyBuilder().write("一").build(keys=("路\ud83d灯",)).keys == ("路�灯",)
