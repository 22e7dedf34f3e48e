"""A quote as a picture to share, with what it takes to check it.

The words come from the quote's span alone. A long quote first grows smaller, down to what a phone still shows well, and
then the card grows taller.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from bot.pictures.blocks import Block, short_block
from bot.pictures.canvas import WIDTH, Canvas, sign_width
from bot.pictures.fonts import Fonts, Style
from bot.pictures.labels import CardLabels
from bot.pictures.palettes import Colour, Palette, palette
from bot.pictures.typesetting import Setting, Words, balanced_lines, lines_of
from bot.types import Meeting, Quote, Span

__all__ = ["draw_card"]

_MARGIN = 88
_INNER = WIDTH - 2 * _MARGIN
_ROOM = 640
_SIZES = (*((size, _ROOM) for size in (104, 92, 80, 70, 60, 54, 48, 44, 40)), (36, 1500), (32, math.inf))
"""Of the quoted words, and how tall they may become in each: the first in which they are not taller is taken."""
_LEADING = 1.6
_GAP = 0.5
"""Between paragraphs, in ems."""
_SHORTEST = 1080
_TALLEST = 8000
"""Telegram takes photos whose width and height make 10,000 pixels together."""
_MARK = 210
_DIGEST = 8

_NAME = Style(46, bold=True)
_ROLE = Style(32)
_SECTION = Style(32)
_TITLE = Style(30)
_CHECK = Style(26)


def draw_card(  # noqa: PLR0913 - what is drawn, and how it looks
    quote: Quote,
    meeting: Meeting,
    labels: CardLabels,
    *,
    dark: bool = False,
    date: str = "",
    place: str = "",
    font: Path | None = None,
) -> bytes:
    """Draw a quote with its speaker, role, section, meeting and place in the source.

    Args:
        quote: Of any length; what would make the card taller than Telegram takes is refused.
        meeting: Where it was said.
        labels: The words around it.
        dark: Light on dark.
        date: When it was said, as the reader's language writes it; empty when it is not known.
        place: Where it stands in the file, by page or time, as the reader's language writes it; empty for none.
        font: A font for rare characters, asked before those of the system.

    Returns:
        A PNG file, 1080 pixels wide.

    Raises:
        ValueError: the quote is too long for a picture (about 5,000 characters).
    """
    fonts, colours = Fonts(font), palette(dark=dark)
    words = _quoted(quote, fonts, colours.ink)
    title = " · ".join(part for part in (labels.title.format(meeting=meeting.called), date, place) if part)
    source = _source(quote, title, labels, fonts, colours)
    height = _MARK + words.height + 56 + sum(part.before + part.block.height for part in source) + _MARGIN - 8
    if height > _TALLEST:
        msg = f"a quote of {len(quote.span)} characters is too long for a picture"
        raise ValueError(msg)
    slack = max(0.0, _SHORTEST - height)
    canvas = Canvas(round(height + slack), colours.paper, fonts)
    canvas.line("“", Style(220, bold=True), (_MARGIN - 22, 232 + 40), colours.accent)
    y = _MARK + slack / 2
    _mark_decisive(canvas, words, y, colours.marker)
    canvas.block(words, (_MARGIN, y))
    y += words.height + 56 + slack / 2
    canvas.rectangle((_MARGIN, y - 6, _MARGIN + 96, y), colours.accent, 3)
    for part in source:
        y += part.before
        canvas.block(part.block, (_MARGIN, y))
        y += part.block.height
    canvas.sign(WIDTH - _MARGIN, canvas.image.height - _MARGIN + 4, colours.accent)
    return canvas.png()


def _quoted(quote: Quote, fonts: Fonts, ink: Colour) -> Block:
    """Set the quoted words as large as there is room for."""
    begin = quote.span.start
    bold = tuple(Span(words.start - begin, words.end - begin) for words in quote.emphasis)
    for size, room in _SIZES:
        setting = Setting(Words(quote.text, Style(size, leading=_LEADING), bold), fonts)
        block = Block(setting, lines_of(setting, _INNER), ink, gap=size * _GAP)
        if block.height <= room:
            break
    return replace(block, lines=balanced_lines(setting, _INNER))


def _mark_decisive(canvas: Canvas, block: Block, top: float, colour: Colour) -> None:
    """Lay a marker behind the bold words, as one draws it over a line of print."""
    setting = block.setting
    size = setting.words.style.size
    for number, line in enumerate(block.lines):
        baseline = top + block.baseline(number)
        for words in setting.words.bold:
            start, end = max(words.start, line.start), min(words.end, line.end)
            if start < end:
                left, right = (_MARGIN + edge for edge in setting.extent(line, Span(start, end)))
                canvas.rectangle((left - 3, baseline - size * 0.34, right + 3, baseline + size * 0.2), colour, 4)


@dataclass(frozen=True, slots=True)
class _Part:
    before: float
    block: Block


def _source(quote: Quote, title: str, labels: CardLabels, fonts: Fonts, colours: Palette) -> list[_Part]:
    """Set what stands below the words, each with the pixels that part it from what is above."""
    speech, place = quote.speech, quote.source_span
    check = labels.check.format(start=place.start + 1, end=place.end, digest=speech.source.sha256[:_DIGEST])
    rows = (
        (28, speech.speaker or labels.reporter, _NAME, colours.ink, _INNER),
        (0, speech.shown_role, _ROLE, colours.muted, _INNER),
        (22, speech.section, _SECTION, colours.ink, _INNER),
        (0, title, _TITLE, colours.muted, _INNER),
        (26, check, _CHECK, colours.muted, _INNER - sign_width(fonts) - 48),
    )
    parts = []
    for before, text, style, ink, width in rows:
        if text:
            parts.append(_Part(before, short_block(text, style, ink, width, fonts)))
    return parts
