"""Who the head of a record says is there, and in which office.

参会人：何敏（市水务局局长）、高峰        嘉宾：张伟（夜市摊主）；社区书记 欧阳静
Panelists:
Folake Adeyemi, professor of hydrology
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.corpus.lines import Line
from bot.corpus.speakers.labels import read_named
from bot.corpus.speakers.naming import is_header, is_name, is_voice

__all__ = ["Attendance", "find_attendance"]

_ENTRY = re.compile(r"(?P<label>[^：:，。]{2,20}?)\s*[：:]\s*(?P<words>.*)$")
_BETWEEN = re.compile(r"[、，,；;](?![^（(]*[)）])")
"""What stands between two of a list, and not in somebody's brackets."""
_STOP = re.compile(r"[。！？!?]$")
_NAME_FIRST = re.compile(r"(?P<name>[^,，]{2,40}?)\s*[,，]\s+(?P<role>\S.*)$")
_LONGEST_ITEM = 80


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there.

    Attributes:
        offices: Of each name that is listed, as printed; empty where the list has the name alone.
        holders: The name of who alone stands behind an office: 审判长：郑海涛.
    """

    offices: Mapping[str, str]
    holders: Mapping[str, str]


def find_attendance(lines: Sequence[Line]) -> Attendance:
    """Return whom a record's head lists."""
    offices: dict[str, str] = {}
    holders: dict[str, str] = {}
    for index, line in enumerate(lines):
        entry = _ENTRY.match(line.text)
        if entry is None or _STOP.search(line.text) or not (is_header(entry["label"]) or is_voice(entry["label"])):
            continue
        items = _BETWEEN.split(entry["words"]) if entry["words"] else [*_below(lines, index)]
        read = [_read(item.strip()) for item in items if item.strip()]
        if not read or not all(read):
            continue
        for role, name in filter(None, read):
            offices.setdefault(name, role)
        if len(read) == 1 and read[0]:
            holders.setdefault(entry["label"], read[0][1])
    return Attendance(offices, holders)


def _below(lines: Sequence[Line], index: int) -> Iterator[str]:
    """Yield the lines right below one, up to the next gap."""
    for line in lines[index + 1 :]:
        if line.gap or len(line.text) > _LONGEST_ITEM or _ENTRY.match(line.text):
            return
        yield line.text


def _read(item: str) -> tuple[str, str] | None:
    """Return office and name of one who is listed; the office may be empty."""
    if (first := _NAME_FIRST.match(item)) and is_name(first["name"]):
        return first["role"], first["name"]
    return read_named(item)
