"""When a meeting was held, as far as its text or its file's name says."""

from __future__ import annotations

import re
from itertools import takewhile

from bot.answering.occasion import stated_date
from bot.retrieval.dates import StatedDate, find_dates
from bot.retrieval.normal import fold
from bot.types import Meeting

__all__ = ["date_of", "parse_date"]

_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:[-_.年 ]?(?P<month>0?[1-9]|1[0-2])(?!\d)(?:[-_.月 ](?P<day>0?[1-9]|[12]\d|3[01])(?!\d))?"
    r"|(?P<joined>(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])))?(?!\d)"
)
_WRITTEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def date_of(meeting: Meeting, file_name: str = "") -> str:
    """Return the date that is settled, else the reporter's or the file name's, the fuller where both agree.

    Args:
        meeting: Any.
        file_name: Under which the source came.

    Returns:
        ``2022-09-05``, ``2022-09``, ``2022``, or nothing when neither tells.
    """
    if meeting.date:
        return meeting.date
    span = stated_date(meeting)
    stated = next((_iso(date) for date in find_dates(fold(span.of(meeting.reporter.text)))), "") if span else ""
    named = _named(file_name)
    return named if named.startswith(stated) else stated


def parse_date(text: str) -> str:
    """Read a date as somebody types it: 2022, 2022-09, 2022-09-05, 2022年9月5日.

    Raises:
        ValueError: it is none, or has no year.
    """
    folded = fold(text).strip()
    date = folded if _WRITTEN.fullmatch(folded) else next((_iso(date) for date in find_dates(folded)), "")
    numbers = [int(part) for part in date.split("-")] if date else []
    month, day = (*numbers[1:], 1, 1)[:2] if len(numbers) > 1 else (1, 1)
    if not numbers or not numbers[0] or not 1 <= month <= len(_DAYS) or not 1 <= day <= _DAYS[month - 1]:
        raise ValueError(text)
    return date


def _iso(date: StatedDate) -> str:
    if not date.year:
        return ""
    parts = (f"{date.year:04}", f"{date.month:02}", f"{date.day:02}")
    known = sum(1 for _ in takewhile(bool, (date.year, date.month, date.day)))
    return "-".join(parts[:known])


def _named(file_name: str) -> str:
    found = []
    for match in _IN_NAME.finditer(fold(file_name)):
        joined = match["joined"] or ""
        parts = (match["year"], match["month"] or joined[:2], match["day"] or joined[2:])
        found.append("-".join(part.zfill(2) for part in takewhile(bool, parts)))
    return max(found, key=len, default="")
