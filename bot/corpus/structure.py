"""A meeting together with how it was read: what is uncertain, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.corpus.deciding import is_decided
from bot.corpus.doubts import Doubt, find_doubts
from bot.corpus.layout import lay_out
from bot.corpus.lines import split_lines
from bot.corpus.reader import parse_meeting
from bot.corpus.running import running_lines
from bot.corpus.settling import read_settlement
from bot.corpus.source import read_source
from bot.types import Meeting

__all__ = ["Structure", "read_structure"]


@dataclass(frozen=True, slots=True)
class Structure:
    """How a source was read.

    Attributes:
        meeting: What came of it.
        doubts: What is uncertain, in order of the source.
        left_out: Lines that were left out as page heads and page numbers.
        settled: Numbers of the lines that the file next to the source settles.
    """

    meeting: Meeting
    doubts: tuple[Doubt, ...]
    left_out: int
    settled: tuple[int, ...]


def read_structure(path: Path) -> Structure:
    """Read a source as ``read_meeting`` does, and tell how.

    Raises:
        SourceError: as ``read_meeting``.
    """
    source, parts, left_out = read_source(path)
    settlement = read_settlement(path)
    meeting = parse_meeting(source, parts, settlement)
    lines = split_lines(source) if parts is None else ()
    settled = frozenset(line.number for line in settlement.lines) if settlement else frozenset()
    in_doubt = [part for part in lay_out(lines) if part.line.number not in settled]
    running = running_lines([line.text for line in lines])
    doubts = (doubt for doubt in find_doubts(meeting, in_doubt) if not is_decided(doubt, meeting, settled))
    return Structure(meeting, tuple(doubts), left_out + len(running), tuple(sorted(settled)))
