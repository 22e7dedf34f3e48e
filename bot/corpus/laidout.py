"""The parts that lines play on a page, which every reader of a format tells in these terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.corpus.lines import Line

__all__ = ["LaidOut", "LineKind", "ends_paragraph"]

_TERMINAL = re.compile(r"[。！？!?…：][”’」』）》)\]]*$")


class LineKind(StrEnum):
    """The part a line plays on the page."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    HEADING = "heading"
    SPEAKER = "speaker"
    ASIDE = "aside"
    """What the reporter puts in brackets between what is said: (在传召钟响后，多位议员进入会议厅)."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A line, or a part of one, with its part on the page.

    Attributes:
        start: Offset of ``text`` in the source.
        text: Without the marks of the layout.
        role: For a speaker line, the role as printed; else empty.
        name: For a speaker line, the full name; else empty.
    """

    kind: LineKind
    line: Line
    start: int
    text: str
    role: str = ""
    name: str = ""


def ends_paragraph(text: str) -> bool:
    """Tell whether running text comes to a full stop here, so that a new paragraph may follow."""
    return _TERMINAL.search(text) is not None
