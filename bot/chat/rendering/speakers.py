"""Who spoke: page by page, each speaker a button to what they said."""

from __future__ import annotations

from bot.chat.rendering.keyboards import paging, rows
from bot.chat.rendering.quoting import title_of, write_person, write_who
from bot.chat.reply import Button, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.places import fingerprint
from bot.types import Meeting, Speech

__all__ = ["back_to_speakers", "render_speaker", "render_speaker_page"]

_PAGE = 8
"""Speakers or speeches on one page: with their roles they fill a phone's screen."""
_LABEL = 28
_OPENING = 16
"""Code points of a heading on a button, and of the words that stand for a heading there is none of."""


def render_speaker_page(meeting: Meeting, texts: Texts, page: int = 0) -> Reply:
    """List who spoke, a page of them, each with a button.

    Raises:
        LookupError: there is no such page.
    """
    pages = _pages(len(meeting.speakers))
    if not 0 <= page < pages:
        raise LookupError(page)
    mark = fingerprint(meeting)
    builder = ReplyBuilder()
    builder.write(texts.speakers.format(title=title_of(meeting, texts)))
    shown = range(page * _PAGE, min(len(meeting.speakers), (page + 1) * _PAGE))
    for number in shown:
        speaker = meeting.speakers[number]
        builder.write("\n")
        write_person(builder, speaker, meeting, texts)
        speeches = meeting.speeches_of(speaker)
        if len(speeches) > 1:
            builder.line(texts.speech_count.format(count=len(speeches)))
        elif speeches[0].section:
            builder.line(texts.source.format(section=speeches[0].section))
    names = [press(meeting.speakers[number], "speaker", mark, number) for number in shown]
    return builder.build(buttons=(*rows(names), *paging(page, pages, texts, ("speakers", mark))))


def render_speaker(meeting: Meeting, speaker: str, texts: Texts, page: int = 0) -> Reply:
    """List a speaker's speeches, a page of them, each with a button.

    Raises:
        LookupError: there is no such page.
    """
    speeches = meeting.speeches_of(speaker)
    pages = _pages(len(speeches))
    if not 0 <= page < pages:
        raise LookupError(page)
    mark = fingerprint(meeting)
    builder = ReplyBuilder()
    write_who(builder, speeches[0], texts)
    builder.line(texts.speech_count.format(count=len(speeches)))
    titles: list[tuple[Button, ...]] = []
    for place in range(page * _PAGE, min(len(speeches), (page + 1) * _PAGE)):
        speech = speeches[place]
        label = f"{place + 1}. {_heading(speech)}"
        titles.append((press(label, "outline", mark, meeting.speeches.index(speech)),))
    number = meeting.speakers.index(speaker)
    turns = paging(page, pages, texts, ("speaker", mark, number))
    return builder.build(buttons=(*titles, *turns, (back_to_speakers(meeting, speaker, texts),)))


def back_to_speakers(meeting: Meeting, speaker: str, texts: Texts) -> Button:
    """Return the button to the page of the list that names a speaker."""
    page = meeting.speakers.index(speaker) // _PAGE
    return press(texts.button_speakers, "speakers", fingerprint(meeting), page)


def _pages(count: int) -> int:
    return max(1, -(-count // _PAGE))


def _heading(speech: Speech) -> str:
    """Return what a speech is about, on a button: its heading, else its first words."""
    first, *_ = speech.text.split("\n")
    return _cut(speech.section, _LABEL) if speech.section else _cut(first, _OPENING)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
