"""Who said it, in which words, and where: the pieces that replies have in common."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering.positions import cited_place
from bot.chat.rendering.rooms import PRIVATE, Room
from bot.chat.reply import EntityKind, ReplyBuilder
from bot.chat.texts import Texts
from bot.types import Meeting, Quote, Speech

__all__ = [
    "title_of",
    "write_origin",
    "write_person",
    "write_quote",
    "write_quotes",
    "write_section",
    "write_speech_quotes",
    "write_who",
]


def title_of(meeting: Meeting, texts: Texts) -> str:
    """Return the meeting's title as the language writes one, with its date where the title does not say it.

    Several meetings that are asked about together are counted.
    """
    if meeting.parts:
        return texts.meetings_together.format(count=len(meeting.parts))
    title = texts.title.format(meeting=meeting.called)
    return texts.title_dated.format(title=title, date=meeting.date) if meeting.date else title


def write_person(builder: ReplyBuilder, speaker: str, meeting: Meeting, texts: Texts) -> None:
    """Write one line: a speaker with the role of their first speech."""
    builder.line(speaker, EntityKind.BOLD)
    if role := next((speech.shown_role for speech in meeting.speeches_of(speaker) if speech.shown_role), ""):
        builder.write(texts.who.format(role=role))


def write_quotes(
    builder: ReplyBuilder, quotes: Sequence[Quote], meeting: Meeting, texts: Texts, room: Room = PRIVATE
) -> None:
    """Write the quotes by speech, the best one's first; each speaker and section is named once.

    Where they come from several meetings, each section is told with its meeting, else the meeting once at the end.
    The place in the file stands with the section or, where the quotes of one have different ones, below each of them.
    """
    speeches = tuple(dict.fromkeys(quote.speech for quote in quotes))
    together = len({meeting.part_of(speech).source.sha256 for speech in speeches}) == 1
    named: tuple[str, str] | None = None
    for speech in speeches:
        if builder.position:
            builder.write("\n")
        if named != (speech.speaker, speech.shown_role):
            write_who(builder, speech, texts)
            named = (speech.speaker, speech.shown_role)
        place = write_speech_quotes(builder, [quote for quote in quotes if quote.speech is speech], texts, room)
        if len(speeches) > 1 and together:
            write_section(builder, speech, texts, place)
        else:
            write_origin(builder, speech, meeting, texts, place)
    if len(speeches) > 1 and together:
        builder.paragraph(title_of(meeting.part_of(speeches[0]), texts))


def write_speech_quotes(builder: ReplyBuilder, quotes: Sequence[Quote], texts: Texts, room: Room = PRIVATE) -> str:
    """Write quotes of one speech, below each its place in the file; one that they share is returned instead.

    Returns:
        The place that a line below all of them is to name; empty for none.
    """
    places = [cited_place(quote, texts) for quote in quotes]
    together = len(set(places)) <= 1
    for quote, place in zip(quotes, places, strict=True):
        write_quote(builder, quote, room)
        if place and not together:
            builder.line(place)
    return places[0] if places and together else ""


def write_section(builder: ReplyBuilder, speech: Speech, texts: Texts, place: str = "") -> None:
    """Write one line: the section that words come from, and their place in the file; nothing where neither is known."""
    if speech.section:
        origin = texts.source.format(section=speech.section)
        builder.line(texts.source_at.format(source=origin, place=place) if place else origin)
    elif place:
        builder.line(texts.source_place.format(place=place))


def write_origin(builder: ReplyBuilder, speech: Speech, meeting: Meeting, texts: Texts, place: str = "") -> None:
    """Write one line: the section and the meeting that words come from, and their place in the file if it is given."""
    title = title_of(meeting.part_of(speech), texts)
    if speech.section:
        origin = texts.source_with_title.format(section=speech.section, title=title)
    else:
        origin = texts.source_title.format(title=title)
    builder.line(texts.source_at.format(source=origin, place=place) if place else origin)


def write_who(builder: ReplyBuilder, speech: Speech, texts: Texts) -> None:
    """Write one line: whose words these are, a speaker's with their role or the reporter's."""
    if speech.by_reporter:
        builder.line(texts.reporter)
        return
    builder.line(speech.speaker, EntityKind.BOLD)
    if speech.shown_role:
        builder.write(texts.who.format(role=speech.shown_role))


def write_quote(builder: ReplyBuilder, quote: Quote, room: Room = PRIVATE) -> None:
    """Write a quote as a block, folded where it would take too much room, its decisive words bold."""
    builder.line()
    offset = builder.position - quote.span.start
    with builder.inside(EntityKind.LONG_QUOTE if len(quote.span) >= room.folded_from else EntityKind.QUOTE):
        builder.write(quote.text)
    for words in quote.emphasis:
        builder.mark(EntityKind.BOLD, words.start + offset, words.end + offset)
