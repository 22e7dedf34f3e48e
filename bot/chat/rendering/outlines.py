"""What a speech is made of: its points, each of which can be read by itself, and the way to the whole text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.chat.limits import fits
from bot.chat.rendering.keyboards import paging
from bot.chat.rendering.positions import cited_span
from bot.chat.rendering.quoting import write_origin, write_quote, write_section, write_who
from bot.chat.rendering.rooms import PRIVATE, Room, folded
from bot.chat.rendering.speakers import back_to_speakers, render_speaker
from bot.chat.rendering.speeches import page_at, page_spans, render_speech
from bot.chat.reply import Button, Buttons, EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.passages import point_spans, sentences
from bot.corpus.places import fingerprint
from bot.types import Meeting, Quote, Span, Speech

__all__ = ["Outline", "outline_of", "render_outline", "render_part", "render_reading", "render_speeches_of"]

_MOST = 8
"""Parts shown of a speech: as many buttons with a digit as a phone shows in a row."""
_LONGEST_PART = 1500
"""Code points of a part that is shown by itself; of a longer one the page of the speech is shown where it begins."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts a speech is made of.

    Attributes:
        parts: In order, as spans of ``Speech.text``.
        counted: Whether they are its points, which the speaker counts or opens alike; else they are paragraphs.
    """

    parts: tuple[Span, ...]
    counted: bool


def outline_of(speech: Speech) -> Outline:
    """Return the points of a speech; of one without points, its paragraphs."""
    points = tuple(_trimmed(speech, point) for point in point_spans(speech))
    return Outline(points, counted=True) if points else Outline(speech.paragraphs, counted=False)


def render_outline(meeting: Meeting, speech: Speech, texts: Texts, room: Room = PRIVATE) -> Reply:
    """Show how each part of a speech begins, with buttons to read that part or the whole; a short one as it is.

    Returns:
        A reply that fits one message, with as many parts as it holds.
    """
    outline = outline_of(speech)
    if len(outline.parts) == 1 and not outline.counted:
        return render_reading(meeting, speech, texts, 0, room)
    for count in range(min(_MOST, len(outline.parts)), -1, -1):
        builder = ReplyBuilder()
        write_who(builder, speech, texts)
        place = cited_span(speech, Span(0, len(speech.text)), texts)
        if speech.section:
            write_section(builder, speech, texts, place)
        else:
            write_origin(builder, speech, meeting, texts, place)
        if count:
            label = texts.points if outline.counted else texts.paragraphs
            builder.paragraph(label.format(count=len(outline.parts)))
        for part in outline.parts[:count]:
            write_quote(builder, Quote(speech, next(sentences(speech.text, part))), room)
        if 0 < count < len(outline.parts):
            builder.line(texts.more_parts.format(count=len(outline.parts) - count))
        reply = builder.build(buttons=_ways_on(meeting, speech, texts, count))
        if fits(reply):
            break
    return reply


def render_speeches_of(meeting: Meeting, speaker: str, texts: Texts, page: int = 0, room: Room = PRIVATE) -> Reply:
    """Show a page of a speaker's speeches or, where there is one, what it is made of.

    Raises:
        LookupError: there is no such page.
    """
    speeches = meeting.speeches_of(speaker)
    if len(speeches) == 1 and page == 0:
        return render_outline(meeting, speeches[0], texts, room)
    return render_speaker(meeting, speaker, texts, page)


def render_part(meeting: Meeting, speech: Speech, texts: Texts, part: int, room: Room = PRIVATE) -> Reply:
    """Show a part of a speech by itself; of a long one the page where it begins.

    Args:
        meeting: Whose speech it is.
        speech: Which.
        texts: The language of the words around.
        part: Which part, from 1.
        room: Where the reply stands.

    Raises:
        LookupError: there is no such part.
    """
    outline = outline_of(speech)
    if not 1 <= part <= len(outline.parts):
        raise LookupError(part)
    span = outline.parts[part - 1]
    if len(span) > _LONGEST_PART:
        return render_reading(meeting, speech, texts, page_at(speech, span.start), room)
    number = meeting.speeches.index(speech)
    builder = ReplyBuilder()
    write_who(builder, speech, texts)
    builder.line(span.of(speech.text), EntityKind.QUOTE)
    label = texts.point_number if outline.counted else texts.paragraph_number
    builder.line(label.format(number=part, count=len(outline.parts)))
    mark = fingerprint(meeting)
    before = (press(f"‹ {part - 1}", "part", mark, number, part - 1),) if part > 1 else ()
    after = (press(f"{part + 1} ›", "part", mark, number, part + 1),) if part < len(outline.parts) else ()
    reply = builder.build(buttons=((*before, *after), (_to_outline(meeting, speech, texts),)))
    return folded(reply, room)


def render_reading(meeting: Meeting, speech: Speech, texts: Texts, page: int, room: Room = PRIVATE) -> Reply:
    """Show a page, from 0, of a speech's text, with buttons to the other pages and to what it is made of.

    Raises:
        LookupError: there is no such page.
    """
    reply = render_speech(speech, page, meeting, texts)
    action = ("text", fingerprint(meeting), meeting.speeches.index(speech))
    turns = paging(page, len(page_spans(speech)), texts, action)
    parts = len(outline_of(speech).parts)
    back = _to_outline(meeting, speech, texts) if parts > 1 else _to_speaker(meeting, speech, texts)
    return folded(replace(reply, buttons=(*turns, (back,))), room)


def _to_speaker(meeting: Meeting, speech: Speech, texts: Texts) -> Button:
    """Return the button to whoever gave a speech or, where they gave no other, to all who spoke."""
    if len(meeting.speeches_of(speech.speaker)) > 1:
        return press(texts.button_back, "speaker", fingerprint(meeting), meeting.speakers.index(speech.speaker), 0)
    return back_to_speakers(meeting, speech.speaker, texts)


def _to_outline(meeting: Meeting, speech: Speech, texts: Texts) -> Button:
    return press(texts.button_back, "outline", fingerprint(meeting), meeting.speeches.index(speech))


def _ways_on(meeting: Meeting, speech: Speech, texts: Texts, parts: int) -> Buttons:
    """Return the buttons to each part, to the whole text, and back."""
    number, mark = meeting.speeches.index(speech), fingerprint(meeting)
    by_part = tuple(press(str(part), "part", mark, number, part) for part in range(1, parts + 1))
    return by_part, (press(texts.button_speech, "text", mark, number, 0), _to_speaker(meeting, speech, texts))


def _trimmed(speech: Speech, span: Span) -> Span:
    """Return a span without the whitespace at its end."""
    return Span(span.start, span.start + len(span.of(speech.text).rstrip()))
