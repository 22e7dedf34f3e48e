"""One number as it stands in a sentence: numeral, unit, and what the words around it make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answering.number_words import AFTER, BEFORE, ENGLISH, PREFIXES, SIGNS
from bot.answering.numerals import read_ends, read_numeral, scaled
from bot.answering.units import CURRENCIES, canonical_unit
from bot.types import Comparator

__all__ = ["FoundNumber", "read_number"]

_LATIN_BEFORE = re.compile(r"[a-z]{1,4}$")
_LONGEST_BEFORE = max(map(len, BEFORE))
_LAST_OF_BEFORE = frozenset(word[-1] for word in BEFORE)
_WORDS = frozenset({"万", "亿", "千万", "亿万", "百万", "万万"})
"""Scales that are words when nothing is counted (千万不要, 亿万人民)."""
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
"""Of how many parts a share is told: 百分之."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """One number as found: a quantity that may lack what makes it one (五 in 五至六个)."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    comparator: Comparator
    stands_alone: bool
    open_ended: bool
    """Nothing but number and unit: it may be an end of a range."""
    factor: int = 1
    """What its scale multiplied it by: the first end of a range may share it (3至5万)."""


def read_number(match: re.Match[str], text: str, floor: int) -> FoundNumber | None:
    """Read one match of ``number_words.FOUND``; nothing before ``floor`` belongs to it. None when it is no number."""
    if match["skipped"] is not None:
        return None
    if match["number"] is not None:
        return _number(match, text, floor)
    start, end = match.span()
    comparator = Comparator.EXACT
    if match["half"] or match["fraction"]:
        value, unit = _half(match["halved"]) if match["half"] else (_fraction(match["fraction"]), "%")
        start, before = _comparator_before(text, floor, start, match.group())
        comparator = Comparator.MORE_THAN if match.group().startswith("过") else before or comparator
    elif match["clock"]:
        hours, minutes = re.split("[:点时]", match["clock"].rstrip("分"))
        value, unit = int(hours) + int(minutes) / 60, "时"
    elif match["joined"]:
        first, unit = re.split(r"(?=[+·])", match["joined"], maxsplit=1)
        value = float(first)
    else:
        value, unit = 2.0 ** (read_numeral(match["doubled"]) or 1.0), "倍"
    if value is None:
        return None
    return FoundNumber(start, end, value, value, unit, comparator, stands_alone=True, open_ended=False)


def _half(of: str | None) -> tuple[float | None, str]:
    if of is None or of == "数":
        return 50.0, "%"
    return 0.5, "个月" if of == "月" else canonical_unit(of)


def _fraction(written: str) -> float | None:
    """Return a fraction in percent: 1/4 and 四分之一 are 25."""
    if "/" in written:
        above, below = map(read_numeral, written.split("/"))
    else:
        below, above = map(read_numeral, written.split("分之"))
    return above * 100 / below if above and below and above < below else None


def _number(match: re.Match[str], text: str, floor: int) -> FoundNumber | None:
    numeral, few, late, english, half, level, after = match.group(
        "number", "few", "late", "english", "and_half", "level", "after"
    )
    factor = scaled(late or "") * ENGLISH.get(english, 1)
    ends = read_ends(numeral, factor)
    unit = _unit(match)
    if ends is None or (unit == "成" and ends[1] > 10):
        return None
    low, high = ends
    comparator = _comparator_within(numeral, few, ends)
    if few == "几":
        low, high = low + factor, high + 9 * factor
    if half:
        low, high = low + 0.5, high + 0.5
    if unit == "成":
        low, high, unit = low * 10, high * 10, "%"
    elif unit == "日" and (high > 31 or after in {"内", "以内", "之内"}):
        unit = "天"
    elif unit == "级" and (late or numeral[-1] in "万亿"):
        unit, level = "", "级"
    start, before = _comparator_before(text, floor, match.start(), numeral)
    if level:
        comparator = Comparator.MAGNITUDE
    elif comparator is Comparator.EXACT:
        comparator = AFTER[after] if after else before or comparator
    if numeral[0] in "0123456789" and not unit and start == match.start():
        start, unit = _prefixed(text, floor, start)
    marked = bool(level or few or late)
    return FoundNumber(
        start,
        match.end(),
        low,
        high,
        unit,
        comparator,
        stands_alone=_stands_alone(numeral, unit, before, marked=marked, compared=after is not None),
        open_ended=not (few or english or level or after),
        factor=_last_factor(numeral) * factor,
    )


def _stands_alone(numeral: str, unit: str, before: Comparator | None, *, marked: bool, compared: bool) -> bool:
    """Tell whether a numeral counts something: digits always, Chinese with a unit, a scale or a comparator."""
    if numeral in {"万", "亿"} and unit in CURRENCIES:
        return marked or before is not None  # 单位：万元 counts nothing
    if numeral[0] in "0123456789" or unit or marked or (compared and len(numeral) > 1):
        return True
    return ("万" in numeral or "亿" in numeral) and (before is not None or numeral not in _WORDS)


def _unit(match: re.Match[str]) -> str:
    """Return the unit of a number: of a share, by its sign, or as written."""
    part, sign, unit, half = match.group("part", "sign", "unit", "and_half")
    if part:
        return _PARTS[part[0]]
    if sign:
        return SIGNS[sign]
    if half and len(half) > 1:  # 三个半月
        return "个月" if half == "半月" else canonical_unit(half[1:])
    return canonical_unit(unit.strip()) if unit else ""


def _comparator_within(numeral: str, few: str | None, ends: tuple[float, float]) -> Comparator:
    """Tell what the numeral itself says: 几十, 三四十, 十几, 三百多."""
    if numeral[0] in "几数" or few == "几":
        return Comparator.MAGNITUDE
    if ends[0] != ends[1]:
        return Comparator.RANGE
    if few:
        return Comparator.AT_LEAST if few == "+" else Comparator.MORE_THAN
    return Comparator.EXACT


def _last_factor(numeral: str) -> int:
    """Return what the scale at the end of a numeral multiplies by; 1 for none."""
    size = len(numeral)
    while size and numeral[size - 1] in "万亿":
        size -= 1
    return scaled(numeral[size:])


def _comparator_before(text: str, floor: int, start: int, numeral: str) -> tuple[int, Comparator | None]:
    """Look for a comparator right before a number; return where it starts and what it says."""
    before = text[max(floor, start - _LONGEST_BEFORE) : start]
    if before:
        last = before[-1]
        if numeral[0] in "十百千万亿" and last in "上过" and before[-2:-1] not in {"以", "不", "超", "通", "经"}:
            return start - 1, Comparator.MAGNITUDE if last == "上" else Comparator.MORE_THAN
        if last in _LAST_OF_BEFORE:
            for size in range(min(len(before), _LONGEST_BEFORE), 0, -1):
                if before[-size:] in BEFORE:
                    return start - size, BEFORE[before[-size:]]
    return start, None


def _prefixed(text: str, floor: int, start: int) -> tuple[int, str]:
    """Read what stands before a number as its unit: a sign of money, or the letters of a name (pm2.5)."""
    if start == floor:
        return start, ""
    for prefix, currency in PREFIXES.items():
        if text.startswith(prefix, start - len(prefix)) and start - len(prefix) >= floor:
            return start - len(prefix), currency
    letters = _LATIN_BEFORE.search(text, max(floor, start - 4), start)
    return (letters.start(), letters.group()) if letters else (start, "")
