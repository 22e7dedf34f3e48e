"""What was pledged in numbers, speaker by speaker, as a picture to share.

Targets are in units that do not compare (%, 个, 万元), so each shows its own number large, in the speaker's words.
Percentages do compare: where there are several, each has a bar, all to one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.pictures.bars import axis_of
from bot.pictures.blocks import short_block
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.fonts import Fonts, Style
from bot.pictures.labels import ChartLabels
from bot.pictures.pages import HEAD_GAP, Part, paginate
from bot.pictures.palettes import Palette, palette
from bot.pictures.rows import MARGIN, ROW_GAP, TAG_GAP, TAG_HEIGHT, Row, draw_row, draw_tag, set_row, set_tag
from bot.types import Pledge

__all__ = ["count_pages", "draw_pledges"]

_INNER = WIDTH - 2 * MARGIN
_TALLEST = 2400
"""Pixels: Telegram shrinks what is taller than 2560."""
_FOOTER = 150

_HEADING = Style(60, bold=True, leading=1.3)
_TITLE = Style(32, leading=1.5)
_SUMMARY = Style(30, leading=1.5)
_NAME = Style(42, bold=True, leading=1.4)
_ROLE = Style(28, leading=1.4)
_FOOT = Style(26)


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


class _Chart:
    """All pages, set; each is drawn when it is asked for."""

    def __init__(
        self, pledges: Sequence[Pledge], title: str, labels: ChartLabels, colours: Palette, fonts: Fonts
    ) -> None:
        self.labels, self.colours, self.fonts = labels, colours, fonts
        self.axis = axis_of(pledges)
        groups: dict[str, list[Row]] = {}
        roles: dict[str, str] = {}
        for pledge in pledges:
            if pledge.quantity is not None:
                speech = pledge.quote.speech
                row = set_row(pledge, pledge.quantity, self.axis, fonts, colours)
                groups.setdefault(speech.speaker, []).append(row)
                roles.setdefault(speech.speaker, speech.shown_role)
        self.count = sum(map(len, groups.values()))
        summary = labels.summary.format(speakers=len(groups), count=self.count) if groups else labels.empty
        self.header = [
            short_block(labels.heading, _HEADING, colours.ink, _INNER, fonts),
            short_block(title, _TITLE, colours.muted, _INNER, fonts),
            short_block(summary, _SUMMARY, colours.muted, _INNER, fonts),
        ]
        self.header_height = MARGIN + sum(block.height for block in self.header)
        parts = [
            Part(
                short_block(speaker, _NAME, colours.ink, _INNER, fonts),
                short_block(roles[speaker], _ROLE, colours.muted, _INNER, fonts),
                rows,
            )
            for speaker, rows in groups.items()
        ]
        self.pages = paginate(parts, _TALLEST - self.header_height - _FOOTER - ROW_GAP)

    def draw(self, page: int) -> bytes:
        """Draw one page, counted from 1."""
        if not 1 <= page <= len(self.pages):
            msg = f"there is no page {page} of {len(self.pages)}"
            raise ValueError(msg)
        parts = self.pages[page - 1]
        height = self.header_height + sum(part.height for part in parts) + _FOOTER + ROW_GAP
        canvas = Canvas(round(height), self.colours.paper, self.fonts)
        y: float = MARGIN
        for block in self.header:
            canvas.block(block, (MARGIN, y))
            y += block.height
        for part in parts:
            self._draw_part(canvas, part, y)
            y += part.height
        self._draw_footer(canvas, page)
        return canvas.png()

    def _draw_part(self, canvas: Canvas, part: Part, top: float) -> None:
        canvas.rectangle((MARGIN, top + 40, WIDTH - MARGIN, top + 42), self.colours.rule)
        canvas.block(part.name, (MARGIN, top + HEAD_GAP))
        canvas.block(part.role, (MARGIN, top + HEAD_GAP + part.name.height))
        y = top + part.head_height
        for row in part.rows:
            draw_row(canvas, row, y + ROW_GAP, self.colours)
            y += row.height

    def _draw_footer(self, canvas: Canvas, page: int) -> None:
        colours, labels = self.colours, self.labels
        rows = [row for part in self.pages[page - 1] for row in part.rows]
        top = canvas.image.height - _FOOTER
        canvas.rectangle((MARGIN, top, WIDTH - MARGIN, top + 2), colours.rule)
        y = top + 28
        x: float = MARGIN
        used = {tag.fill for row in rows for tag in row.tags}
        for text, fill, ink in (
            (labels.commitment, colours.commitment, colours.on_commitment),
            (labels.deadline, colours.deadline, colours.on_deadline),
        ):
            if fill in used:
                tag = set_tag(text, fill, ink, self.fonts)
                draw_tag(canvas, tag, (x, y))
                x += tag.width + TAG_GAP
        notes = []
        if any(row.axis for row in rows):
            notes.append(labels.axis.format(maximum=f"{self.axis:g}%"))
        if len(self.pages) > 1:
            notes.append(labels.page.format(page=page, pages=len(self.pages)))
            notes.append(labels.left_out.format(count=self.count - len(rows)))
        canvas.line(" · ".join(notes), _FOOT, (MARGIN, y + TAG_HEIGHT + 42), colours.muted)
        canvas.sign(WIDTH - MARGIN, y + 34, colours.accent)
