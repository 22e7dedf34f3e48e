"""What a record prints around its turns: the meeting's name, times, page numbers, votes, what happened meanwhile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from bot.corpus.lines import Line
from bot.corpus.speakers.labelled import BRACKETED, TERMINAL, Turn, split_label
from bot.language import language
from bot.retrieval.normal import fold

__all__ = ["find_asides", "find_title"]

_TIME = re.compile(r"\d{1,2}[:：.]\d{2}(?:[:：]\d{2})?(?:\s*[ap]\.?\s?m\.?)?$")
"""A line that only tells when, as records put between turns: 00:05:00, 11.42 am."""
_NUMBERS = re.compile(r"[-–—·.\s\d/|●()（）]*\d[-–—·.\s\d/|●()（）]*$")
"""A line of a page's number, and what stands beside it: - 5 -, 24-17032   3/21."""


def find_title(front: Sequence[str]) -> tuple[int, int]:
    """Return which line of a record's head names the meeting (会议主题：…), and where in it the name begins.

    Without such a line it is the first one, whole.
    """
    for index, text in enumerate(front):
        label = split_label(text)
        if label and fold(text[label[0] : label[1]]) in language().offices.named_by:
            return index, label[2]
    return 0, 0


def find_asides(lines: Sequence[Line], turns: Mapping[int, Turn]) -> frozenset[int]:
    """Return the indices of lines between turns that are the reporter's: headings, and what happened meanwhile.

    They show where a text leaves a larger gap between turns than between paragraphs: a block behind such a gap that
    begins no turn is nobody's speech. So is a line that stands in brackets as a whole.
    """
    apart = (BRACKETED, _TIME, _NUMBERS)
    asides = {index for index, line in enumerate(lines) if any(one.fullmatch(line.text) for one in apart)}
    if turns:
        outcomes = language().offices.outcomes
        asides |= {index for index, line in enumerate(lines) if line.gap and fold(line.text).startswith(outcomes)}
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
