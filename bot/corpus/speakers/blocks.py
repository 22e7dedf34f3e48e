"""Speeches whose speaker is not named right above the words: contributions signed below, and forms.

守住一湖清水                                  发言人：裴小川
水质从四类升到三类，用了五年时间。            职务：市科技馆馆长
（发言人：县水务局工程师 赵敏）               题目：让科普大篷车开得更远
                                              发言内容：科普大篷车去年跑了87所学校。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.corpus.lines import Line
from bot.corpus.speakers.labelled import Turn, split_label
from bot.corpus.speakers.labels import read_label, read_named, split_last
from bot.corpus.speakers.naming import is_name, is_role, may_be_name
from bot.language import language
from bot.retrieval.normal import fold

__all__ = ["Block", "find_forms", "find_signed"]

_SIGNATURE = re.compile(r"(?:[—–―]{1,2}\s*(?P<dashed>\S.*)|[（(](?P<bracketed>[^（()）]+)[)）])$")
_TERMINAL = re.compile(r"[。！？!?…][”’」』）》)\]]*$")
_FEWEST = 2
_LONGEST_HEADING = 40
_LONGEST_FOOT_LINE = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A speech.

    Attributes:
        speaker: Who, with the place of the name in the line that names them.
        named: The index of that line.
        words: The index of the line where what is said begins.
        begin: Where in that line.
        heading: The index of the heading's line, and where in it the heading begins; None without one.
        fields: Indices of further lines of a form, which nobody said.
    """

    speaker: Turn
    named: int
    words: int
    begin: int = 0
    heading: tuple[int, int] | None = None
    fields: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The indices of the line where the words begin, of the one that names the speaker, and of the heading's."""
        return self.words, self.named, *(self.heading or ())[:1]


def find_forms(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the speeches of a text whose fields say who speaks, as what, and which words; empty unless it has two."""
    kinds = language().offices
    blocks: list[Block] = []
    block: dict[str, tuple[int, int]] = {}
    others: list[int] = []
    for index, line in enumerate(lines):
        label = split_label(line.text)
        said = fold(line.text[label[0] : label[1]]) if label else ""
        kind = next((kind for kind, labels in kinds.form_fields.items() if said in labels), "")
        if kind == "speaker" and label and _names(line.text[label[2] :]):
            block, others = {"speaker": (index, label[2])}, [*_fields_above(lines, index)]
        elif kind in {"role", "heading"} and label and block:
            block[kind] = index, label[2]
        elif kind == "words" and label and block:
            blocks.append(_form(lines, block, (index, label[2]), others))
            block = {}
        elif "speaker" in block and _TERMINAL.search(line.text):
            blocks.append(_form(lines, block, (index, 0), others))
            block = {}
        elif block:
            others.append(index)
    return tuple(blocks) if len(blocks) >= _FEWEST else ()


def _names(text: str) -> bool:
    return may_be_name(text) or read_named(text) is not None


def _fields_above(lines: Sequence[Line], index: int) -> Iterator[int]:
    """Yield the lines right above one that are fields of the same form, as its number is."""
    while index and not lines[index].gap and split_label(lines[index - 1].text):
        index -= 1
        if _TERMINAL.search(lines[index].text):
            return
        yield index


def _form(
    lines: Sequence[Line], block: Mapping[str, tuple[int, int]], words: tuple[int, int], others: Sequence[int]
) -> Block:
    named, start = block["speaker"]
    text = lines[named].text
    role, name = read_label(text[start:]) or ("", text[start:])
    role = lines[block["role"][0]].text[block["role"][1] :] if "role" in block else role
    fields = [*others, *([block["role"][0]] if "role" in block else [])]
    return Block(Turn(role, name, (start, len(text)), len(text)), named, *words, block.get("heading"), tuple(fields))


def find_signed(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the speeches of a text that are signed below; empty unless there are two.

    Behind the last signature nothing is said any more; else the names may stand above what is said.
    """
    signed = {
        index: turn
        for index, line in enumerate(lines)
        if index > 1 and _TERMINAL.search(lines[index - 1].text) and (turn := _signature(line.text))
    }
    if len(signed) < _FEWEST or any(_says(line) for line in lines[max(signed) + 1 :]):
        return ()
    first = _first(lines, min(signed))
    starts = [first, *(index + 1 for index in [*signed][:-1])]
    return tuple(
        Block(turn, named, start + headed, heading=(start, 0) if headed else None)
        for start, (named, turn) in zip(starts, signed.items(), strict=True)
        for headed in [_is_heading(lines, start) and start + 1 < named]
    )


def _signature(text: str) -> Turn | None:
    match = _SIGNATURE.match(text)
    if match is None:
        return None
    group = "dashed" if match["dashed"] else "bracketed"
    words, begin = match[group], match.start(group)
    by = next((by for by in language().offices.signed_by if fold(words).startswith(by)), "")
    role, name = split_last(words[len(by) :])
    who = read_label(words[len(by) :].strip()) or ((role, name) if by and may_be_name(name) else None)
    if who is None or who[0] == who[1] or not (by or (is_name(who[1]) and is_role(who[0]))):
        return None
    return Turn(*who, (begin + len(by), begin + len(words)), len(text))


def _says(line: Line) -> bool:
    return len(line.text) > _LONGEST_FOOT_LINE and _TERMINAL.search(line.text) is not None


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    return len(lines[index].text) <= _LONGEST_HEADING and not _TERMINAL.search(lines[index].text)


def _first(lines: Sequence[Line], signed: int) -> int:
    """Return where the first speech begins: at the heading above it, else below the title."""
    return next((index for index in range(signed - 1, 0, -1) if _is_heading(lines, index)), 1)
