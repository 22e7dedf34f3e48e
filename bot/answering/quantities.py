"""Numbers as Chinese writes them: 5至6个, 1000万元以上, 百亿级, 超10亿元, 百分之八, 七成, 两倍, 3+3.

A quantity is compared by value and unit, never by its digits as text: 一千万元 is 1000万元, and 8% is not 18%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.types import Comparator, Quantity, Span

__all__ = ["parse_quantities", "read_numeral", "same_quantity"]

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}

_ENGLISH = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

_ARABIC = r"\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千]+"
_NUMBER = rf"(?:{_ARABIC}|{_CHINESE})"
_SCALE = r"(?:[十百千]?万亿|[十百千]?[万亿]|(?<=\d)[百千])"
_UNIT = (
    r"(?:平方公里|平方米|立方米|个百分点|百分点|万元|美元|欧元|港元|日元|人次|公里|千米|公顷|小时|分钟|个月|季度|周年|"
    r"[个家项条位名人元亩吨度件起处类种所座户套辆米倍级届期轮批天日年月次块场支队宗间幅头成强大点方份张部只例岁层栋台门周])"
)
_BEFORE = {
    "不超过": Comparator.AT_MOST,
    "不少于": Comparator.AT_LEAST,
    "不低于": Comparator.AT_LEAST,
    "至少": Comparator.AT_LEAST,
    "超过": Comparator.MORE_THAN,
    "突破": Comparator.MORE_THAN,
    "高于": Comparator.MORE_THAN,
    "多于": Comparator.MORE_THAN,
    "超": Comparator.MORE_THAN,
    "大约": Comparator.ABOUT,
    "约": Comparator.ABOUT,
    "近": Comparator.ABOUT,
}
_AFTER = {
    "以上": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
}
_QUANTITY = re.compile(
    rf"(?P<before>{'|'.join(_BEFORE)})?(?<![\d.第几〇零一二两三四五六七八九十百千])"
    rf"(?:(?P<percent>百分之)(?P<share>{_NUMBER}(?:点[零一二三四五六七八九]+)?)"
    rf"|(?P<low>{_NUMBER}|(?<![\u4e00-\u9fff])[百千](?=[万亿]级))(?P<lowscale>{_SCALE})?"
    rf"(?:(?:至|到|-|~|—|～|－)(?P<high>{_NUMBER})(?P<highscale>{_SCALE})?)?"
    r"(?P<sign>%)?)"
    r"(?:\s*(?P<english>hundred|thousand|million|billion|trillion)\b)?"
    rf"(?P<more>[多余几])?(?P<latescale>[万亿])?"
    rf"(?P<magnitude>级)?(?P<unit>{_UNIT})?(?P<after>{'|'.join(_AFTER)})?"
)
_BARE_MAGNITUDE = re.compile(r"(?<![\d零一二两三四五六七八九十])(?P<scale>[十百千]?[万亿])级")


def read_numeral(text: str) -> float | None:
    """Read an Arabic or Chinese numeral (二十三, 一千二百, 3.5); None when it is none."""
    plain = text.replace(",", "").replace(" ", "")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return float(plain)
    total, digit, spelled = 0, 0, ""
    for character in plain:
        if character in _DIGITS:
            spelled += str(_DIGITS[character])
            digit = int(spelled)
        elif character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit, spelled = 0, ""
        else:
            return None
    return float(total + digit) if plain else None


def _scaled(number: str, scale: str | None) -> float | None:
    value = read_numeral(number)
    if value is None:
        return None
    for character in scale or "":
        value *= _TENS.get(character) or _BIG[character]
    return value


def _magnitude(scale: str) -> float:
    value = 1.0
    for character in scale:
        value *= _TENS.get(character) or _BIG[character]
    return value


def parse_quantities(text: str) -> tuple[Quantity, ...]:
    """Read the quantities of folded text in order.

    A Chinese numeral counts only with a unit, a scale or a sign behind it (三个 but not 一起); an Arabic one always.
    Ordinals (第三) are no quantities.
    """
    found = [*_magnitudes(text), *_numbers(text)]
    found.sort(key=lambda quantity: (quantity.span.start, -len(quantity.span)))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.span.start >= kept[-1].span.end:
            kept.append(quantity)
    return tuple(kept)


def _magnitudes(text: str) -> Iterator[Quantity]:
    for match in _BARE_MAGNITUDE.finditer(text):
        value = _magnitude(match["scale"])
        yield Quantity(value, value, "", Comparator.MAGNITUDE, Span(*match.span()))


def _numbers(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        if match["percent"]:
            value = _share(match["share"])
            low = high = value
            unit = "%"
        else:
            scale = (match["lowscale"] or "") + (match["latescale"] or "")
            high_scale = (match["highscale"] or "") + (match["latescale"] or "")
            low = _scaled(match["low"], scale or high_scale or None)
            high = _scaled(match["high"], high_scale or None) if match["high"] else low
            unit = "%" if match["sign"] else match["unit"] or ""
            arabic = match["low"][0].isdigit()
            if not (arabic or unit or scale or high_scale or match["magnitude"]):
                continue
        if low is None or high is None:
            continue
        if match["english"]:
            low, high = low * _ENGLISH[match["english"]], high * _ENGLISH[match["english"]]
        if unit == "成" and low <= 10:
            low, high, unit = low * 10, high * 10, "%"
        elif unit == "万元":
            low, high, unit = low * 10_000, high * 10_000, "元"
        yield Quantity(low, high, unit, _comparator(match, low, high), Span(*match.span()))


def _share(text: str) -> float | None:
    whole, _, fraction = text.partition("点")
    value = read_numeral(whole)
    if value is None:
        return None
    return value + float("0." + "".join(str(_DIGITS[digit]) for digit in fraction)) if fraction else value


def _comparator(match: re.Match[str], low: float, high: float) -> Comparator:
    if match["magnitude"]:
        return Comparator.MAGNITUDE
    if low != high:
        return Comparator.RANGE
    if match["after"]:
        return _AFTER[match["after"]]
    if match["before"]:
        return _BEFORE[match["before"]]
    return Comparator.MORE_THAN if match["more"] else Comparator.EXACT


def same_quantity(asked: Quantity, said: Quantity) -> bool:
    """Tell whether a number asked about is the number said: same value (or an end of the range), compatible unit.

    Units are compatible when equal or when the question leaves its own out.
    """
    if asked.unit and said.unit and asked.unit != said.unit:
        return False
    if (asked.unit == "%") != (said.unit == "%") and asked.unit:
        return False
    return asked.low in (said.low, said.high) or asked.high in (said.low, said.high)
