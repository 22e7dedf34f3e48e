"""What an answer must hold to be one: a number for how many, a time for when, the numbers a question states."""

from __future__ import annotations

import re

from bot.answering.quantities import parse_quantities, same_quantity
from bot.types import Quantity, Question, QuestionKind

__all__ = ["WANTS_FIGURE", "answers_kind", "asked_numbers", "asked_unit", "holds_numbers", "times"]

_TIME = re.compile(
    r"\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|[上下]半年|[一二三四]季度|[今明去前]年|年[内底末初中]|全年|全年度|"
    r"[一二三四五六七八九十两几]+(?:个)?[年月天周日](?:内|后|前|之内|以内)?|月底|季末|周末|[昨今明]天|[上下]午|[昨今明][日晨晚]|近日|日前|"
    r"(?<!\d)(?:19|20)\d{2}(?!\d)|\d+(?:多|余)?个?(?:年|月|天|周|小时)(?:多|内|后|前)?|期末|第一时间|届时|本周|下周|本月|下月|未来|期间|春节|国庆|百日"
)
_UNIT = re.compile(
    r"(?:几|多少)(?:多|十|百|千|万|亿)*(?P<unit>[个家项条位名人元亩吨件起处类种所座户套辆倍级届期轮批年月天次块场支队宗强成点大钱])"
)
_PERCENT = re.compile(
    r"百分之(?:几|多少)|几个点|几成|增速|增幅|涨幅|比例|占比|涨多少|增长多少|percent|proportion|growth|share"
)
_TELLING_UNITS = frozenset({"%", "大", "年"})
"""Units with which even a small Chinese numeral is part of what is claimed (四大平台, 五年目标)."""
_COUNTERS = frozenset("个家项条位名座件处类种所支起批场套人户")
_ASKING = re.compile(r"[哪前几]")
_NAMED = re.compile(r"[“‘《「][^”’》」]*[”’》」]")
_ONE_LOT = re.compile(r"一[个家项条位批种系列次流体]")
"""一批, 一流: they count nothing."""
_MANY = re.compile(r"全覆盖|翻一?番|清零|双下降|双增长|半数|过半|全部|所有|各家|各个|多家|多个|若干|近半|大部分|零")


WANTS_FIGURE = frozenset({QuestionKind.QUANTITY, QuestionKind.WHEN})
"""Kinds of question that only a number or a time answers."""


def asked_unit(question: Question) -> str:
    """Return the unit a how-many question names (几家 → 家, 百分之几 → %), or an empty string."""
    if _PERCENT.search(question.normal):
        return "%"
    match = _UNIT.search(question.normal)
    unit = match["unit"] if match else ""
    return "元" if unit == "钱" else unit


def asked_numbers(question: Question) -> tuple[Quantity, ...]:
    """Return the numbers of a question that its answer must hold.

    A small Chinese numeral counts what is asked for (哪三个平台) and need not stand in the answer.
    """
    return tuple(
        quantity
        for quantity in question.quantities
        if not _ASKING.match(question.normal, max(0, quantity.span.start - 1))
        and (
            quantity.high >= 10
            or quantity.low != quantity.high
            or quantity.unit in _TELLING_UNITS
            or _is_written_in_digits(quantity, question)
        )
    )


def _is_written_in_digits(quantity: Quantity, question: Question) -> bool:
    return any(character.isdigit() and character.isascii() for character in quantity.span.of(question.normal))


def holds_numbers(question: Question, folded: str) -> float:
    """Return the share of the question's numbers that folded text states, 0 to 1; 1 when it has none."""
    asked = asked_numbers(question)
    if not asked:
        return 1.0
    said = parse_quantities(folded)
    held = sum(
        any(same_quantity(number, other) for other in said) or _stands_as_written(number, question, folded)
        for number in asked
    )
    return held / len(asked)


def _stands_as_written(number: Quantity, question: Question, folded: str) -> bool:
    """Tell whether a bare number of a question stands in a text as a number of its own (第2254号)."""
    written = number.span.of(question.normal)
    return written.isdigit() and re.search(rf"(?<![\d.]){written}(?![\d.])", folded) is not None


def answers_kind(question: Question, folded: str) -> float:
    """Tell how well folded text can answer that kind of question at all, 0 to 1.

    How many wants a number, best one with the unit asked for; when wants a time; all else can be answered by any words.
    """
    if question.kind is QuestionKind.QUANTITY:
        unit = asked_unit(question)
        # a number inside a name (“3+3”) counts nothing
        bare = _ONE_LOT.sub("", _NAMED.sub("", folded))
        units = {quantity.unit for quantity in parse_quantities(bare)}
        if unit in units or (not unit and units - {"年", "月", "日", "大", "强"}):
            return 1.0
        if unit in _COUNTERS and units & _COUNTERS:
            return 0.8
        return 0.4 if _MANY.search(folded) and unit not in {"元", "人", "%"} else 0.0
    if question.kind is QuestionKind.WHEN:
        return 1.0 if _TIME.search(folded) else 0.0
    return 1.0


def times(folded: str) -> tuple[tuple[int, int], ...]:
    """Return where folded text names a time, as pairs of start and end."""
    return tuple(match.span() for match in _TIME.finditer(folded))
