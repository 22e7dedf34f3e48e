"""Numbers as they are said: 5至6个, 1000万元以上, 百亿级, 超10亿元, 百分之八, 七成, 两年半, 三四十家, 3+3.

A quantity is compared by value and unit, never by its digits as text: 一千万元 is 1000万元, and 8% is not 18%.
First single numbers are found, then two that make a range (5%至6%) become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering.number_words import AFTER, BEFORE, BETWEEN, ENGLISH, FOUND, PREFIXES, SIGNS
from bot.answering.numerals import read_ends, read_numeral, scaled
from bot.answering.units import CURRENCIES, canonical_unit, compatible_units
from bot.types import Comparator, Quantity, Span

__all__ = ["parse_quantities", "read_numeral", "same_quantity"]

_REMEMBERED = 8192
"""Texts whose quantities are kept: the passages of a long meeting are read once, not at every question."""

_LOOKS_NUMERIC = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿几半番]")
_FULL_WIDTH = re.compile(r"[０-９，．：／＋（）]")
_HALVED = str.maketrans("０１２３４５６７８９，．：／＋（）", "0123456789,.:/+()")
_LATIN_BEFORE = re.compile(r"[a-z]{1,4}$")
_FROM = frozenset("从由自")
_LONGEST_BEFORE = max(map(len, BEFORE))
_LAST_OF_BEFORE = frozenset(word[-1] for word in BEFORE)
_WORDS = frozenset({"万", "亿", "千万", "亿万", "百万", "万万"})
"""Scales that are words when nothing is counted (千万不要, 亿万人民)."""
_OF_YEARS = frozenset({"", "年", "学年"})
"""Units before which the second of two years may be told by its last digits (2014-15年度)."""
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
"""Of how many parts a share is told: 百分之."""


@dataclass(frozen=True, slots=True)
class _Found:
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


@lru_cache(maxsize=_REMEMBERED)
def parse_quantities(text: str) -> tuple[Quantity, ...]:
    """Read the quantities of folded text, in order and apart.

    A Chinese numeral counts only with a unit, a large scale or a sign (三个, 百亿, not 三 alone); an Arabic one always.
    Ordinals (第三) are no quantities. Percentages, tenths (七成) and fractions have the unit "%"; money is in whole
    元, 美元, …; some tens (几十家) are a magnitude with two ends; a name such as 3+3 is its first number with the rest
    as its unit.
    """
    if _LOOKS_NUMERIC.search(text) is None and _FULL_WIDTH.search(text) is None:
        return ()
    if _FULL_WIDTH.search(text):
        text = text.translate(_HALVED)
    found: list[_Found] = []
    for match in FOUND.finditer(text):
        number = _read(match, text, found[-1].end if found else 0)
        if number is not None:
            found.append(number)
    return tuple(
        Quantity(number.low, number.high, number.unit, number.comparator, Span(number.start, number.end))
        for number in _ranges(found, text)
        if number.stands_alone
    )


def _ranges(found: list[_Found], text: str) -> Iterator[_Found]:
    """Join the two ends of each range."""
    number = 0
    while number < len(found):
        first = found[number]
        if number + 1 < len(found) and (joined := _joined(first, found[number + 1], text)) is not None:
            yield joined
            number += 2
        else:
            yield first
            number += 1


def _joined(first: _Found, second: _Found, text: str) -> _Found | None:
    if text[first.end : second.start] not in BETWEEN or not first.open_ended:
        return None
    if first.unit and not second.unit and text.startswith("分之", first.start + 1):
        second = replace(second, unit=first.unit, stands_alone=True)  # 百分之五至六
    if not second.stands_alone:
        return None
    if first.unit and (first.unit != second.unit or text[first.start - 1 : first.start] in _FROM):
        return None  # 从20%到30% tells of a change, not of a range
    if Comparator.MAGNITUDE in {first.comparator, second.comparator}:
        return None
    low, high = first.low, second.high
    if second.factor > 1 and first.factor == 1 and low * second.factor <= high:
        low *= second.factor
    if second.unit == "%" and not first.unit and "成" in text[second.start : second.end] and low < 10:
        low *= 10
    if second.unit in _OF_YEARS and 1900 <= low <= 2100 and 10 <= high < 100 and low % 100 < high:
        high += low // 100 * 100  # 2014-15年度
    low, high = min(low, high), max(low, high)
    return replace(
        second,
        start=first.start,
        low=low,
        high=high,
        comparator=Comparator.RANGE if low != high else second.comparator,
        stands_alone=True,
    )


def _read(match: re.Match[str], text: str, floor: int) -> _Found | None:
    """Read one match; nothing before ``floor`` belongs to it."""
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
    return _Found(start, end, value, value, unit, comparator, stands_alone=True, open_ended=False)


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


def _number(match: re.Match[str], text: str, floor: int) -> _Found | None:
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
    return _Found(
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


_CENTURY = 100


def same_quantity(asked: Quantity, said: Quantity) -> bool:
    """Tell whether a number asked about is the number said: the same value and a unit that can be the one asked for.

    A single number is also either end of a range said (5座 of 5至6座); a range and some tens are only themselves.
    """
    if not compatible_units(asked.unit, said.unit):
        return False
    if asked.unit == "年" == said.unit and asked.low < _CENTURY < said.low:
        return asked.low == said.low % _CENTURY  # 12年底 is 2012年年底
    if asked.low != asked.high or (said.low != said.high and said.comparator is Comparator.MAGNITUDE):
        return (asked.low, asked.high) == (said.low, said.high)
    return asked.low in (said.low, said.high)
