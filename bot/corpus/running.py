"""Running heads: what a printer puts on every page and nobody said, such as a title, a date and the page's number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.types import squash

__all__ = ["running_heads", "running_lines"]

_NUMBER = re.compile(
    r"[-—–─·.\s]*(?:第\s*)?(?P<number>\d{1,5})(?:\s*[页頁])?(?:\s*[/／共of]+\s*\d{1,5}\s*[页頁]?)?[-—–─·.\s]*"
)
_DIGITS = re.compile(r"\d+")
_EDGE = 3
"""Lines at the top and bottom of a page among which its running heads are."""
_FEWEST_PAGES = 3
_LONGEST = 60


def running_heads(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Return page and line, both counted from 1, of the running heads of a file whose pages are known.

    Those are page numbers at a page's edge, and lines at the edge that at least half of the pages, and three, have
    alike but for their digits.
    """
    edges = [{place for place in range(len(page)) if place < _EDGE or place >= len(page) - _EDGE} for page in pages]
    alike = Counter(
        key for page, edge in zip(pages, edges, strict=True) for key in {_alike(page[place]) for place in edge}
    )
    often = max(_FEWEST_PAGES, len(pages) / 2)
    return {
        (number, place + 1)
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True), start=1)
        for place in edge
        if (place in {0, len(page) - 1} and _NUMBER.fullmatch(page[place]))
        or (alike[_alike(page[place])] >= often and len(page[place]) <= _LONGEST)
    }


def running_lines(lines: Sequence[str]) -> set[int]:
    """Return the indices of the running heads of a text that was printed on pages, where its page breaks are lost.

    A page break shows by a line that holds a number only, one more than on the page before, next to a line that
    comes back at every break alike but for its digits. Without at least three breaks in a row there are none.

    Args:
        lines: That are not blank, in order.
    """
    alike = Counter(_alike(line) for line in lines if len(line) <= _LONGEST)
    breaks: list[tuple[int, int, int]] = []  # number, its line, the head's line
    for place, line in enumerate(lines):
        found = _NUMBER.fullmatch(line)
        if not found:
            continue
        for head in (place - 1, place + 1):
            known = 0 <= head < len(lines) and not _NUMBER.fullmatch(lines[head])
            if known and alike[_alike(lines[head])] >= _FEWEST_PAGES:
                breaks.append((int(found["number"]), place, head))
                break
    numbers = {number for number, _, _ in breaks}
    in_a_row = [found for found in breaks if {found[0] - 1, found[0] + 1} & numbers]
    if len(in_a_row) < _FEWEST_PAGES:
        return set()
    return {place for _, number_line, head in in_a_row for place in (number_line, head)}


def _alike(line: str) -> str:
    return _DIGITS.sub("0", squash(line))
