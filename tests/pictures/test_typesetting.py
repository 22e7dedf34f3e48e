"""Words on lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.fonts import Fonts, Style
from bot.pictures.typesetting import Setting, Words, balanced_lines, lines_of
from bot.types import Span

FONTS = Fonts(folders=())
TEXTS = st.text(st.sampled_from("路灯年内１２０盏，。、“”（）《》𠮷👍 abc8%-\n\u200d"), max_size=120)


def _setting(text: str, *bold: Span) -> Setting:
    return Setting(Words(text, Style(40), bold), FONTS)


def _rows(text: str, width: float) -> list[str]:
    return [line.of(text) for line in lines_of(_setting(text), width)]


def test_no_line_begins_with_a_closing_mark_and_none_ends_with_an_opening_one():
    assert _rows("推行了“门前三包”，好。", 200) == ["推行了", "“门前三", "包”，好。"]


def test_a_word_and_a_number_with_its_counter_stay_on_one_line():
    assert _rows("引进项目1至2个，注册资本1000万元以上", 360) == ["引进项目1至2个，", "注册资本1000万元", "以上"]
    assert _rows("引进项目", 120) == ["引进", "项目"]


def test_a_number_in_full_width_digits_is_not_parted():
    assert _rows("改造老旧小区１２０个", 40 * 7) == ["改造老旧小区", "１２０个"]


def test_marks_beside_each_other_share_their_empty_halves():
    assert _setting("好”，").width(Span(0, 3)) == 40 + 20 + 40
    assert _setting("好”啊").width(Span(0, 3)) == 120


def test_an_opening_mark_stands_out_to_the_left_by_its_empty_half():
    assert _setting("“好").hang(Span(0, 2)) == 20
    assert _setting("好").hang(Span(0, 1)) == 0


def test_words_reach_as_far_as_their_ink():
    setting = _setting("说“好”。")
    whole = Span(0, 5)
    assert setting.extent(whole, Span(1, 4)) == (40 + 20, 40 + 40 + 40 + 20)
    assert setting.extent(Span(1, 5), Span(1, 3)) == (0, 60)
    assert setting.extent(whole, Span(4, 5)) == (140, 160)


def test_a_paragraph_begins_a_line_and_an_empty_one_stays_empty():
    assert _rows("甲\n\n乙", 400) == ["甲", "", "乙"]
    assert _rows("", 400) == []


def test_balanced_lines_leave_no_character_alone_at_the_end():
    setting = _setting("力争在年内完成老旧小区的改造")
    assert [len(line) for line in lines_of(setting, 40 * 12)] == [12, 2]
    assert [len(line) for line in balanced_lines(setting, 40 * 12)] == [7, 7]


@given(TEXTS, st.integers(100, 900))
def test_the_lines_are_the_text_without_its_line_feeds(text: str, width: int):
    for lines in (lines_of(_setting(text), width), balanced_lines(_setting(text), width)):
        assert "".join(line.of(text) for line in lines) == text.replace("\n", "")
        assert all("\n" not in line.of(text) for line in lines)


@given(TEXTS, st.integers(100, 900))
def test_no_line_is_wider_than_there_is_room(text: str, width: int):
    setting = _setting(text, Span(0, len(text) // 2))
    for lines in (lines_of(setting, width), balanced_lines(setting, width)):
        assert all(setting.width(line) <= width for line in lines)
    assert len(balanced_lines(setting, width)) == len(lines_of(setting, width))
