"""The words that say by when: 全年, 年内, 今年年底前, 到2015年, 两年内."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.pledges.words import pattern
from bot.answering.times import times
from bot.types import Span

__all__ = ["read_deadline"]

_PAST_OR_VAGUE = re.compile(
    r"去年|前年|上年|昨|大前|近|以来|至今|目前为止|日前|当[天日月年]|即日|第一时间|每|逐|常年|现阶段|下一?个?阶段|日后|届时|同期|百日"
    r"|翌|今天|上午|下午|[点时]|年终|[上]半年|次[年月]|过渡期|同日|分钟|小时|秒|周[一二三四五六日天末]|星期|^\d+$|^数年"
    r"|(?:未来|今后|期间|[春夏秋冬])$|(?<![一二三四])季度?$"
)
"""Times that lie behind, come again and again, or say nothing of by when."""
_LENGTH = re.compile(r"(?:(?<!\d)\d{1,3}|[一二三四五六七八九十两几]+)个?(?:年|月|天|周|日|个月|工作日)$")
"""Two years, by themselves: a deadline only before what is to be done in them, or where they open the clause."""
_COMPARED = re.compile(r"[比较与同按自从]$|[“‘《]$")
_NO_DATE = re.compile(r"价格|的目标|度报告|以来|不变价")
_FROM_NOW = re.compile(r"(?:今后|未来)$")
_FOR_LENGTH = re.compile(r"(?:今后|未来|用|在|力争|计划|争取|目标)$")
_DONE_IN = re.compile("完成|建成|见效|实现|大变样|内")


def read_deadline(folded: str, within: Span, taken: Sequence[Span] = ()) -> Span | None:
    """Return the first words of a stretch of folded text that say by when; None when there are none.

    Args:
        folded: A speech, folded.
        within: Where in it to look.
        taken: What is something else.
    """
    part = within.of(folded)
    for start, end in _joined(times(part)):
        said = _said(part, start, end)
        if said is None:
            continue
        place = Span(within.start + said.start, within.start + said.end)
        if not any(place.overlaps(other) for other in taken):
            return place
    return None


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return times with those that follow each other without a word between as one: 明年9月."""
    whole: list[tuple[int, int]] = []
    for start, end in places:
        if whole and whole[-1][1] == start:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _said(part: str, start: int, end: int) -> Span | None:
    """Return the words of one time in a clause as a deadline; None when they are none."""
    said, before, behind = part[start:end], part[:start], part[end:]
    if _PAST_OR_VAGUE.search(said) or _COMPARED.search(before):
        return None
    if pattern("names_behind").match(behind) or _NO_DATE.match(behind):
        return None
    if said.endswith("年中") and behind.startswith("央"):  # 今年中央财政
        return Span(start, end - 1)
    if not _LENGTH.search(said):
        return Span(start, end)
    opens = not before.strip("，,、 —") or _FOR_LENGTH.search(before)
    if not (opens or _DONE_IN.match(behind)):
        return None
    from_now = _FROM_NOW.search(before)
    return Span(from_now.start() if from_now else start, end)
