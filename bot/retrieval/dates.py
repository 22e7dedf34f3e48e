"""Dates in a text, as far as they are stated: a day, a month or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from bot.types import Span

__all__ = ["StatedDate", "find_dates"]

_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NUMBER = r"\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DATE = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?!\d)"
    rf"|(?:(?<!\d)(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})年)(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})[日号])?)?"
    rf"|(?<!\d)(?P<bare_month>{_NUMBER})月(?P<bare_day>{_NUMBER})[日号]"
)
_MONTHS, _DAYS = 12, 31


@dataclass(frozen=True, slots=True)
class StatedDate:
    """What a text says of a date.

    Attributes:
        year: The year in full; 0 when it is not stated.
        month: 1 to 12; 0 when it is not stated.
        day: 1 to 31; 0 when it is not stated.
        span: Where it stands.
    """

    year: int
    month: int
    day: int
    span: Span

    def fits(self, other: Self) -> bool:
        """Tell whether the two can be the same date: what both state is equal, and they have a part in common."""
        ours, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        both = [(left, right) for left, right in zip(ours, theirs, strict=True) if left and right]
        return bool(both) and all(left == right for left, right in both)

    @property
    def is_day(self) -> bool:
        """Whether one day in all of time is meant."""
        return bool(self.year and self.month and self.day)


def find_dates(text: str) -> Iterator[StatedDate]:
    """Yield the dates of a text in normal form, in order: 2016年9月5日, 2016-09-05, 二〇一六年九月, 2016年, 9月5日."""
    for match in _DATE.finditer(text):
        year = _number(match["y"] or match["year"] or "")
        month = _number(match["m"] or match["month"] or match["bare_month"] or "")
        day = _number(match["d"] or match["day"] or match["bare_day"] or "")
        if month <= _MONTHS and day <= _DAYS:
            yield StatedDate(year, month, day, Span(match.start(), match.end()))


def _number(digits: str) -> int:
    """Read Arabic digits, Chinese digits one by one (二〇一六) or a number below 100 (二十九); 0 for nothing."""
    if not digits or digits.isdecimal():
        return int(digits or 0)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
    return int("".join(str(_DIGITS[digit]) for digit in digits))
