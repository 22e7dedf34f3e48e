"""When a meeting was held, as far as its headlines or its lead say."""

from __future__ import annotations

from bot.retrieval.dates import find_dates
from bot.retrieval.normal import fold
from bot.types import Meeting, Span, Speech

__all__ = ["stated_date"]


def stated_date(meeting: Meeting) -> Span | None:
    """Return where the reporter dates the meeting: in a headline, be it by the year alone, else the first full date.

    Returns:
        A span of the reporter's speech; None when there is no date. 昨天 and the like date nothing for a later reader.
    """
    text = fold(meeting.reporter.text)
    headlines = {meeting.title, meeting.subtitle}
    first = min((place.start for speech in meeting.speeches for place in _printed(speech)), default=len(text))
    front = [paragraph for paragraph in meeting.reporter.paragraphs if paragraph.start < first]
    dated = [
        (not headline, not date.is_day, paragraph.start + date.span.start, len(date.span))
        for paragraph in front
        for headline in [paragraph.of(meeting.reporter.text).lstrip("—") in headlines]
        for date in find_dates(paragraph.of(text))
        if date.year and (headline or date.is_day)
    ]
    if not dated:
        return None
    *_, start, length = min(dated)
    return Span(start, start + length)


def _printed(speech: Speech) -> list[Span]:
    return [place for place in (speech.heading, speech.role_line) if place is not None]
