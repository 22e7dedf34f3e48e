"""How a number stands in a sentence: what may come before and behind it, and what only looks like one."""

from __future__ import annotations

import re

from bot.answering.numerals import ARABIC, CHINESE, VAGUE
from bot.answering.units import UNIT
from bot.types import Comparator

__all__ = ["AFTER", "BEFORE", "BETWEEN", "ENGLISH", "FIRST_OF_BEFORE", "FOUND", "PREFIXES", "SIGNS"]

BEFORE = {
    **dict.fromkeys(
        ("不超过", "不会超过", "不得超过", "不能超过", "不高于", "不多于", "不大于", "至多", "最多", "低于", "少于"),
        Comparator.AT_MOST,
    ),
    **dict.fromkeys(
        ("不足", "不到", "未满", "at most ", "up to ", "less than ", "below ", "under "), Comparator.AT_MOST
    ),
    **dict.fromkeys(("不少于", "不低于", "不小于", "不下", "至少", "最少", "起码", "at least "), Comparator.AT_LEAST),
    **dict.fromkeys(("超过", "超出", "突破", "高于", "多于", "大于", "超", "逾"), Comparator.MORE_THAN),
    **dict.fromkeys(("more than ", "over ", "above ", "exceeding "), Comparator.MORE_THAN),
    **dict.fromkeys(("大约", "大概", "将近", "接近", "约", "近", "about ", "around ", "nearly "), Comparator.ABOUT),
}
"""Comparators right before a number."""
FIRST_OF_BEFORE = frozenset(word[0] for word in BEFORE)
"""By what a comparator is told from a number at its first character."""
AFTER = {
    **dict.fromkeys(("或以上", "及以上", "以上", "+"), Comparator.AT_LEAST),
    **dict.fromkeys(("或以下", "及以下", "以下", "以内", "之内", "内"), Comparator.AT_MOST),
    **dict.fromkeys(("左右", "上下"), Comparator.ABOUT),
}
"""Comparators right behind a number and its unit."""
BETWEEN = frozenset({"至", "到", "-", "~", "—", "～", "－", "–", "―", " - ", " to "})
"""What parts the two ends of a range."""
ENGLISH = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SIGNS = {"%": "%", "％": "%", "﹪": "%", "‰": "‰", "percent": "%", "per cent": "%"}
PREFIXES = {"us$": "美元", "hk$": "港元", "$": "美元", "¥": "元", "€": "欧元", "£": "英镑"}
"""Signs of money, longest first where one ends in another."""

_TO_TEN = "一二三四五六七八九十"
_ORDINAL = (
    r"第 ?(?:[0-9]+|[零〇一二两三四五六七八九十百千万几]+)"
    rf"(?:[至到~-](?:[0-9]+|[{_TO_TEN}百]+)|、[{_TO_TEN}]{{1,2}}(?![百千万亿个家]))*"
)
_SKIPPED = (
    rf"{_ORDINAL}"
    # marks of a list
    r"|\([0-9]{1,2}\)|^[0-9]{1,2}(?:[、)]|\.(?![0-9]))"
    # dates and telephones written with hyphens
    r"|(?<![0-9])[0-9]+(?:-[0-9]+){2,}"
    # days of the week
    rf"|(?:星期|礼拜|(?<![{_TO_TEN}两几0-9])周)[一二三四五六](?!百|十)"
    # together, on the one hand, a part: words, not counts
    r"|[统唯单同专逐之万]一|两国|千家万户|百家争鸣|一(?:成不变|方面|部分|次性|条龙|家亲|家人|年一度|度|点|大[业批步])"
    r"|(?<![每这那了])一起(?![^，。；、,;]{0,8}(?:案|事故|事件|火灾|纠纷|病例|投诉|灾害|警情|违法))"
)
_HALF = (
    r"一半(?!以?[上下])|过半(?![年天月小个径导])数?"
    r"|(?<![上下前后大小多对各一])半(?P<halved>个?(?:月|小时)|个百分点|年|天|数)"
)
_NUMBER = (
    rf"(?P<part>[百千万]分之)?(?P<number>{VAGUE}|(?<![0-9.]){ARABIC}"
    rf"|(?<![零〇一二两三四五六七八九十百千万亿点几]){CHINESE})"
    r"(?P<few>[多余]|\+(?![0-9a-z])|(?<=[十百千万亿0])(?:来(?=[个家项条位名人万])|几))?(?P<late>万亿|[万亿])?"
    rf"(?: ?(?P<english>{'|'.join(ENGLISH)})\b)?"
    r"(?: ?(?P<sign>[%％﹪‰]|per ?cent\b))?"
    rf"(?P<unit> ?{UNIT}|(?<=[0-9])[a-z]{{1,4}}(?![a-z0-9$]))?"
    r"(?P<and_half>(?<=年)半(?!年)|(?<=[成倍天])半|(?<=个)半(?:月|小时|钟头|星期|百分点))?"
    r"(?P<level>级)?"
    r"(?P<after>[或及]?以[上下]|以内|之内|(?<=[年月天日周季时钟])内|左右|上下|\+(?![0-9a-z]))?"
)
FOUND = re.compile(
    # the first look is cheap, and most characters end it
    r"(?=[0-9零〇一二两三四五六七八九十百千万亿几数半翻过第(星礼周统唯单同专逐之])"
    rf"(?:(?P<skipped>{_SKIPPED})"
    r"|(?P<clock>(?<![0-9:])(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9](?![0-9:])|[点时][0-5]?[0-9]分(?!钟)))"
    r"|(?P<joined>(?<![0-9.+·])[0-9]{1,3}(?:[+·](?:[0-9]{1,3}|n))+(?![0-9a-z.]))"
    rf"|(?P<fraction>(?<![0-9./])[0-9]{{1,3}}/[0-9]{{1,3}}(?![0-9./])|[{_TO_TEN}两]+分之[{_TO_TEN}]+)"
    r"|翻(?:了|上)?(?P<doubled>[一两二三四]?)番"
    rf"|(?P<half>{_HALF})|{_NUMBER})"
)
"""A number with all that belongs to it, or under the name ``skipped`` what only looks like one."""
