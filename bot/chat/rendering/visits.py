"""What a link into the private chat opens."""

from __future__ import annotations

from bot.chat.links import Target, TargetKind, parse_payload
from bot.chat.rendering.outlines import render_outline, render_speeches_of
from bot.chat.rendering.places import render_place
from bot.chat.rendering.rooms import PRIVATE, Room, folded
from bot.chat.reply import Reply
from bot.chat.texts import Texts
from bot.types import Meeting

__all__ = ["render_visit"]


def render_visit(meeting: Meeting, payload: str, texts: Texts, room: Room = PRIVATE) -> Reply:
    """Show the quote in context, the speech or the speaker that a link leads to.

    Raises:
        OutdatedPlaceError: it leads nowhere in this meeting.
    """
    found = parse_payload(payload)
    if not isinstance(found, Target):
        return folded(render_place(meeting, found.quote(meeting), texts), room)
    if found.kind is TargetKind.SPEECH:
        return render_outline(meeting, found.speech(meeting), texts, room)
    return render_speeches_of(meeting, found.speaker(meeting), texts, room=room)
