"""Which targets stand on which page of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.blocks import Block
from bot.pictures.rows import Row

__all__ = ["HEAD_GAP", "Part", "paginate"]

HEAD_GAP = 64


@dataclass(frozen=True, slots=True)
class Part:
    """Targets of one speaker on one page, under the speaker's name."""

    name: Block
    role: Block
    rows: Sequence[Row]

    @property
    def head_height(self) -> float:
        """Pixels down to the first target's gap."""
        return HEAD_GAP + self.name.height + self.role.height

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.head_height + sum(row.height for row in self.rows)


def paginate(parts: Sequence[Part], most: float) -> list[list[Part]]:
    """Deal targets out in order to as few pages as hold them, about equally tall.

    A speaker whose targets do not fit goes on under the same name on the next page. No targets are one empty page.

    Args:
        parts: One for each speaker.
        most: Pixels a page has for them; a target taller than that has a page of its own.
    """
    pages = _deal(parts, most)
    low, high = 0.0, most
    while high - low > 1:
        middle = (low + high) / 2
        if len(_deal(parts, middle)) > len(pages):
            low = middle
        else:
            high = middle
    return _deal(parts, high)


def _deal(parts: Sequence[Part], most: float) -> list[list[Part]]:
    pages: list[list[Part]] = [[]]
    used = 0.0
    for part in parts:
        rows: list[Row] = []
        for row in part.rows:
            needed = row.height + (0 if rows else part.head_height)
            if used and used + needed > most:
                if rows:
                    pages[-1].append(Part(part.name, part.role, rows))
                pages.append([])
                rows, used, needed = [], 0.0, row.height + part.head_height
            rows.append(row)
            used += needed
        pages[-1].append(Part(part.name, part.role, rows))
    return pages
