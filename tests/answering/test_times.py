"""Times are found in full, and what only looks like one is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.times import names_time, times


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("力争明年9月投用", ["明年", "9月"]),
        ("年内完成", ["年内"]),
        ("年底前交付", ["年底前"]),
        ("今年年底前公布", ["今年年底前"]),
        ("下半年开工", ["下半年"]),
        ("三季度投产", ["三季度"]),
        ("第一季度展开", ["第一季度"]),
        ("前三季度", ["前三季度"]),
        ("2027年6月1日", ["2027年6月1日"]),
        ("到2020年", ["2020年"]),
        ("二〇三五年", ["二〇三五年"]),
        ("2012-2013学年", ["2012-2013学年"]),
        ("北校区将于下学年提供学额，来年动用1亿元", ["下学年", "来年"]),
        ("未来年轻人的出路", ["未来"]),
        ("2013年第二季度", ["2013年", "第二季度"]),
        ("2022年底", ["2022年底"]),
        ("两年内", ["两年内"]),
        ("一个半月", ["一个半月"]),
        ("三年目标两年完成", ["三年", "两年"]),
        ("月底前", ["月底前"]),
        ("10月前", ["10月前"]),
        ("9月底前", ["9月底前"]),
        ("6个月内委任", ["6个月内"]),
        ("本世纪中叶", ["本世纪中叶"]),
        ("上世纪90年代", ["上世纪", "90年代"]),
        ("下一阶段", ["下一阶段"]),
        ("“十四五”期间", ["“十四五”期间"]),
        ("今年以来", ["今年以来"]),
        ("下午3:30", ["下午3:30"]),
        ("凌晨3时许", ["凌晨3时许"]),
        ("3月15日起实施", ["3月15日起"]),
        ("3月15号", ["3月15号"]),
        ("本周五", ["本周五"]),
        ("今明两年", ["今明两年"]),
        ("未来三年", ["未来", "三年"]),
        ("春节前", ["春节"]),
        ("by march", ["march"]),
        ("in 2030", ["2030"]),
    ],
)
def test_a_time_is_found_in_a_sentence(text: str, found: list[str]) -> None:
    assert names_time(text)
    assert [text[start:end] for start, end in times(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "茶园满山，书声琅琅",
        "三点主张",
        "35号楼",
        "第2254号决议",
        "三年级",
        "百年大计",
        "四季如春",
        "成立60周年",
        "季节",
    ],
)
def test_a_sentence_without_a_time_has_none(text: str) -> None:
    assert times(text) == ()
    assert not names_time(text)


@settings(deadline=None)
@given(st.text("0123456789一二三十两几半年月日号周天季度前后内底初中上下今明本世纪点时:至-起 “”期间", max_size=30))
def test_times_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for start, stop in times(text):
        assert end <= start < stop <= len(text)
        end = stop


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1990, 2099))
def test_every_date_is_one_time(month: int, day: int, year: int) -> None:
    text = f"{year}年{month}月{day}日"
    assert times(text) == ((0, len(text)),)
