"""What a record prints around its turns: the meeting's name, times, page numbers, votes, what happened meanwhile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from bot.corpus.lines import Line
from bot.corpus.speakers.labelled import BRACKETED, TERMINAL, Turn, split_label
from bot.language import language
from bot.retrieval.normal import fold
from bot.types import squash

__all__ = ["find_asides", "find_furniture", "find_title"]

_TIME = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*)?\d{1,2}[:：.]\d{2}(?:[:：]\d{2})?(?:\s*[ap]\.?\s?m\.?)?$"
)
"""A line that only tells when, as records put between turns: 00:05:00, 11.42 am, 2024-11-06 10:00:12."""
_NUMBERS = re.compile(r"[-–—·.\s\d/|●()（）]*\d[-–—·.\s\d/|●()（）]*$")
"""A line of a page's number, and what stands beside it: - 5 -, 24-17032   3/21."""
_OF_PAGES = r"(?:\s*[,，/]?\s*共\s*\d{1,4}\s*[页頁])?"
_PAGE = re.compile(
    rf"(?:page|p\.)\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?$|第\s*\d{{1,4}}\s*[页頁]{_OF_PAGES}$", re.IGNORECASE
)
_FRONT = 3
"""Lines at the beginning of a text among which its running head is."""


def find_title(front: Sequence[str]) -> tuple[int, int]:
    """Return which line of a record's head names the meeting (会议主题：…), and where in it the name begins.

    Without such a line it is the first one, whole.
    """
    for index, text in enumerate(front):
        label = split_label(text)
        if label and fold(text[label[0] : label[1]]) in language().offices.named_by:
            return index, label[2]
    return 0, 0


def find_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indices of lines that nobody says in any record: times, page numbers and heads, remarks."""
    alone = (BRACKETED, _TIME, _PAGE)
    found = {index for index, line in enumerate(lines) if any(one.fullmatch(line.text) for one in alone)}
    # a number without a gap above and below may be a row of a table
    numbered = {index for index, line in enumerate(lines) if _NUMBERS.fullmatch(line.text) and _is_apart(lines, index)}
    found |= numbered
    numbered |= {index for index in found if _PAGE.fullmatch(lines[index].text)}
    beside = {index + step for index in numbered for step in (-1, 1) if 0 <= index + step < len(lines)}
    heads = {squash(line.text) for line in lines[:_FRONT]}
    found |= {index for index in beside if index >= _FRONT and squash(lines[index].text) in heads}
    return frozenset(found)


def _is_apart(lines: Sequence[Line], index: int) -> bool:
    return lines[index].gap > 0 and (index + 1 == len(lines) or lines[index + 1].gap > 0)


def find_asides(lines: Sequence[Line], turns: Mapping[int, Turn]) -> frozenset[int]:
    """Return the indices of lines between turns that are the reporter's: headings, and what happened meanwhile.

    They show where a text leaves a larger gap between turns than between paragraphs: a block behind such a gap that
    begins no turn is nobody's speech. So is what tells of a vote.
    """
    if not turns:
        return frozenset()
    outcomes = language().offices.outcomes
    labelled = tuple(f"{fold(outcome).rstrip(':')}:" for outcome in outcomes)
    asides = {
        index for index, line in enumerate(lines) if fold(line.text).startswith(outcomes if line.gap else labelled)
    }
    between_turns = [lines[index].gap for index in turns if index]
    others = [line.gap for index, line in enumerate(lines) if index not in turns and line.gap]
    if not between_turns or not others or median(between_turns) <= median(others):
        return frozenset(asides)
    gap, reported = median(between_turns), False
    for index, line in enumerate(lines):
        if index in turns:
            reported = False
        elif line.gap >= gap and not line.indented and index and TERMINAL.search(lines[index - 1].text):
            reported = True
        if reported:
            asides.add(index)
    return frozenset(asides)
