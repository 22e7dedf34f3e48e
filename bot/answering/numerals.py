"""Numerals in Arabic and Chinese: 62 600, 1.2亿, 一千二百, 二〇二二, 三点五, 三四十, 几百万.

A numeral has two ends, because Chinese writes a range as one numeral (三四十 is 30 to 40). Values are computed in
integers and divided once, so that the same number is the same float however it is written.
"""

from __future__ import annotations

import re

__all__ = ["ARABIC", "CHINESE", "VAGUE", "read_ends", "read_numeral", "scaled"]

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

_MEASURE = "[瓦米克卡升伏帕赫]"
"""千瓦, 千米: there 千 belongs to the unit."""
_NUMBER = r"(?:[0-9]{1,3}(?:[, \u2009\u202f\xa0][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_SCALE = rf"(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?!{_MEASURE}|分))"
ARABIC = rf"{_NUMBER}(?:{_SCALE}(?:[0-9]{{1,4}}(?:\.[0-9]+)?[十百千]?万(?!亿))?)?"
"""Pattern of a numeral that begins with a digit: 1,234 or 3.5万 or 1亿2000万."""
_DIGIT = "[零〇一二两三四五六七八九]"
CHINESE = (
    rf"(?:[零〇一二两三四五六七八九十百万亿]|千(?!{_MEASURE}))+"
    rf"(?:点[零〇一二三四五六七八九]+(?![是、])(?:[十百万亿]|千(?!{_MEASURE}))*)?"
)
"""Pattern of a numeral in Chinese: 一千二百万 or 三点五亿."""
VAGUE = r"(?:几|(?<![人户指系总分次参倍基件函])数)[十百千万亿]+(?!分之)"
"""Pattern of 几十, 数百万: some tens, some millions."""

_MIXED = re.compile(rf"({_NUMBER})([十百千万亿]*)(?:({_NUMBER})([十百千万亿]+))?")
_DECIMAL = re.compile(rf"([^点]+)点({_DIGIT}+)([十百千万亿]*)")
_UP_TO_THOUSANDS = re.compile(
    rf"(?:({_DIGIT}*)千)?([零〇]?)(?:({_DIGIT}*)百)?([零〇]?)(?:({_DIGIT}*)十)?([零〇]?)({_DIGIT}*)"
)
_SPELLED = re.compile(r"[零〇一二三四五六七八九]+")
_SEPARATORS = str.maketrans("", "", ", \u2009\u202f\xa0")
_LONGEST = 24
"""Characters; what is longer is the number of a document or a telephone, not a quantity."""

_Ends = tuple[int, int]


def read_numeral(text: str) -> float | None:
    """Read one numeral (二十三, 一千二百万, 3.5, 1.2亿); None when it is none or stands for a range (三四十)."""
    ends = read_ends(text)
    return ends[0] if ends is not None and ends[0] == ends[1] else None


def read_ends(text: str, factor: int = 1) -> tuple[float, float] | None:
    """Read both ends of a numeral, equal unless it stands for a range; None when it is none.

    Args:
        text: Nothing but the numeral, as one of the patterns finds it.
        factor: What it is multiplied by; > 0.
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    if text[0] in "0123456789":
        return _arabic(text, factor)
    if text[0] in "几数":
        ends = _place_value(text[1:])
        # of ten millions there are two to nine
        return (float(2 * ends[0] * factor), float(9 * ends[1] * factor)) if ends and len(text) > 1 else None
    match = _DECIMAL.fullmatch(text)
    if match is None:
        ends = _place_value(text)
        return (float(ends[0] * factor), float(ends[1] * factor)) if ends else None
    whole = _place_value(match[1])
    if whole is None or whole[0] != whole[1]:
        return None
    fraction = "".join(str(_DIGITS[digit]) for digit in match[2])
    power = 10 ** len(fraction)
    value = (whole[0] * power + int(fraction)) * scaled(match[3]) * factor / power
    return value, value


def scaled(scale: str) -> int:
    """Return what scale characters multiply by: 千万 is 10^7, nothing is 1."""
    factor = 1
    for character in scale:
        factor *= _SCALES[character]
    return factor


def _arabic(text: str, factor: int) -> tuple[float, float] | None:
    match = _MIXED.fullmatch(text)
    if match is None:
        return None
    number, scale, more, more_scale = match.groups()
    value, power = _exact(number)
    value *= scaled(scale)
    if more:
        second, second_power = _exact(more)
        value = value * second_power + second * scaled(more_scale) * power
        power *= second_power
    both = value * factor / power
    return both, both


def _exact(number: str) -> tuple[int, int]:
    """Return numerator and denominator of a decimal number."""
    whole, _, fraction = number.translate(_SEPARATORS).partition(".")
    return int(whole + fraction), 10 ** len(fraction)


def _place_value(run: str) -> _Ends | None:
    """Read a run of Chinese digits and scales."""
    if _SPELLED.fullmatch(run) and len(run) > 1:
        # 二〇二二 is spelled digit by digit, 五六 is a range
        pair = _digits(run) if len(run) == 2 else None
        return pair or (int("".join(str(_DIGITS[digit]) for digit in run)),) * 2
    return _by_scale(run, "亿")


def _by_scale(run: str, scale: str) -> _Ends | None:
    """Read what stands before and behind the last 亿, then the last 万, then up to thousands."""
    if scale == "千":
        return _up_to_thousands(run)
    lesser = "万" if scale == "亿" else "千"
    head, found, tail = run.rpartition(scale)
    if not found:
        return _by_scale(run, lesser)
    before = _by_scale(head, lesser) if head else (1, 1)
    if len(tail) == 1 and tail in _DIGITS:
        # 两万三: the last digit counts the next lower scale
        behind: _Ends | None = (_DIGITS[tail] * _SCALES[scale] // 10,) * 2
    else:
        behind = _by_scale(tail, lesser) if tail else (0, 0)
    if before is None or behind is None:
        return None
    return before[0] * _SCALES[scale] + behind[0], before[1] * _SCALES[scale] + behind[1]


def _up_to_thousands(run: str) -> _Ends | None:
    match = _UP_TO_THOUSANDS.fullmatch(run)
    if match is None or not run:
        return None
    low = high = 0
    elided = 0
    for digits, scale in ((match[1], 1000), (match[3], 100), (match[5], 10)):
        if digits is not None:
            ends = _digits(digits) if digits else (1, 1)
            if ends is None:
                return None
            low, high = low + ends[0] * scale, high + ends[1] * scale
            elided = scale // 10
    last = _digits(match[7]) if match[7] else (0, 0)
    if last is None:
        return None
    # 三千五 is 3500, 三千零五 is 3005
    scale = elided if elided and not (match[2] or match[4] or match[6]) else 1
    return low + last[0] * scale, high + last[1] * scale


def _digits(digits: str) -> _Ends | None:
    """Read one digit, or two that make a range (五六, 两三, 三五)."""
    values = [_DIGITS[digit] for digit in digits]
    if len(values) == 1:
        return values[0], values[0]
    if len(values) == 2 and values[0] and (values[1] == values[0] + 1 or values == [3, 5]):
        return values[0], values[1]
    return None
