"""Turns whose label ends in a full stop, as the records of the Congress of the United States print them.

The CHAIRMAN. The committee will come to order.
Ms. ORTIZ. We laid 1,200 miles of fiber.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.corpus.lines import Line
from bot.corpus.speakers.labelled import Turn

__all__ = ["find_stopped"]

_WORD = r"[A-Z][\w'’-]+"
_CHAIR = r"(?:The|Madam|Mr\.|Mister) (?:(?i:vice|acting) )?(?i:chair(?:man|woman|person)?|speaker|president|clerk)"
_ADDRESSED = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.|Senator|Representative|Chairman|Chairwoman|Secretary|Governor|General|Admiral|Judge"
    r"|Justice|Director|Mayor|Professor)"
)
_LABEL = re.compile(
    rf"(?P<label>{_CHAIR}|{_ADDRESSED} {_WORD}(?: {_WORD})?(?: of {_WORD}(?: {_WORD})?)?)"
    r"\.\s+(?P<words>[A-Z\"“‘\[(].*)$"
)
_FEWEST = 3


def find_stopped(lines: Sequence[Line]) -> Mapping[int, Turn]:
    """Return the turns of a text by the index of their line; empty where too few lines begin so, or all alike."""
    found = {
        index: Turn("", match["label"], match.span("label"), match.start("words"))
        for index, line in enumerate(lines)
        if (match := _LABEL.match(line.text))
    }
    return found if len(found) >= _FEWEST and len({turn.name for turn in found.values()}) > 1 else {}
