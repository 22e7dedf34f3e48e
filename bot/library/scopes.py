"""Which of several meetings a message asks about: by name, by date, or from the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.language import HAN, hint
from bot.retrieval.dates import StatedDate, find_dates
from bot.retrieval.normal import fold, normalise
from bot.types import Meeting, Span

__all__ = ["Scope", "select_scope"]

_SHORT = 12
"""Characters of a message that may lean on the one before."""
_FEWEST = 4
"""Characters of a title that tell it from a word."""
_ABOUT = re.compile(r"的?(?:(?:[这那]?[次场个])?(?:(?:会议|大会|例会|记者会|发布会|座谈会)[上里中]?|会?[上里中]))?的?")
"""What leads on from a name or a date: 9月5日的会上."""
_BEFORE = re.compile(r"(?:在|从|于|关于|at|in|on)\s*$")
_MARKS = re.compile(rf"[^\w{HAN}]")
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Scope:
    """The meetings a message asks about.

    Attributes:
        meetings: Those, by date; at least one, and fewer than there are.
        text: The message without the words that say which.
        firm: Whether these alone are meant; otherwise the year may just as well be what is asked about.
        words: By which they were recognised: 去年, 2012.
        inherited: Whether only the message before names them.
    """

    meetings: tuple[Meeting, ...]
    text: str
    firm: bool
    words: str = ""
    inherited: bool = False


def select_scope(text: str, context: Sequence[str], meetings: Sequence[Meeting], today: date) -> Scope | None:
    """Return which of some meetings a message asks about; None for all of them.

    A short message that leans on the one before asks about the meeting that this has named.

    Args:
        text: As typed.
        context: Earlier messages, oldest first.
        meetings: By date.
        today: In whose year 今年 is, unless an earlier message was about another.
    """
    if len(meetings) < 2:  # noqa: PLR2004 - nothing to choose from
        return None
    normal = normalise(text)
    before = _before(context, meetings, today)
    named = _by_title(normal, meetings) or _by_date(normal, meetings) or _by_turn(normal, meetings, before)
    scope = named or _by_year(normal, meetings, _year(before, meetings, today), before)
    if scope is None and before is not None and before.firm and len(normal) <= _SHORT and _leans(normal):
        scope = Scope(before.meetings, normal, firm=True, inherited=True)
    return scope if scope is not None and len(scope.meetings) < len(meetings) else None


def _before(context: Sequence[str], meetings: Sequence[Meeting], today: date) -> Scope | None:
    if not context:
        return None
    return select_scope(context[-1], context[:-1], meetings, today)


def _leans(normal: str) -> bool:
    return any(hint(name).search(normal) for name in ("leans", "pronoun", "whose_turn", "asks_words"))


def _year(before: Scope | None, meetings: Sequence[Meeting], today: date) -> int:
    """Return what 今年 is: the year of the meeting asked about before, else this one, else that of the last meeting."""
    if before is not None and (year := before.meetings[-1].date[:_YEAR_DIGITS]):
        return int(year)
    years = [int(meeting.date[:_YEAR_DIGITS]) for meeting in meetings if meeting.date]
    return today.year if not years or {today.year, today.year - 1}.intersection(years) else max(years)


def _by_title(normal: str, meetings: Sequence[Meeting]) -> Scope | None:
    bare, places = _bare(normal)
    titles = [[_bare(normalise(title))[0] for title in (meeting.name, meeting.title) if title] for meeting in meetings]
    years = {f"{stated.year:04}" for stated in find_dates(normal) if stated.year}
    said = [
        max((_said_of(title, bare, dated=meeting.date[:_YEAR_DIGITS] in years) for title in own), key=len, default="")
        for meeting, own in zip(meetings, titles, strict=True)
    ]
    # of 防汛会 and 春季防汛会 the longer one is meant
    most = max(said, key=len, default="")
    if not most:
        return None
    # what stands in the title of every meeting tells none of them
    chosen = tuple(
        meeting
        for meeting, own, words in zip(meetings, titles, said, strict=True)
        if words == most or any(most in title for title in own if not years)
    )
    at = bare.find(most)
    spans = [Span(places[at], places[at + len(most) - 1] + 1)]
    spans += [stated.span for stated in find_dates(normal) if stated.year and _is_of(stated.year, chosen)]
    return Scope(chosen, _without(normal, _apart(spans)), firm=True)


def _is_of(year: int, meetings: Sequence[Meeting]) -> bool:
    return all(meeting.date.startswith(f"{year:04}") for meeting in meetings)


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return the spans that lie in no other."""
    return [span for span in spans if not any(other != span and other.overlaps(span) for other in spans[:1])]


def _said_of(title: str, bare: str, *, dated: bool) -> str:
    """Return the longest end of a title that a message says: half of it at least, and no mere word.

    Where the message names its year, a few words will do: 2012年政府工作报告.
    """
    starts = range(len(title) + 1 if dated else len(title) // 2 + 1)
    ends = (title[start:] for start in starts if len(title) - start >= _FEWEST)
    return next((end for end in ends if end in bare), "")


def _by_date(normal: str, meetings: Sequence[Meeting]) -> Scope | None:
    for stated in find_dates(normal):
        if not stated.month:
            continue
        chosen = tuple(meeting for meeting in meetings if _held(meeting, stated))
        if chosen:
            return Scope(chosen, _without(normal, [stated.span]), firm=True)
    return None


def _held(meeting: Meeting, stated: StatedDate) -> bool:
    """Tell whether a meeting was held on a stated date, as exactly as that is stated."""
    known = next(find_dates(_printed(meeting.date)), None)
    if known is None or not known.month or (stated.day and not known.day):
        return False
    return stated.fits(known)


def _printed(iso: str) -> str:
    return "".join(part + mark for part, mark in zip(iso.split("-"), "年月日", strict=False)) if iso else ""


def _by_turn(normal: str, meetings: Sequence[Meeting], before: Scope | None) -> Scope | None:
    dated = [meeting for meeting in meetings if meeting.date]
    if not dated:
        return None
    for name, back in (("meeting_before_last", 2), ("last_meeting", 1)):
        match = hint(name).search(normal)
        if match is None:
            continue
        # after a question about one meeting, the last one is that before it
        known = dated.index(before.meetings[0]) if before and before.meetings[0] in dated else len(dated)
        place = known - back
        if place < 0:
            return None
        same = tuple(meeting for meeting in dated if meeting.date == dated[place].date)
        return Scope(same, _without(normal, [Span(*match.span())]), firm=True)
    return None


def _by_year(normal: str, meetings: Sequence[Meeting], this: int, before: Scope | None) -> Scope | None:
    # 那前一年呢 reckons from the year that was asked about; and 那2011年的呢 leans on a meeting that was named
    relative = (("year_before", 1), ("year_after", -1)) if before is not None else ()
    firm = before is not None and before.firm and len(normal) <= _SHORT and _leans(normal)
    for name, back in (*relative, ("year_before_last", 2), ("last_year", 1), ("this_year", 0)):
        if match := hint(name).search(normal):
            return _of_year(normal, Span(*match.span()), this - back, meetings, firm=firm)
    for stated in find_dates(normal):
        if stated.year and not stated.month:
            return _of_year(normal, stated.span, stated.year, meetings, firm=firm)
    return None


def _of_year(normal: str, span: Span, year: int, meetings: Sequence[Meeting], *, firm: bool) -> Scope | None:
    chosen = tuple(meeting for meeting in meetings if meeting.date.startswith(f"{year:04}"))
    said = span.of(normal).rstrip("的")
    words = said.removesuffix("年") if said[:1].isdigit() else said
    return Scope(chosen, _without(normal, [span]), firm=firm, words=words) if chosen else None


def _bare(normal: str) -> tuple[str, list[int]]:
    """Return a text without marks and blanks, and the place of each of its characters."""
    places = [place for place, character in enumerate(normal) if not _MARKS.match(character)]
    return fold("".join(normal[place] for place in places)), places


def _without(normal: str, spans: Sequence[Span]) -> str:
    """Take out stretches with what leads to them and on from them; never everything."""
    rest = normal
    for span in sorted(spans, reverse=True):
        before, after = _BEFORE.sub("", rest[: span.start].rstrip(" 《“\"'")), rest[span.end :].lstrip(" 》”\"'")
        after = after[_ABOUT.match(after).end() :] if _ABOUT.match(after) else after  # type: ignore[union-attr]
        rest = f"{before} {after}" if before[-1:].isascii() and after[:1].isascii() else before + after
    return rest.strip(" ,，、") or normal
