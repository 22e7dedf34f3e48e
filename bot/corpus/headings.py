"""Which lines without a mark are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corpus.laidout import ends_paragraph
from bot.corpus.lines import Line
from bot.corpus.marks import read_marks
from bot.corpus.speakers.labelled import AGENDA, split_label
from bot.corpus.speakers.labels import read_label
from bot.corpus.speakers.naming import first_word, is_header, is_voice

__all__ = ["is_heading_of_digest", "is_heading_of_turns", "is_numbered", "may_be_heading"]

_LONGEST_BARE_HEADING = 400
"""A journalist's question can serve as a heading; beyond this it is a paragraph."""
_LONGEST_HEADING_OF_TURNS = 40
_LONGEST_CAPITALS = 120
"""Of a heading in capitals: STATEMENT OF ELENA ORTIZ, DIRECTOR, PLAINS COOPERATIVE."""
_DATED = re.compile(r"(?:^|\D)(?:19|20)\d\d(?:[)）]?$|\s+at\b|年\d{1,2}月)|^[（(].*[)）]$|^\[.*\]$")
"""A line that tells when the meeting was, or stands in brackets: no heading."""
_NUMBERED = re.compile(
    r"(?:[IVX]{1,5}|[A-Z]|\d{1,2}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾貳參陸]{1,3})[.、．)]|第.{1,3}[场場部章节節项項]"
)
_NO_HEADING = ("", *"。！？!?…：:.，,；;、)）")
_FOOTNOTE = "*＊※†-–•·"
_CONTINUED = re.compile(r"[（(](?:continued|cont['’]?d|续|續)[)）]$", re.IGNORECASE)
"""How a heading may end though it ends in a bracket."""


def may_be_heading(line: Line) -> bool:
    """Tell whether a line can be a heading by its own look: neither indented, nor long, nor a date, nor in brackets."""
    return not line.indented and len(line.text) <= _LONGEST_BARE_HEADING and not _DATED.search(line.text)


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with a heading's number, or is in capitals."""
    return _NUMBERED.match(text) is not None or text.isupper()


def is_heading_of_digest(lines: Sequence[Line], index: int, *, indents: bool) -> bool:
    """Tell whether an unmarked line right before a marked speaker line stands as that speech's heading."""
    line = lines[index]
    before = lines[index - 1] if index else None
    broken = before is not None and not read_marks(before, front=True) and not ends_paragraph(before.text)
    if broken:
        return False
    return not ends_paragraph(line.text) or (indents and not line.text.endswith("。"))


def is_heading_of_turns(text: str, *, alone: bool) -> bool:
    """Tell whether a line above a turn is a heading; what is said there ends in questions and half sentences, too.

    Args:
        text: Of the line.
        alone: Whether it stands between gaps and names none of those who speak.
    """
    if AGENDA.match(text):
        return True
    role, name = read_label(text) or ("", "")
    alone = alone and text.isascii()
    listed = role and role != name and not alone  # of the record's head: 主席　洪委員志文, Tom O'Hara - Goldman Sachs
    if is_header(text) or is_voice(first_word(text)) or listed or text[0] in _FOOTNOTE:
        return False
    if split_label(text) and not is_numbered(text):
        return False  # 书记员：刘婷, 投资：3亿元
    bracketed = alone and text.endswith(")")  # Ferry Services (Resilience)
    whole = text.rstrip("”』」 ")[-1:] not in _NO_HEADING or _CONTINUED.search(text) is not None or bracketed
    return whole and len(text) <= (_LONGEST_CAPITALS if text.isupper() else _LONGEST_HEADING_OF_TURNS)
