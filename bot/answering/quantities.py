"""Numbers as they are said: 5至6个, 1000万元以上, 百亿级, 超10亿元, 百分之八, 七成, 两年半, 三四十家, 3+3.

A quantity is compared by value and unit, never by its digits as text: 一千万元 is 1000万元, and 8% is not 18%.
First single numbers are found, then two that make a range (5%至6%) become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.answering.number_words import BETWEEN, FIRST_OF_BEFORE, FOUND
from bot.answering.single_numbers import FoundNumber, read_number
from bot.answering.units import compatible_units
from bot.types import Comparator, Quantity, Span

__all__ = ["parse_quantities", "same_quantity"]

_REMEMBERED = 8192
"""Texts whose quantities are kept: the passages of a long meeting are read once, not at every question."""

_LOOKS_NUMERIC = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿几半番]")
_FULL_WIDTH = re.compile(r"[０-９，．：／＋（）]")
_HALVED = str.maketrans("０１２３４５６７８９，．：／＋（）", "0123456789,.:/+()")
_FROM = frozenset("从由自")
_CENTURY = 100
_OF_YEARS = frozenset({"", "年", "学年"})
"""Units before which the second of two years may be told by its last digits (2014-15年度)."""


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
    found: list[FoundNumber] = []
    for match in FOUND.finditer(text):
        number = read_number(match, text, found[-1].end if found else 0)
        if number is not None:
            found.append(number)
    return tuple(
        Quantity(number.low, number.high, number.unit, number.comparator, Span(number.start, number.end))
        for number in _ranges(found, text)
        if number.stands_alone
    )


def _ranges(found: list[FoundNumber], text: str) -> Iterator[FoundNumber]:
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


def _joined(first: FoundNumber, second: FoundNumber, text: str) -> FoundNumber | None:
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
    if first.unit and text[second.start] in FIRST_OF_BEFORE:
        return None  # 增加30亿元至约140亿元: by how much, and to what
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
