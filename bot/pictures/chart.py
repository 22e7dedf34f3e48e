"""What was pledged in numbers, speaker by speaker, as a picture to share.

Targets are in units that do not compare (%, 个, 万元), so each shows its own number large, in the speaker's words.
Percentages do compare: where there are several, each has a bar, all to one scale.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.fonts import Fonts, Style
from bot.pictures.labels import ChartLabels
from bot.pictures.palettes import Colour, Palette, palette
from bot.pictures.typesetting import Block, Setting, Words, balanced_lines, lines_of
from bot.types import Comparator, Pledge, Quantity, Span

__all__ = ["count_pages", "draw_pledges"]

SIGN = "whosaid"

_MARGIN = 72
_INNER = WIDTH - 2 * _MARGIN
_NUMBER_WIDTH = 300
_SUBJECT_LEFT = _MARGIN + _NUMBER_WIDTH + 28
_SUBJECT_WIDTH = WIDTH - _MARGIN - _SUBJECT_LEFT
_TALLEST = 2400
"""Pixels: Telegram shrinks what is taller than 2560."""
_LINES = 4
"""Of any one text, at most: what is longer ends in …"""

_HEADING = Style(60, bold=True)
_TITLE = Style(32)
_SUMMARY = Style(30)
_NAME = Style(42, bold=True)
_ROLE = Style(28)
_SUBJECT = Style(36)
_TAG = Style(27)
_FOOT = Style(26)
_SIGN = Style(34, bold=True)
_DIGITS, _COUNTERS, _NUMERALS = 70, 36, 52
"""Sizes in a number: its digits, the words around them, and a number that is words alone (百亿级)."""

_PIECE_GAP = 4
_TAG_HEIGHT, _TAG_PAD, _TAG_GAP = 44, 18, 12
_TAG_ROOM = _TAG_HEIGHT + _TAG_GAP
_BAR_HEIGHT = 14
_BAR_ROOM = _BAR_HEIGHT + 14
_HEAD_GAP = 64
_ROW_GAP = 44
_SHORTEST_ROW = 72
_FOOTER = 150
_ENDS = (5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150)
_SPARE = 1.1
"""Where a target is open upwards (以上), its bar ends before the axis does."""
_OPEN = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
_PERCENT = "%"
_SAID_AS_PERCENT = re.compile(r"[%％]|百分")
_FIGURES = re.compile(r"[0-9０-９]+(?:[.,．， ][0-9０-９]+)*[%％‰]?")


def draw_pledges(  # noqa: PLR0913 - what is drawn, and how it looks
    pledges: Sequence[Pledge],
    title: str,
    labels: ChartLabels,
    *,
    dark: bool = False,
    page: int = 1,
    font: Path | None = None,
) -> bytes:
    """Draw the targets that have a number, by speaker in order of speaking.

    Args:
        pledges: Those without a number are passed over.
        title: What they were pledged at, as shown.
        labels: The words around them.
        dark: Light on dark.
        page: Which picture, from 1, where one does not hold all of them.
        font: A font for rare characters, asked before those of the system.

    Returns:
        A PNG file, 1080 pixels wide and at most 2400 tall.

    Raises:
        ValueError: there is no such page.
    """
    return _Chart(pledges, title, labels, palette(dark=dark), Fonts(font)).draw(page)


def count_pages(pledges: Sequence[Pledge], title: str, labels: ChartLabels, *, font: Path | None = None) -> int:
    """Return how many pictures ``draw_pledges`` needs for all targets, at least 1."""
    return len(_Chart(pledges, title, labels, palette(dark=False), Fonts(font)).pages)


@dataclass(frozen=True, slots=True)
class _Tag:
    """Words on a coloured ground; ``left`` and ``top`` count from where its row's tags begin."""

    text: str
    fill: Colour
    ink: Colour
    width: float
    left: float = 0.0
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A target, set: ``height`` includes the gap above it."""

    pledge: Pledge
    quantity: Quantity
    number: Sequence[tuple[str, Style]]
    subject: Block
    bar: bool
    tags: Sequence[_Tag]
    height: float


@dataclass(frozen=True, slots=True)
class _Part:
    """Targets of one speaker on one page, under the speaker's name."""

    name: Block
    role: Block
    rows: Sequence[_Row]

    @property
    def height(self) -> float:
        return _head_height(self.name, self.role) + sum(row.height for row in self.rows)


def _head_height(name: Block, role: Block) -> float:
    return _HEAD_GAP + name.height + role.height


class _Chart:
    """All pages, set; each is drawn when it is asked for."""

    def __init__(
        self, pledges: Sequence[Pledge], title: str, labels: ChartLabels, colours: Palette, fonts: Fonts
    ) -> None:
        self.labels, self.colours, self.fonts = labels, colours, fonts
        found = [(pledge, pledge.quantity) for pledge in pledges if pledge.quantity is not None]
        shares = [
            quantity.high * (_SPARE if quantity.comparator in _OPEN else 1)
            for pledge, quantity in found
            if _has_bar(pledge, quantity)
        ]
        self.axis = _axis_end(max(shares)) if len(shares) > 1 else 0.0
        self.count = len(found)
        groups: dict[str, list[_Row]] = {}
        for pledge, quantity in found:
            groups.setdefault(pledge.quote.speech.speaker, []).append(self._row(pledge, quantity))
        self.speakers = len(groups)
        self.header = [
            self._block(labels.heading, _HEADING, colours.ink, _INNER, 1.3),
            self._block(title, _TITLE, colours.muted, _INNER, 1.5),
            self._block(self._summary(), _SUMMARY, colours.muted, _INNER, 1.5),
        ]
        self.header_height = _MARGIN + sum(block.height for block in self.header)
        self.pages = self._paged([self._part(rows) for rows in groups.values()])

    def draw(self, page: int) -> bytes:
        """Draw one page, counted from 1."""
        if not 1 <= page <= len(self.pages):
            msg = f"there is no page {page} of {len(self.pages)}"
            raise ValueError(msg)
        parts = self.pages[page - 1]
        height = self.header_height + sum(part.height for part in parts) + _FOOTER + _ROW_GAP
        canvas = Canvas(round(height), self.colours.paper, self.fonts)
        y: float = _MARGIN
        for block in self.header:
            canvas.block(block, (_MARGIN, y))
            y += block.height
        for part in parts:
            y = self._draw_part(canvas, part, y)
        self._draw_footer(canvas, page)
        return canvas.png()

    def _summary(self) -> str:
        if not self.count:
            return self.labels.empty
        return self.labels.summary.format(speakers=self.speakers, count=self.count)

    def _block(self, text: str, style: Style, ink: Colour, width: float, leading: float) -> Block:
        setting = Setting(Words(text, style), self.fonts)
        lines = balanced_lines(setting, width)
        if len(lines) > _LINES:
            return self._block(f"{text[: lines[_LINES - 1].end - 1]}…", style, ink, width, leading)
        return Block(setting, lines, style.size * leading, ink)

    def _part(self, rows: Sequence[_Row]) -> _Part:
        speech = rows[0].pledge.quote.speech
        return _Part(
            self._block(speech.speaker, _NAME, self.colours.ink, _INNER, 1.4),
            self._block(speech.role, _ROLE, self.colours.muted, _INNER, 1.4),
            rows,
        )

    def _row(self, pledge: Pledge, quantity: Quantity) -> _Row:
        subject = self._block(_subject(pledge), _SUBJECT, self.colours.ink, _SUBJECT_WIDTH, 1.4)
        bar = bool(self.axis) and _has_bar(pledge, quantity)
        tags = self._tags(pledge)
        height = subject.height + bar * _BAR_ROOM + max((tag.top + _TAG_ROOM for tag in tags), default=0)
        height = _ROW_GAP + max(height, _SHORTEST_ROW)
        return _Row(pledge, quantity, self._number(pledge, quantity), subject, bar, tags, height)

    def _tags(self, pledge: Pledge) -> Sequence[_Tag]:
        """Set how firmly and by when, beside each other where there is room."""
        colours, text = self.colours, pledge.quote.speech.text
        tags: list[_Tag] = []
        left = top = 0.0
        for words, fill, ink in (
            (pledge.commitment, colours.commitment, colours.on_commitment),
            (pledge.deadline, colours.deadline, colours.on_deadline),
        ):
            if words is None:
                continue
            tag = self._tag(words.of(text), fill, ink)
            if left and left + tag.width > _SUBJECT_WIDTH:
                left, top = 0.0, top + _TAG_ROOM
            tags.append(replace(tag, left=left, top=top))
            left += tag.width + _TAG_GAP
        return tags

    def _tag(self, text: str, fill: Colour, ink: Colour) -> _Tag:
        setting = Setting(Words(text, _TAG), self.fonts)
        lines = lines_of(setting, _SUBJECT_WIDTH - 2 * _TAG_PAD)
        if len(lines) > 1:
            return self._tag(f"{text[: lines[0].end - 1]}…", fill, ink)
        return _Tag(text, fill, ink, setting.width(Span(0, len(text))) + 2 * _TAG_PAD)

    def _number(self, pledge: Pledge, quantity: Quantity) -> Sequence[tuple[str, Style]]:
        """Set a number as it was said: digits large, the words around them small, all as wide as there is room."""
        said = quantity.span.of(pledge.quote.speech.text)
        pieces, end = [], 0
        for match in _FIGURES.finditer(said):
            pieces += [(said[end : match.start()], _COUNTERS), (match[0], _DIGITS)]
            end = match.end()
        pieces.append((said[end:], _COUNTERS if pieces else _NUMERALS))
        width = sum(self.fonts.width(character, Style(size, bold=True)) for text, size in pieces for character in text)
        shrink = min(1.0, (_NUMBER_WIDTH - _PIECE_GAP * len(pieces)) / width) if width else 1.0
        return [(text, Style(int(size * shrink), bold=True)) for text, size in pieces if text]

    def _paged(self, parts: Sequence[_Part]) -> list[list[_Part]]:
        """Deal the targets out to as few pages as hold them, about equally tall."""
        most = _TALLEST - self.header_height - _FOOTER - _ROW_GAP
        pages = _deal(parts, most)
        low, high = 0.0, most
        while high - low > 1:
            middle = (low + high) / 2
            if len(_deal(parts, middle)) > len(pages):
                low = middle
            else:
                high = middle
        return _deal(parts, high)

    def _draw_part(self, canvas: Canvas, part: _Part, top: float) -> float:
        canvas.rectangle((_MARGIN, top + 40, WIDTH - _MARGIN, top + 42), self.colours.rule)
        y = top + _HEAD_GAP
        for block in (part.name, part.role):
            canvas.block(block, (_MARGIN, y))
            y += block.height
        for row in part.rows:
            self._draw_row(canvas, row, y + _ROW_GAP)
            y += row.height
        return y

    def _draw_row(self, canvas: Canvas, row: _Row, top: float) -> None:
        x: float = _MARGIN
        baseline = top + row.subject.baseline(0)
        for text, style in row.number:
            x += canvas.line(text, style, (x, baseline + 10), self.colours.accent) + _PIECE_GAP
        canvas.block(row.subject, (_SUBJECT_LEFT, top))
        y = top + row.subject.height
        if row.bar:
            self._draw_bar(canvas, row.quantity, y + _TAG_GAP)
            y += _BAR_ROOM
        for tag in row.tags:
            self._draw_tag(canvas, tag, (_SUBJECT_LEFT + tag.left, y + tag.top + _TAG_GAP))

    @staticmethod
    def _draw_tag(canvas: Canvas, tag: _Tag, at: tuple[float, float]) -> None:
        x, y = at
        canvas.rectangle((x, y, x + tag.width, y + _TAG_HEIGHT), tag.fill, _TAG_HEIGHT / 2)
        canvas.line(tag.text, _TAG, (x + _TAG_PAD, y + _TAG_HEIGHT / 2 + _TAG.size * 0.37), tag.ink)

    def _draw_bar(self, canvas: Canvas, quantity: Quantity, top: float) -> None:
        scale, radius = _SUBJECT_WIDTH / self.axis, _BAR_HEIGHT / 2
        left, bottom = float(_SUBJECT_LEFT), top + _BAR_HEIGHT
        low, high = left + quantity.low * scale, left + quantity.high * scale
        canvas.rectangle((left, top, left + _SUBJECT_WIDTH, bottom), self.colours.rule, radius)
        if quantity.comparator is Comparator.AT_MOST:
            canvas.rectangle((left, top, high, bottom), self.colours.bar_open, radius)
            canvas.rectangle((high - 8, top - 5, high, bottom + 5), self.colours.bar, 4)
            return
        canvas.rectangle((left, top, high, bottom), self.colours.bar_open, radius)
        canvas.rectangle((left, top, low, bottom), self.colours.bar, radius)
        if quantity.comparator in _OPEN:
            for number in range(3):  # and onwards
                dot = high + 8 + number * 22
                if dot + _BAR_HEIGHT <= left + _SUBJECT_WIDTH:
                    canvas.rectangle((dot, top, dot + _BAR_HEIGHT, bottom), self.colours.bar_open, radius)

    def _draw_footer(self, canvas: Canvas, page: int) -> None:
        colours, labels = self.colours, self.labels
        top = canvas.image.height - _FOOTER
        canvas.rectangle((_MARGIN, top, WIDTH - _MARGIN, top + 2), colours.rule)
        rows = [row for part in self.pages[page - 1] for row in part.rows]
        y = top + 28
        legend = (
            (labels.commitment, colours.commitment, colours.on_commitment),
            (labels.deadline, colours.deadline, colours.on_deadline),
        )
        used = {tag.fill for row in rows for tag in row.tags}
        x: float = _MARGIN
        for text, fill, ink in legend:
            if fill in used:
                tag = self._tag(text, fill, ink)
                self._draw_tag(canvas, tag, (x, y))
                x += tag.width + _TAG_GAP
        notes = []
        if any(row.bar for row in rows):
            notes.append(labels.axis.format(maximum=f"{self.axis:g}%"))
        if len(self.pages) > 1:
            notes.append(labels.page.format(page=page, pages=len(self.pages)))
            notes.append(labels.left_out.format(count=self.count - len(rows)))
        canvas.line(" · ".join(notes), _FOOT, (_MARGIN, y + _TAG_HEIGHT + 42), colours.muted)
        width = Setting(Words(SIGN, _SIGN), self.fonts).width(Span(0, len(SIGN)))
        canvas.line(SIGN, _SIGN, (WIDTH - _MARGIN - width, y + 34), colours.accent)


def _deal(parts: Sequence[_Part], most: float) -> list[list[_Part]]:
    """Fill pages in order; a speaker whose targets do not fit goes on under the same name on the next page."""
    pages: list[list[_Part]] = [[]]
    used = 0.0
    for part in parts:
        head = _head_height(part.name, part.role)
        rows: list[_Row] = []
        for row in part.rows:
            needed = row.height + (0 if rows else head)
            if used and used + needed > most:
                if rows:
                    pages[-1].append(_Part(part.name, part.role, rows))
                pages.append([])
                rows, used, needed = [], 0.0, row.height + head
            rows.append(row)
            used += needed
        pages[-1].append(_Part(part.name, part.role, rows))
    return pages


def _subject(pledge: Pledge) -> str:
    """Return what is to be reached in the speaker's words, with … where others stand between them."""
    text, shown, end = pledge.quote.speech.text, "", 0
    for span in pledge.subject:
        shown += "…" * bool(shown and text[end : span.start].strip()) + span.of(text)
        end = span.end
    return shown


def _has_bar(pledge: Pledge, quantity: Quantity) -> bool:
    """Tell whether a target is said as a percentage; full coverage, say, is one in meaning only."""
    said = quantity.span.of(pledge.quote.speech.text)
    known = quantity.comparator is not Comparator.MAGNITUDE and quantity.high > 0
    return known and quantity.unit == _PERCENT and _SAID_AS_PERCENT.search(said) is not None


def _axis_end(most: float) -> float:
    """Return a round end of the axis, at or beyond ``most``."""
    return next((float(end) for end in _ENDS if end >= most), -(-most // 100) * 100.0)
