"""Where a line of mixed Chinese and English is broken, in the terminal and in pictures: Chinese knows no spaces."""

from __future__ import annotations

from collections.abc import Container, Sequence

from rich.cells import cell_len

__all__ = ["line_breaks"]

_NEVER_FIRST = frozenset("。，、；：！？）》〉」』】〕〗”’…—～·．％‰℃々〇%.,:;!?)]}")
_NEVER_LAST = frozenset("（《〈「『【〔〖“‘￥$([{")
_IN_NUMBERS = frozenset(".,:/．，：／")
_WIDE = 2


def line_breaks(text: str, width: float, widths: Sequence[float] | None = None, kept: Container[int] = ()) -> list[int]:
    """Return the offsets at which the rows after the first begin.

    A row may end after a space or beside a wide character, unless the next row would begin with a closing mark, this
    one end with an opening mark, or a number be parted. Where there is no such place in a row, it is broken where it
    is full.

    Args:
        text: One line, without line feeds.
        width: Width of a row, at least that of one character.
        widths: Of each character of ``text``, in the unit of ``width``; without them both count cells of the
            terminal, of which a wide character takes two.
        kept: More offsets at which no row should begin: inside words, say.
    """
    taken = [cell_len(character) for character in text] if widths is None else widths
    breaks: list[int] = []
    start = offset = 0
    used = 0.0
    while offset < len(text):
        # A space may hang over the edge: it is not seen there.
        if used and used + taken[offset] > width and not text[offset].isspace():
            start = _last_place(text, start, offset, kept)
            breaks.append(start)
            used = sum(taken[start:offset])
        else:
            used += taken[offset]
            offset += 1
    return breaks


def _last_place(text: str, start: int, end: int, kept: Container[int]) -> int:
    """Return where a row from ``start`` that is full at ``end`` should end: no later, and best outside words."""
    places = [place for place in range(end, start, -1) if _may_break(text, place)]
    return next((place for place in places if place not in kept), places[0] if places else end)


def _may_break(text: str, offset: int) -> bool:
    before, after = text[offset - 1], text[offset]
    if after.isspace() or after in _NEVER_FIRST or before in _NEVER_LAST or _parts_a_number(text, offset):
        return False
    return before.isspace() or cell_len(before) == _WIDE or cell_len(after) == _WIDE


def _parts_a_number(text: str, offset: int) -> bool:
    """Tell whether digits stand on both sides: full-width ones are wide, and still no characters of their own."""
    before, after = text[offset - 1], text[offset]
    if before in _IN_NUMBERS and offset > 1:
        before = text[offset - 2]
    return before.isdecimal() and after.isdecimal()
