"""Turns whose label ends in something else than a colon.

    The CHAIRMAN. The committee will come to order.        Cllr Smith – I have walked the footpath.
    Ms. ORTIZ. We laid 1,200 miles of fiber.               Clerk – The County quoted £1,400 last time.

Full stops are what the records of the Congress of the United States print; dashes are found in minutes of all kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.corpus.lines import Line
from bot.corpus.speakers.labelled import Turn
from bot.corpus.speakers.labels import read_label

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
_DASHED = re.compile(r"(?P<label>(?:(?:Mr|Mrs|Ms|Dr)\. )?[^–—:：。！？.!?]{1,60}?)\s+[–—-]{1,2}\s+(?P<words>\S.*)$")
_STOP = re.compile(r"[。！？!?.…][”’」』）》)\]\"]*$")
_FEWEST = 3


def find_stopped(lines: Sequence[Line]) -> Mapping[int, Turn]:
    """Return the turns of a text by the index of their line; empty where too few lines begin so, or all alike."""
    stopped = {
        index: Turn("", match["label"], match.span("label"), match.start("words"))
        for index, line in enumerate(lines)
        if (match := _LABEL.match(line.text))
    }
    dashed = {index: turn for index, line in enumerate(lines) if (turn := _dashed(line.text))}
    return max((_if_enough(stopped), _if_enough(dashed)), key=len)


def _dashed(text: str) -> Turn | None:
    match = _DASHED.match(text)
    if match is None or not _STOP.search(text) or (who := read_label(match["label"])) is None:
        return None
    return Turn(*who, match.span("label"), match.start("words"))


def _if_enough(found: Mapping[int, Turn]) -> Mapping[int, Turn]:
    return found if len(found) >= _FEWEST and len({turn.name for turn in found.values()}) > 1 else {}
