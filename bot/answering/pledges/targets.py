"""Which numbers of a clause are goals, and which are names, conditions, starting points or a manner of speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.pledges.words import QUOTED, found, pattern
from bot.answering.quantities import parse_quantities
from bot.answering.units import COUNTERS, CURRENCIES, PLACING, is_name
from bot.language import HAN, language
from bot.types import Comparator, Quantity, Span

__all__ = ["read_targets"]

_PARTS = frozenset({"届", "期", "轮", "级", "代", "方面", "季度", "章", "学年", "层", "方", "环", "国", "周年", "周岁"})
_PLACES = (PLACING | _PARTS) - {"年"}
"""Units of names, dates and parts: they count no goal."""
_LENGTHS = frozenset({"年", "个月", "天", "周", "小时", "分钟", "秒", "工作日"})
_SIZES = frozenset({"岁", "人", "年", "平方米", "公里", "千瓦", "兆瓦", "吨", "亩", "米", "公顷", "平方公里"})
"""Units beside money in which the size of something is told."""
_HAN_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十几]+")
_PEOPLE = re.compile(rf"[{HAN}]{{0,4}}(?:人|民|群众|百姓|同胞|家庭|学子)")
_ARABIC = re.compile(r"\d")
_SCALE_ALONE = re.compile(r"[十百千万亿]+(?![十百千万亿]*[零〇一二三四五六七八九])")
_TOLD_BEFORE = ("from_where", "per", "holds")
"""What may stand before a number and makes it no goal."""
_FROM_OR_TO = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.MORE_THAN})
_RULES = re.compile("的?(?:措施|政策|意见|规定|举措|建议|禁令|办法|要求)")
_LATIN_UNIT = re.compile(r"[a-z]")
_COUNTING = COUNTERS | {"所"}
_OF_ONE = frozenset({"%", "倍", "小时"})
_LATIN_KNOWN = frozenset({"km", "kg", "mw", "gw", "kw", "kwh", "km2", "teu"})
_PARTED = re.compile(
    r"[、,，;；:：]|[和及与并或](?![\d])|以及|分别|达|超|至|为|到|突破|增长|提高|下降|完成|实现|新增|减少|控制|投资|投入|安排|补助"
)
"""What stands between two numbers that are two goals, and not a condition and its goal."""
_NEARLY = re.compile(r"基本(?:上|能)?(?:实现|形成|达到?|做到)[^,，;；。]*$")
_SMALL = 10
"""Below this a number in words may be a manner of speaking."""
_BARE_FROM = 100
"""From here on an Arabic number without a unit is a goal, if a comparator stands with it."""


def read_targets(folded: str, clause: Span) -> tuple[Quantity, ...]:
    """Return the numbers of a clause that can be goals, in order, with spans of the speech.

    Whether the clause commits to them is not asked here.

    Args:
        folded: The speech, folded.
        clause: The clause in it.
    """
    named = [
        Span(*match.span())
        for names in (QUOTED, pattern("idioms"))
        for match in names.finditer(folded, clause.start, clause.end)
    ]
    said = (
        replace(number, span=Span(number.span.start + clause.start, number.span.end + clause.start))
        for number in parse_quantities(clause.of(folded))
    )
    numbers = [
        number for number in (*said, *_wholes(folded, clause)) if not any(name.overlaps(number.span) for name in named)
    ]
    numbers.sort(key=lambda number: number.span)
    counted = [number for number in numbers if _counts(number, folded, clause)]
    return tuple(
        number
        for index, number in enumerate(counted)
        if not _is_condition(number, counted[index + 1 :], folded, clause)
    )


def _wholes(folded: str, clause: Span) -> list[Quantity]:
    """Return what says a number without one: 全覆盖 is 100%."""
    return [
        Quantity(
            share,
            share,
            "%",
            Comparator.ABOUT if _NEARLY.search(folded, clause.start, match.start()) else Comparator.EXACT,
            Span(*match.span()),
        )
        for words, share in language().pledging.wholes.items()
        for match in re.compile(words).finditer(folded, clause.start, clause.end)
    ]


def _counts(number: Quantity, folded: str, clause: Span) -> bool:
    """Tell whether a number counts something that can be reached."""
    before, behind = folded[clause.start : number.span.start], folded[number.span.end : clause.end]
    written = number.span.of(folded)
    if _is_named(number, before, behind) or any(pattern(name).search(before) for name in _TOLD_BEFORE):
        return False
    if (before.endswith("前") and not _is_rank(number, before, behind)) or _is_one(number, written):  # 前20强; 一批
        return False
    if number.unit == "岁":
        return found("times_reached", before) and not behind.startswith(("前", "以"))
    if number.unit in _LENGTHS:
        return found("times_reached", before) and not pattern("names_behind").match(behind)
    if not number.unit and not before.endswith("前"):
        return _is_bare_goal(number, written) and not _PEOPLE.match(behind)
    small = _HAN_NUMERAL.match(written) and number.high < _SMALL and number.unit not in _OF_ONE
    return not _is_said_only(behind, number.unit) and (not small or _is_small_goal(before))


def _is_named(number: Quantity, before: str, behind: str) -> bool:
    """Tell whether the unit of a number makes it a name, a date or a part."""
    if number.unit == "条" and (before.endswith("新") or _RULES.match(behind)):
        return True  # the articles of a document
    latin = _LATIN_UNIT.match(number.unit) is not None and number.unit not in _LATIN_KNOWN
    return latin or is_name(number.unit) or number.unit in _PLACES


def _is_rank(number: Quantity, before: str, behind: str) -> bool:
    """Tell whether a number is a place in a row that is to be reached: 进入全国前100位."""
    ends = not behind.strip("，,。；;、”")
    return ends and number.unit in {"", "名", "位"} and pattern("ranks").search(before) is not None


def _is_one(number: Quantity, written: str) -> bool:
    """Tell whether a number is one of something: 一批, 一个; but one hour, and one percent, is much."""
    return written[0] == "一" and len(written) == 1 + len(number.unit) and number.unit not in _OF_ONE


def _is_bare_goal(number: Quantity, written: str) -> bool:
    """Tell whether a number without a unit is one all the same: 突破百亿, 超5000."""
    if re.search("[万亿]", written):
        return True
    return bool(_ARABIC.search(written)) and number.comparator is not Comparator.EXACT and number.high >= _BARE_FROM


def _is_small_goal(before: str) -> bool:
    """Tell whether a number in words is a goal after what is said before it: 建设三个, but not 国内国际两个."""
    return found("counted_deeds", before) and not before.endswith(("这", "那", "哪"))


def _is_said_only(behind: str, unit: str) -> bool:
    """Tell whether what is counted is a manner of speaking (3个方面), or a percentage of will (百分之百的信心)."""
    if unit == "%":
        return re.match(r"的?(?:信心|努力|状态|热情|精力|把握|投入)", behind) is not None
    if unit not in _COUNTING:
        return False
    return re.match(rf"大?(?:[{HAN}]{{0,2}})?(?:{pattern('figures_of_speech').pattern})", behind) is not None


def _is_condition(number: Quantity, later: Sequence[Quantity], folded: str, clause: Span) -> bool:
    """Tell whether a number only says of what kind the counted things are: 注册资本1000万元以上 of 企业30家以上."""
    before, behind = folded[clause.start : number.span.start], folded[number.span.end : clause.end]
    if number.comparator is Comparator.MAGNITUDE and number.span.of(folded).endswith("级"):
        return bool(later) or (found("sized", behind) and not pattern("raises").search(before))
    if _SCALE_ALONE.match(number.span.of(folded)) and re.match(f"[{HAN}]", behind):
        return True  # 万亩田园, 千亿斤粮食
    sizes = number.unit in CURRENCIES or number.unit in _SIZES or not number.unit
    noun = rf"(?:以上|以下)?的?[{HAN}“”]{{0,8}}?(?:{pattern('sized').pattern})"
    tells_size = sizes and not pattern("spends").search(before) and re.match(noun, behind) is not None
    if tells_size and number.comparator in _FROM_OR_TO:
        return True
    if later:
        between = folded[number.span.end : later[0].span.start]
        if not between or _PARTED.search(between):
            return False
        return later[0].unit in _COUNTING | {"人", "%"} and (sizes or number.unit in _COUNTING)
    return tells_size
