"""A quote to paste elsewhere: its words in quotation marks, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.limits import utf16_length
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
    for words in _wordings(quote):
        for source in _sources(quote, meeting, texts):
            cited = texts.citation.format(quote=printable(words), source=printable(source))
            if utf16_length(cited) <= MAX_COPIED:
                return cited
    return None


def _sources(quote: Quote, meeting: Meeting, texts: Texts) -> Iterator[str]:
    """Yield who said it and where, ever shorter."""
    speech = quote.speech
    speaker = speech.speaker or texts.reporter
    title = title_of(meeting, texts)
    for parts in ((speaker, speech.role, speech.section, title), (speaker, speech.section, title), (speaker, title)):
        yield " · ".join(part for part in parts if part)


def _wordings(quote: Quote) -> Iterator[str]:
    """Yield the quote whole, then runs of its clauses around the decisive words, the longest first."""
    yield quote.text
    text = quote.speech.text
    pieces = list(_pieces(quote))
    at = _decisive(quote, pieces)
    runs = [(first, last) for first in range(at + 1) for last in range(at, len(pieces))]
    for first, last in sorted(runs, key=lambda run: pieces[run[0]].start - pieces[run[1]].end):
        run = Span(pieces[first].start, pieces[last].end)
        if run != quote.span:
            before = _LEFT_OUT if first > 0 else ""
            after = _LEFT_OUT if last < len(pieces) - 1 else ""
            yield f"{before}{run.of(text)}{after}"


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
