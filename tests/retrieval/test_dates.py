"""Dates as far as a text states them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.dates import find_dates


def only(text: str) -> tuple[int, int, int]:
    (found,) = find_dates(text)
    return found.year, found.month, found.day


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2016年9月5日，外交部发言人如何回应", (2016, 9, 5)),
        ("2016-09-05", (2016, 9, 5)),
        ("2013/1/9 的会议", (2013, 1, 9)),
        ("二〇一六年九月五日", (2016, 9, 5)),
        ("十二月三十一日前完成", (0, 12, 31)),
        ("6月29日，双方通了电话", (0, 6, 29)),
        ("6月29号", (0, 6, 29)),
        ("2018年6月的记者会", (2018, 6, 0)),
        ("2022年各镇的目标", (2022, 0, 0)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_stated(text: str, date: tuple[int, int, int]) -> None:
    assert only(text) == date


@pytest.mark.parametrize("text", ["投资2016万元", "第9条第5款", "13月45日", "比例3-4-5", "1月份", "版本2.10.2016.7"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert not list(find_dates(text))


def test_a_day_without_its_year_fits_any_year_and_no_other_day() -> None:
    (asked,) = find_dates("6月29日")
    fits = [asked.fits(next(find_dates(text))) for text in ("2018-06-29", "2017-06-29", "2018-06-30", "2018年")]
    assert fits == [True, True, False, False]


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_is_the_same_in_both_writings(day: dt.date) -> None:
    (printed,) = find_dates(f"（{day.year}年{day.month}月{day.day}日）")
    (stored,) = find_dates(day.isoformat())
    assert printed.is_day
    assert printed.fits(stored)
    assert printed.span.of(f"（{day.year}年{day.month}月{day.day}日）").endswith("日")
