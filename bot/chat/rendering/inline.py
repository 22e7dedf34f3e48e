"""What is listed while somebody types after the bot's name, and the message that each of it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.browsing import Listing
from bot.chat.limits import fits
from bot.chat.links import Target, deep_link
from bot.chat.rendering.answers import render
from bot.chat.rendering.quoting import title_of, write_person, write_quotes
from bot.chat.rendering.rooms import GROUP
from bot.chat.reply import Button, ButtonKind, Reply, ReplyBuilder, printable
from bot.chat.texts import Texts
from bot.corpus.places import Place, fingerprint
from bot.types import Answer, Meeting, Quote, Span

__all__ = ["PAGE", "Result", "page_of", "render_quote", "render_results"]

PAGE = 20
"""Results shown at once; Telegram asks for more while they are scrolled through, and takes up to 50."""

_LONGEST_TITLE = 120
_LONGEST_DESCRIPTION = 240
_OFFSET = re.compile(r"[0-9]{1,6}")
_SHORTER = (3600, 1800)
"""Code points to which a quote is cut that fits no message."""

_BEFORE_EMPHASIS = 40
"""Code points that may stand before the first decisive word of a description."""


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is listed.

    Attributes:
        result_id: Of up to 64 ASCII characters; the same for the same thing.
        title: Its first line.
        description: The lines below, of which a phone shows two or three.
        message: What is posted when it is picked; fits one message.
    """

    result_id: str
    title: str
    description: str
    message: Reply


def render_results(listing: Listing, meeting: Meeting, texts: Texts, username: str) -> tuple[Result, ...]:
    """Say what is listed: speakers, the whole answer where it says more than its quotes, then the quotes.

    Args:
        listing: What there is; its quotes share no words.
        meeting: What it was looked for in.
        texts: The language of the words around.
        username: The bot's, without ``@``, for links to it.
    """
    results = [_speaker(speaker, meeting, texts, username) for speaker in listing.speakers]
    if listing.answer is not None and (whole := _answer(listing.answer, texts)):
        results.append(whole)
    return (*results, *(render_quote(quote, meeting, texts, username) for quote in listing.quotes))


def render_quote(quote: Quote, meeting: Meeting, texts: Texts, username: str) -> Result:
    """Say a quote: who said it where, its words, and where they are read in context."""
    for shorter in _shorter(quote):
        builder = ReplyBuilder()
        write_quotes(builder, [shorter], meeting, texts, GROUP)
        message = builder.build()
        if fits(message):
            break
    place = str(Place.of(shorter, meeting))
    speech = quote.speech
    if speech.by_reporter:
        title = texts.inline_title.format(speaker=texts.reporter, section=title_of(meeting.part_of(speech), texts))
    else:
        section = speech.section or speech.shown_role
        title = texts.inline_title.format(speaker=speech.speaker, section=section) if section else speech.speaker
    link = Button(texts.button_open_place, ButtonKind.LINK, deep_link(username, place))
    return Result(place, _line(title, _LONGEST_TITLE), _around_emphasis(quote), replace(message, buttons=((link,),)))


def page_of(results: Sequence[Result], offset: str) -> tuple[Sequence[Result], str]:
    """Return the results from ``offset`` on that are shown at once, and the offset of the next ones.

    Args:
        results: All of them.
        offset: As given back by Telegram: empty for the first page. What is no offset has no results.

    Returns:
        The page and the next offset, which is empty on the last one.
    """
    start = int(offset or 0) if not offset or _OFFSET.fullmatch(offset) else len(results)
    end = start + PAGE
    return results[start:end], str(end) if end < len(results) else ""


def _speaker(speaker: str, meeting: Meeting, texts: Texts, username: str) -> Result:
    speeches = meeting.speeches_of(speaker)
    builder = ReplyBuilder()
    write_person(builder, speaker, meeting, texts)
    sections = list(dict.fromkeys(speech.section for speech in speeches if speech.section))
    for section in sections:
        builder.line(texts.source.format(section=section))
    builder.paragraph(title_of(meeting, texts))
    target = str(Target.of_speaker(speaker, meeting))
    link = Button(texts.button_open_speaker, ButtonKind.LINK, deep_link(username, target))
    role = next((speech.shown_role for speech in speeches if speech.shown_role), "")
    title = speaker + (texts.who.format(role=role) if role else "")
    message = builder.build(buttons=((link,),))
    if not fits(message):  # somebody with hundreds of speeches
        short = ReplyBuilder()
        write_person(short, speaker, meeting, texts)
        message = short.build(buttons=((link,),))
    return Result(target, _line(title, _LONGEST_TITLE), _line(texts.join(sections), _LONGEST_DESCRIPTION), message)


def _answer(answer: Answer, texts: Texts) -> Result | None:
    message = render(answer, texts, room=GROUP)
    if not fits(message):
        return None
    description = _line(message.text, _LONGEST_DESCRIPTION)
    return Result(f"answer-{fingerprint(answer.meeting)}", texts.inline_answer, description, message)


def _shorter(quote: Quote) -> Iterator[Quote]:
    """Yield a quote, then what of it may fit a message: without emphasis, which may be too much, then its beginning."""
    yield quote
    for length in (len(quote.span), *_SHORTER):
        yield Quote(quote.speech, Span(quote.span.start, min(quote.span.end, quote.span.start + length)))


def _around_emphasis(quote: Quote) -> str:
    """Return a quote in one line that begins near its decisive words, for a phone shows no more than two or three."""
    start = quote.span.start
    if quote.emphasis and quote.emphasis[0].start - start > _BEFORE_EMPHASIS:
        start = _clause_start(quote, quote.emphasis[0].start)
    cut = "…" if start > quote.span.start else ""
    return _line(cut + quote.speech.text[start : quote.span.end], _LONGEST_DESCRIPTION)


def _clause_start(quote: Quote, words: int) -> int:
    """Return where the clause begins that holds ``words``, or some characters before them."""
    text = quote.speech.text
    earliest = max(quote.span.start, words - _BEFORE_EMPHASIS)
    return next((place for place in range(words, earliest, -1) if text[place - 1] in "，；：。！？,;:"), earliest)


def _line(text: str, length: int) -> str:
    """Return text as one line of at most ``length`` characters."""
    line = " ".join(printable(text).split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
