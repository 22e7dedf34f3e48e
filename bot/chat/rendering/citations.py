"""A quote to paste elsewhere: its words in quotation marks, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.limits import utf16_length
from bot.chat.rendering.positions import cited_place
from bot.chat.rendering.quoting import title_of
from bot.chat.reply import printable
from bot.chat.texts import Texts
from bot.corpus.passages import sentences
from bot.types import Meeting, Quote, Span

__all__ = ["MAX_COPIED", "cite"]

MAX_COPIED = 256
"""UTF-16 units that a button can copy."""

_LEFT_OUT = "……"
"""How Chinese marks words that a quotation leaves out."""
_ENDS = "；;"
"""Besides the end of a sentence, where a quotation may begin or end without changing what is said."""


def cite(quote: Quote, meeting: Meeting, texts: Texts) -> str | None:
    """Return a quote with its source, short enough to be copied by a button.

    What is too long loses its role first, then its section, then whole sentences or ；-clauses far from the decisive
    words; that some are left out is marked (……). Within a clause no word is left out.

    Returns:
        Up to ``MAX_COPIED`` UTF-16 units; None when not even one clause fits.
    """
    for source in _sources(quote, meeting, texts):
        room = MAX_COPIED - utf16_length(texts.citation.format(quote="", source=source))
        if utf16_length(quote.text) <= room:
            return texts.citation.format(quote=printable(quote.text), source=source)
    words = _longest_run(quote, room)
    return texts.citation.format(quote=printable(words), source=source) if words else None


def _sources(quote: Quote, meeting: Meeting, texts: Texts) -> Iterator[str]:
    """Yield who said it and where, ever shorter."""
    speech = quote.speech
    speaker = speech.speaker or texts.reporter
    end = (title_of(meeting.part_of(speech), texts), cited_place(quote, texts))
    for parts in ((speaker, speech.shown_role, speech.section, *end), (speaker, speech.section, *end), (speaker, *end)):
        yield printable(" · ".join(part for part in parts if part))


def _longest_run(quote: Quote, room: int) -> str:
    """Return as many clauses in a row as fit ``room`` UTF-16 units, the most decisive among them; empty when none does.

    Where clauses are left out before or behind them, that is marked.
    """
    text = quote.speech.text
    pieces = list(_pieces(quote))
    if not pieces:
        return ""
    at = _decisive(quote, pieces)
    longest = ""
    for first in range(at, -1, -1):
        if utf16_length(text[pieces[first].start : pieces[at].end]) > room:
            break
        for last in range(at, len(pieces)):
            before = _LEFT_OUT if first > 0 else ""
            after = _LEFT_OUT if last < len(pieces) - 1 else ""
            run = f"{before}{text[pieces[first].start : pieces[last].end]}{after}"
            if utf16_length(run) > room + (len(_LEFT_OUT) if after else 0):
                break  # the last piece needs no mark behind it
            if utf16_length(run) <= room:
                longest = max(longest, run, key=len)
    return longest


def _pieces(quote: Quote) -> Iterator[Span]:
    """Cut a quote after its sentences and semicolons."""
    text = quote.speech.text
    for sentence in sentences(text, quote.span):
        start = sentence.start
        for place in range(sentence.start, sentence.end):
            if text[place] in _ENDS:
                yield Span(start, place + 1)
                start = place + 1
        if start < sentence.end:
            yield Span(start, sentence.end)


def _decisive(quote: Quote, pieces: Sequence[Span]) -> int:
    """Return which piece holds the most decisive words; the first one when none does."""
    held = [sum(len(words) for words in quote.emphasis if piece.covers(words)) for piece in pieces]
    return max(range(len(pieces)), key=lambda at: (held[at], -at), default=0)
