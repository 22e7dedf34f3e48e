"""One target on a chart: its number, large; what it is of; a bar, where it compares; how firmly and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.pictures.bars import BAR_HEIGHT, draw_bar, has_bar
from bot.pictures.blocks import Block, short_block
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.fonts import Fonts, Style
from bot.pictures.palettes import Colour, Palette
from bot.pictures.typesetting import Setting, Words, lines_of
from bot.types import Pledge, Quantity, Span

__all__ = ["MARGIN", "ROW_GAP", "TAG_GAP", "TAG_HEIGHT", "Row", "Tag", "draw_row", "draw_tag", "set_row", "set_tag"]

MARGIN = 72
ROW_GAP = 44
TAG_HEIGHT, TAG_GAP = 44, 12

_NUMBER_WIDTH = 300
_LEFT = MARGIN + _NUMBER_WIDTH + 28
_ROOM = WIDTH - MARGIN - _LEFT
"""From where to how far the words of a target stand."""
_SUBJECT = Style(36, leading=1.4)
_DIGITS, _COUNTERS, _NUMERALS = 70, 36, 52
"""Sizes in a number: its digits, the words around them, and a number that is words alone (百亿级)."""
_SMALLEST = 8
_PIECE_GAP = 4
_SINK = 10
"""Large digits stand a little below the line of the words beside them."""
_TAG = Style(27)
_TAG_PAD = 18
_TAG_ROOM = TAG_HEIGHT + TAG_GAP
_BAR_ROOM = BAR_HEIGHT + 14
_SHORTEST = 72
_FIGURES = re.compile(r"[0-9０-９]+(?:[.,．， ][0-9０-９]+)*[%％‰]?")


@dataclass(frozen=True, slots=True)
class Tag:
    """Words on a coloured ground; ``left`` and ``top`` count from where its row's tags begin, in pixels."""

    text: str
    fill: Colour
    ink: Colour
    width: float
    left: float = 0.0
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A target, set.

    Attributes:
        quantity: Its number.
        number: The number's words in the sizes they are drawn in.
        subject: What it is of.
        axis: How many percent a whole bar is; 0 where it has no bar.
        tags: How firmly, and by when.
        height: In pixels, the gap above included.
    """

    quantity: Quantity
    number: Sequence[tuple[str, Style]]
    subject: Block
    axis: float
    tags: Sequence[Tag]
    height: float


def set_row(pledge: Pledge, quantity: Quantity, axis: float, fonts: Fonts, colours: Palette) -> Row:
    """Set a target; ``axis`` is that of the chart, 0 when it has no bars."""
    subject = short_block(_subject(pledge), _SUBJECT, colours.ink, _ROOM, fonts)
    tags = _tags(pledge, fonts, colours)
    own_axis = axis if has_bar(pledge) else 0.0
    height = subject.height + bool(own_axis) * _BAR_ROOM + max((tag.top + _TAG_ROOM for tag in tags), default=0)
    number = _number(_on_one_line(quantity.span.of(pledge.quote.speech.text)), fonts)
    return Row(quantity, number, subject, own_axis, tags, ROW_GAP + max(height, _SHORTEST))


def set_tag(text: str, fill: Colour, ink: Colour, fonts: Fonts) -> Tag:
    """Set a tag; words too long for a line end in …."""
    setting = Setting(Words(text, _TAG), fonts)
    lines = lines_of(setting, _ROOM - 2 * _TAG_PAD)
    if len(lines) > 1:
        return set_tag(f"{text[: lines[0].end - 1]}…", fill, ink, fonts)
    return Tag(text, fill, ink, setting.width(Span(0, len(text))) + 2 * _TAG_PAD)


def draw_row(canvas: Canvas, row: Row, top: float, colours: Palette) -> None:
    """Draw a target; ``top`` is where it begins, below its gap."""
    x: float = MARGIN
    baseline = top + row.subject.baseline(0) + _SINK
    for text, style in row.number:
        x += canvas.line(text, style, (x, baseline), colours.accent) + _PIECE_GAP
    canvas.block(row.subject, (_LEFT, top))
    y = top + row.subject.height
    if row.axis:
        draw_bar(canvas, row.quantity, (_LEFT, y + TAG_GAP, _LEFT + _ROOM), row.axis, colours)
        y += _BAR_ROOM
    for tag in row.tags:
        draw_tag(canvas, tag, (_LEFT + tag.left, y + tag.top + TAG_GAP))


def draw_tag(canvas: Canvas, tag: Tag, at: tuple[float, float]) -> None:
    """Draw a tag; ``at`` is its upper left corner."""
    x, y = at
    canvas.rectangle((x, y, x + tag.width, y + TAG_HEIGHT), tag.fill, TAG_HEIGHT / 2)
    canvas.line(tag.text, _TAG, (x + _TAG_PAD, y + TAG_HEIGHT / 2 + _TAG.size * 0.37), tag.ink)


def _subject(pledge: Pledge) -> str:
    """Return what is to be reached in the speaker's words, with … where others stand between them."""
    text, shown, end = pledge.quote.speech.text, "", 0
    for span in pledge.subject:
        shown += "…" * bool(shown and text[end : span.start].strip()) + span.of(text)
        end = span.end
    return _on_one_line(shown)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").strip()


def _number(said: str, fonts: Fonts) -> Sequence[tuple[str, Style]]:
    """Set a number as it was said: digits large, the words around them small, all as wide as there is room."""
    pieces, end = [], 0
    for match in _FIGURES.finditer(said):
        pieces += [(said[end : match.start()], _COUNTERS), (match[0], _DIGITS)]
        end = match.end()
    pieces.append((said[end:], _COUNTERS if pieces else _NUMERALS))
    width = sum(fonts.width(character, Style(size, bold=True)) for text, size in pieces for character in text)
    shrink = min(1.0, (_NUMBER_WIDTH - _PIECE_GAP * len(pieces)) / width) if width else 1.0
    return [(text, Style(max(_SMALLEST, int(size * shrink)), bold=True)) for text, size in pieces if text]


def _tags(pledge: Pledge, fonts: Fonts, colours: Palette) -> Sequence[Tag]:
    """Set how firmly and by when, beside each other where there is room."""
    text = pledge.quote.speech.text
    tags: list[Tag] = []
    left = top = 0.0
    for words, fill, ink in (
        (pledge.commitment, colours.commitment, colours.on_commitment),
        (pledge.deadline, colours.deadline, colours.on_deadline),
    ):
        if words is None:
            continue
        tag = set_tag(_on_one_line(words.of(text)), fill, ink, fonts)
        if left and left + tag.width > _ROOM:
            left, top = 0.0, top + _TAG_ROOM
        tags.append(replace(tag, left=left, top=top))
        left += tag.width + TAG_GAP
    return tags
