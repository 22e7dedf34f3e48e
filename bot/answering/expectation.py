"""What an answer must hold to be one: a number for how many, a time for when, the numbers a question states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.answering.quantities import parse_quantities, same_quantity
from bot.answering.times import names_time
from bot.answering.units import COUNTERS, CURRENCIES, PLACING, UNIT, canonical_unit, is_name
from bot.language import HAN, hint, language
from bot.retrieval.tokens import rarity, words
from bot.types import Comparator, Quantity, Question, QuestionKind

__all__ = [
    "HELD",
    "WANTS_FIGURE",
    "answers_kind",
    "asked_numbers",
    "asked_unit",
    "holds_numbers",
]

_MANY_WORDS = r"(?:几|多少)(?:[多十百万亿]|千(?![瓦米克]))*"
_UNIT = re.compile(rf"{_MANY_WORDS}(?P<unit>{UNIT}|钱|强|成|大)")
_HAN = re.compile(f"[{HAN}]")
_RARE = 0.45
"""Rarity from which on a single character is hardly a word by itself."""
_DATING = PLACING | {"季度"}
"""Units that date: they count nothing."""
_MUCH_MONEY = 1e8
"""A number from here on that counts nothing is money, as a rule."""
_TELLING_UNITS = frozenset({"%", "大", "年", "倍"})
"""Units with which even a small Chinese numeral is part of what is claimed (四大平台, 五年目标, 翻一番)."""
_ONCE = frozenset({"一年", "一天", "一月", "一周", "一个月", "一次"})
"""Per year, per day: they count nothing (一年排多少吨)."""
_ASKING = re.compile(r"[哪前几]")
_NAMED = re.compile(r"[“‘《「][^”’》」]*[”’》」]")
_ONE_LOT = re.compile(r"一[个家项条位批种系列次流体]")
"""一批, 一流: they count nothing."""

HELD = 0.9
"""From this share on the numbers of a question count as stated."""
WANTS_FIGURE = frozenset({QuestionKind.QUANTITY, QuestionKind.WHEN})
"""Kinds of question that only a number or a time answers."""


def asked_unit(question: Question) -> str:
    """Return the unit a how-many question names (几家 → 家, 百分之几 → %), or an empty string."""
    if hint("asks_share").search(question.normal):
        return "%"
    match = _UNIT.search(question.normal)
    unit = canonical_unit(match["unit"]) if match else ""
    return "元" if unit == "钱" or (not unit and hint("asks_money").search(question.normal)) else unit


def asked_numbers(question: Question) -> tuple[Quantity, ...]:
    """Return the numbers of a question that its answer must hold.

    A small Chinese numeral counts what is asked for (哪三个平台) and need not stand in the answer; 几十家 asks.
    """
    return tuple(quantity for quantity in question.quantities if _must_be_held(quantity, question))


def _must_be_held(quantity: Quantity, question: Question) -> bool:
    written = quantity.span.of(question.normal)
    asks = _ASKING.match(question.normal, max(0, quantity.span.start - 1)) and quantity.unit != "强"
    if asks or "几" in written or written in _ONCE:
        return False
    return (
        quantity.high >= 10
        or quantity.low != quantity.high
        or quantity.unit in _TELLING_UNITS
        or any("0" <= character <= "9" for character in written)
    )


def holds_numbers(question: Question, folded: str) -> float:
    """Return the share of the question's numbers that folded text states, 0 to 1; 1 when it has none.

    A number in another unit that can be the one asked for (30个 for 30家) counts a little less.
    """
    if not question.quantities or not (asked := asked_numbers(question)):
        return 1.0
    said = parse_quantities(folded)
    held = sum(max(_is_said(number, said), _stands_as_written(number, question, folded)) for number in asked)
    return held / len(asked)


def _is_said(number: Quantity, said: tuple[Quantity, ...]) -> float:
    units = {other.unit for other in said if same_quantity(number, other)}
    if units:
        return 1.0 if not number.unit or number.unit in units else HELD
    if number.comparator is not Comparator.RANGE:
        return 0.0
    # 从5个到6个: both ends, one by one
    ends = (Quantity(end, end, number.unit, Comparator.EXACT, number.span) for end in (number.low, number.high))
    return float(all(any(same_quantity(end, other) for other in said if other.low == other.high) for end in ends))


def _stands_as_written(number: Quantity, question: Question, folded: str) -> float:
    """Tell whether the digits of a question stand in a text by themselves, 0 to 1.

    As an ordinal (2254号 in 第2254号决议) or, when the question names no unit and several digits, before one (6400 in
    6400万元), which counts a little less.
    """
    written = number.span.of(question.normal).strip()
    if not "0" <= written[:1] <= "9":
        return 0.0
    if re.search(rf"第 ?{re.escape(written)}(?![\d.])|(?<![\d.]){re.escape(written)}号", folded):
        return 1.0
    digits = written.rstrip("号")
    bare = not number.unit or number.unit == "号"
    alone = bare and len(digits) > 1 and re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d.])", folded)
    return HELD if alone else 0.0


def answers_kind(question: Question, folded: str) -> float:
    """Tell how well folded text can answer that kind of question at all, 0 to 1.

    How many wants a number, best one with the unit asked for; when wants a time; who holds an office wants words that
    name the office, and what something is called a name; all else can be answered by any words.
    """
    if question.kind is QuestionKind.WHEN:
        return float(names_time(folded))
    if question.kind is not QuestionKind.QUANTITY:
        return float(_names_what_is_asked(question.normal, folded))
    if hint("asks_place").search(question.normal):
        return float(hint("place").search(folded) is not None)
    return _answers_how_many(asked_unit(question), folded)


def _names_what_is_asked(normal: str, folded: str) -> bool:
    titles, body, name = _asked_to_be_named(normal)
    if titles:
        return any(title in folded for title in titles)
    if not (body or name):
        return True
    spoken_of = bool(body) and body in folded
    return spoken_of or hint("called").search(folded) is not None or _has_unknown_word(folded)


@lru_cache(maxsize=256)
def _asked_to_be_named(normal: str) -> tuple[tuple[str, ...], str, bool]:
    """Return the titles whose holder a question asks for, the sort of body it wants named, whether it wants a name.

    A question is held against every passage, and read for this once.
    """
    if holder := _asks_holder().search(normal):
        return tuple(_titles_in(holder.group())), "", False
    body = _asks_body().search(normal)
    return (), body["body"] if body else "", hint("asks_name").search(normal) is not None


@cache
def _asks_holder() -> re.Pattern[str]:
    """Return the pattern of a question for who holds an office: it is told by words that name the office."""
    title = hint("holders").pattern
    return re.compile(
        rf"{title}(?:现在|目前)?(?:是|叫|由|到底是)?(?:谁|哪一?位|哪个人|什么名字|什么人)"
        rf"|谁(?:是|当|担任|出任)[^，。？]{{0,12}}?{title}"
    )


@cache
def _asks_body() -> re.Pattern[str]:
    """Return the pattern of a question for a company or a university: words that name none do not tell."""
    body = hint("bodies").pattern
    return re.compile(rf"哪一?[家所间个]{{1,2}}[{HAN}]{{0,2}}(?P<body>{body})")


def _titles_in(words_asked: str) -> Iterator[str]:
    return (title for title in language().offices.titles if title in words_asked)


@lru_cache(maxsize=4096)
def _has_unknown_word(folded: str) -> bool:
    """Tell whether a text holds characters that make no word of the dictionary, as most proper names do."""
    run = 0
    for word in words(folded):
        run = run + 1 if len(word) == 1 and _HAN.match(word) and rarity(word) > _RARE else 0
        if run >= 2:
            return True
    return False


@lru_cache(maxsize=8192)
def _answers_how_many(unit: str, folded: str) -> float:
    """Tell how well folded text answers how many of a unit."""
    # a number inside a name (“3+3”) counts nothing, but “三大平台” are three
    bare = _ONE_LOT.sub("", folded if unit == "大" else _NAMED.sub("", folded))
    said = parse_quantities(bare)
    units = {quantity.unit for quantity in said}
    if unit in units:
        return 1.0
    if unit == "元" and (units & CURRENCIES or any(not each.unit and each.high >= _MUCH_MONEY for each in said)):
        return 1.0  # 营收突破百亿 leaves the currency out
    if not unit and any(found not in _DATING and not is_name(found) for found in units):
        return 1.0
    if unit in COUNTERS and units & COUNTERS:
        return 0.8
    return 0.4 if hint("many").search(folded) and unit not in {"元", "人", "%"} else 0.0
