"""Where a line of mixed Chinese and English is broken in the terminal, whose own wrapping breaks at spaces only."""

from __future__ import annotations

from rich.cells import cell_len

__all__ = ["line_breaks"]

_NEVER_FIRST = frozenset("。，、；：！？）》」』】”’…—·％%.,;:!?)]}")
_NEVER_LAST = frozenset("（《「『【“‘([{")
_WIDE = 2


def line_breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which the rows after the first begin.

    A row may end after a space or beside a wide character, unless the next row would begin with a closing mark or
    this one end with an opening mark. Where there is no such place in a row, it is broken where it is full.

    Args:
        text: One line, without line feeds.
        width: Terminal cells in a row, at least 1; a wide character takes two.
    """
    breaks: list[int] = []
    used = place = place_used = 0
    for offset, character in enumerate(text):
        if offset and _may_break(text[offset - 1], character):
            place, place_used = offset, used
        cells = cell_len(character)
        # A space may hang over the edge: it is not seen there.
        while used + cells > width and used and not character.isspace():
            if place <= (breaks[-1] if breaks else 0):
                place, place_used = offset, used
            breaks.append(place)
            used -= place_used
            place_used = 0
        used += cells
    return breaks


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return before.isspace() or cell_len(before) == _WIDE or cell_len(after) == _WIDE
