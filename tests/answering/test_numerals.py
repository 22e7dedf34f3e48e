"""A number has one value, however it is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.numerals import read_ends, read_numeral
from tests.answering.spelling import DIGITS, spell

LARGEST = 10**12


@settings(deadline=None)
@given(st.integers(0, LARGEST))
def test_a_number_spelled_in_chinese_is_read_back(number: int) -> None:
    assert read_numeral(spell(number)) == number


@settings(deadline=None)
@given(st.integers(0, LARGEST))
def test_the_words_for_two_and_for_nothing_do_not_matter(number: int) -> None:
    spelled = spell(number)
    for scale in "百千万亿":
        spelled = spelled.replace("二" + scale, "两" + scale)
    assert read_numeral(spelled.replace("零", "〇")) == number
    assert read_numeral(spelled.removeprefix("一") if spelled.startswith("一十") else spelled) == number


@settings(deadline=None)
@given(st.integers(0, LARGEST))
def test_digits_are_read_with_and_without_separators(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u2009")):
        assert read_numeral(written) == number


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(0, 999), st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_a_decimal_with_a_scale_is_the_same_float_as_the_whole_number(
    whole: int, thousandths: int, scale: tuple[str, int]
) -> None:
    name, factor = scale
    assert read_numeral(f"{whole}.{thousandths:03}{name}") == float((whole * 1000 + thousandths) * factor // 1000)


@settings(deadline=None)
@given(st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=4))
def test_a_spelled_decimal_is_the_one_in_digits(whole: int, fraction: str) -> None:
    spelled = f"{spell(whole)}点{''.join(DIGITS[int(digit)] for digit in fraction)}"
    assert read_numeral(spelled) == read_numeral(f"{whole}.{fraction}")


@settings(deadline=None)
@given(st.integers(1000, 2999))
def test_a_year_is_read_digit_by_digit(year: int) -> None:
    spelled = "".join(DIGITS[int(digit)] for digit in str(year))
    assert read_numeral(spelled) == read_numeral(spelled.replace("零", "〇")) == year


@settings(deadline=None)
@given(st.one_of(st.text(max_size=30), st.text("0123456789,. 零〇一二两三五九十百千万亿点几数", max_size=30)))
def test_whatever_is_given_the_ends_are_in_order(text: str) -> None:
    ends = read_ends(text)
    assert ends is None or ends[0] <= ends[1]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("二十三", 23),
        ("一千二百", 1200),
        ("十", 10),
        ("两百", 200),
        ("二〇二六", 2026),
        ("三千五", 3500),
        ("三千零五", 3005),
        ("两万三", 23_000),
        ("二百五", 250),
        ("百二十万", 1_200_000),
        ("三万亿", 3e12),
        ("零点五", 0.5),
        ("三点五亿", 3.5e8),
        ("1亿2000万", 1.2e8),
        ("62 600", 62_600),
        ("1,234.5", 1234.5),
    ],
)
def test_a_numeral_is_read_by_place_value(numeral: str, value: float) -> None:
    assert read_numeral(numeral) == value


@pytest.mark.parametrize(
    ("numeral", "low", "high"),
    [
        ("三四十", 30, 40),
        ("五六", 5, 6),
        ("两三", 2, 3),
        ("三五", 3, 5),
        ("十七八", 17, 18),
        ("七八百万", 7e6, 8e6),
        ("一百二三十", 120, 130),
        ("几十", 20, 90),
        ("数百万", 2e6, 9e6),
    ],
)
def test_a_numeral_can_be_a_range(numeral: str, low: float, high: float) -> None:
    assert read_ends(numeral) == (low, high)
    assert read_numeral(numeral) is None


@pytest.mark.parametrize(
    "text", ["", "桥", "三桥", "1.2.3", "百千", "几", "十十", "亿亿", "三点", "点五", "两两", "1" * 25, "1e5", "七五百"]
)
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert read_ends(text) is None
