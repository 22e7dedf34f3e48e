"""Turns of those whom no rule knows: by a surname alone, or by what a regular record calls them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from bot.corpus.lines import Line
from bot.corpus.speakers.labelled import AGENDA, BRACKETED, LABEL, TERMINAL, Turn, begins_turn
from bot.corpus.speakers.naming import is_header, surname_of
from bot.language import language
from bot.retrieval.normal import fold
from bot.retrieval.tokens import is_everyday

__all__ = ["find_by_regularity", "find_by_surname"]

_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
"""Of a list."""
_FEWEST_REGULAR = 3
_REGULAR = 0.8
"""Of the blocks of a text: so many begin with a label where all that do are turns."""
_LONGEST_CALLED = 6
_LONGEST_LATIN = 16


def find_by_surname(lines: Sequence[Line], known: Iterable[str]) -> Mapping[int, Turn]:
    """Return the turns of those who are called by their surname alone (张：), once it is known whose it is."""
    called: dict[str, set[str]] = {}
    for name in known:
        if surname := surname_of(fold(name)):
            called.setdefault(surname, set()).add(name)
    labels = ((index, LABEL.match(line.text)) for index, line in enumerate(lines))
    return {
        index: Turn("", min(called[fold(match["label"])]), match.span("label"), match.start("words"))
        for index, match in labels
        if match and match["words"] and len(called.get(fold(match["label"]), ())) == 1
    }


def find_by_regularity(lines: Sequence[Line], kept: Mapping[int, Turn]) -> Mapping[int, Turn]:
    """Return the turns of those whom no rule knows (七叔公：), in a text whose blocks nearly all begin with a label."""
    if len(kept) < _FEWEST_REGULAR:
        return {}
    apart = all(lines[index].gap for index in kept if index > min(kept))
    blocks = [index for index in range(1, len(lines)) if _opens_block(lines, index, apart=apart)]
    short = {
        index: match for index in blocks if (match := LABEL.match(lines[index].text)) and _may_be_called(match["label"])
    }
    first = min(kept)
    for index in reversed(blocks[: bisect_left(blocks, first)]):
        if index not in short:
            break
        first = index
    blocks = blocks[bisect_left(blocks, first) :]
    if len([index for index in blocks if index in short or index in kept]) < _REGULAR * len(blocks):
        return {}
    return {
        index: Turn("", match["label"].strip(), match.span("label"), match.start("words"))
        for index, match in short.items()
        if index >= first and index not in kept and TERMINAL.search(match["words"])
    }


def _opens_block(lines: Sequence[Line], index: int, *, apart: bool) -> bool:
    """Tell whether a line opens a block: behind a gap where all turns do, else behind what has come to an end."""
    line = lines[index]
    if not (line.gap if apart else begins_turn(line, lines[index - 1])):
        return False
    aside = BRACKETED.fullmatch(line.text) or fold(line.text).startswith(language().offices.outcomes)
    listed = _ITEM.match(line.text) or AGENDA.match(line.text)
    return not aside and not listed and (TERMINAL.search(line.text) is not None or ":" in fold(line.text))


def _may_be_called(label: str) -> bool:
    """Tell whether a label that nobody is known by may be what somebody is called: no word of a report or a form."""
    folded = fold(label.strip())
    latin = folded.isascii()
    called = (" " in folded and len(folded) <= _LONGEST_LATIN) if latin else len(folded) <= _LONGEST_CALLED
    offices = language().offices
    aside = f"{folded}:".startswith((*offices.feet, *offices.outcomes))
    told = aside or is_header(label) or is_everyday(folded) or folded.endswith(offices.sayings)
    return called and not told and not any(character.isdigit() for character in folded)
