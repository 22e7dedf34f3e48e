"""Rows of a terminal."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.wrapping import line_breaks

LINES = st.text(st.sampled_from("路灯年内１２０盏，。“”（）《》𠮷👍 abc8%-"), max_size=80)


def rows(text: str, width: int) -> list[str]:
    edges = [0, *line_breaks(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def test_chinese_is_broken_between_any_two_characters():
    assert rows("年内新增路灯", 4) == ["年内", "新增", "路灯"]


def test_english_is_broken_between_words():
    assert rows("who said it then", 9) == ["who said ", "it then"]


def test_a_name_and_its_role_stay_on_one_row_as_far_as_they_fit():
    assert rows("何敏 · 市水务局局长", 12) == ["何敏 · 市水", "务局局长"]


def test_no_row_begins_with_a_closing_mark():
    assert rows("路灯亮了，真好。", 8) == ["路灯亮", "了，真", "好。"]


def test_no_row_ends_with_an_opening_mark():
    assert rows("推行了“门前三包”", 8) == ["推行了", "“门前三", "包”"]


def test_a_word_wider_than_a_row_is_broken_where_the_row_is_full():
    assert rows("whosaid", 3) == ["who", "sai", "d"]


def test_a_line_that_fits_is_not_broken():
    assert rows("年内新增", 8) == ["年内新增"]
    assert rows("", 8) == [""]


@given(LINES, st.integers(2, 20))
def test_no_row_is_wider_than_the_terminal(text: str, width: int):
    assert all(cell_len(row.rstrip()) <= width for row in rows(text, width))


@given(LINES, st.integers(1, 20))
def test_every_row_begins_after_the_one_before(text: str, width: int):
    breaks = line_breaks(text, width)
    assert breaks == sorted(set(breaks))
    assert all(0 < place < len(text) for place in breaks)
