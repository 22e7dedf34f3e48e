"""Which of the two times of a report is meant: what was done, or what comes next."""

from __future__ import annotations

from enum import Enum, auto

from bot.language import hint

__all__ = ["Period", "named_period", "period"]


class Period(Enum):
    """The two times that a report is made of."""

    PAST = auto()
    NEXT = auto()


def period(folded: str) -> Period | None:
    """Return the time that a folded question asks for, by its name or what belongs to it (成绩, 目标); else None."""
    return named_period(folded) or _first(folded, "asks_past", "asks_next")


def named_period(folded: str) -> Period | None:
    """Return the time that folded text names, the first of several; None when it names neither."""
    return _first(folded, "past", "next")


def _first(folded: str, past: str, after: str) -> Period | None:
    found = [
        (match.start(), when)
        for name, when in ((past, Period.PAST), (after, Period.NEXT))
        if (match := hint(name).search(folded))
    ]
    return min(found, key=lambda place: place[0])[1] if found else None
