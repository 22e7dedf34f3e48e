"""The meeting itself: what the reporter says of it, and how much there is to ask about."""

from __future__ import annotations

from bot.answering.occasion import stated_date
from bot.chat.limits import fits
from bot.chat.rendering.meetings import write_meeting
from bot.chat.rendering.quoting import title_of, write_quote
from bot.chat.reply import EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.places import fingerprint
from bot.types import Meeting, Quote

__all__ = ["render_meeting"]

_MOST = 20
"""Meetings that are listed."""


def render_meeting(meeting: Meeting, texts: Texts) -> Reply:
    """Show title, sub-title, lead and byline, when it was, who spoke how much, and which file it was read from.

    Returns:
        A reply that fits one message: a lead longer than that is left out.
    """
    if meeting.parts:
        return _render_several(meeting, texts)
    whole = _render(meeting, texts, lead=True)
    return whole if fits(whole) else _render(meeting, texts, lead=False)


def _render_several(meeting: Meeting, texts: Texts) -> Reply:
    """List several meetings, the last first, as many as fit."""
    for count in range(min(len(meeting.parts), _MOST), 0, -1):
        builder = ReplyBuilder().write(title_of(meeting, texts))
        for part in list(reversed(meeting.parts))[:count]:
            write_meeting(builder, part, texts)
        if count < len(meeting.parts):
            builder.paragraph("…")
        reply = builder.build()
        if fits(reply):
            break
    return reply


def _render(meeting: Meeting, texts: Texts, *, lead: bool) -> Reply:
    reporter = meeting.reporter
    builder = ReplyBuilder()
    builder.write(title_of(meeting, texts), EntityKind.BOLD)
    if meeting.subtitle:
        builder.line(meeting.subtitle)
    if meeting.lead is not None and lead:
        write_quote(builder, Quote(reporter, meeting.lead))
    if meeting.byline is not None:
        builder.line(texts.meeting_byline.format(byline=meeting.byline.of(reporter.text)))
    builder.line()
    if date := stated_date(meeting):
        builder.line(texts.meeting_date.format(date=date.of(reporter.text)))
    builder.line(
        texts.meeting_counts.format(
            speakers=len(meeting.speakers),
            speeches=len(meeting.speeches),
            characters=f"{sum(len(speech.text) for speech in meeting.speeches):,}",
        )
    )
    builder.line(texts.meeting_source.format(file=meeting.source.path.name, digest=fingerprint(meeting)))
    return builder.build(buttons=((press(texts.button_speakers, "speakers", fingerprint(meeting), 0),),))
