"""When something was, is or will be: dates, deadlines, parts of a year, lengths of time."""

from __future__ import annotations

import re

__all__ = ["names_time", "times"]

_HAN_DIGIT = "一二三四五六七八九"
_UNTIL = "(?:以前|之前|前)?"
_YEAR = rf"(?:(?<!\d)\d{{2,4}}(?:[-~至到/]\d{{2,4}})?|[一二][〇零{_HAN_DIGIT}]{{3}})(?:年度|学年|财政年度|财年|年代|年)"
_MONTH = (
    rf"(?:\d{{1,2}}|十[一二]|[{_HAN_DIGIT}十])(?:[-~至到](?:\d{{1,2}}|[{_HAN_DIGIT}十]+))?"
    r"月(?:份|初|中旬|上旬|下旬|底|末|中)?"
)
_DAY_NUMBER = rf"(?:\d{{1,2}}(?:[-~至到]\d{{1,2}})?|[一二三]?十[{_HAN_DIGIT}]?)"
_DAY = rf"(?:{_DAY_NUMBER}日(?!本|常)|(?<=[月在于到从至是前]){_DAY_NUMBER}号(?!楼|线|决议|馆|店|文件|院|公路|仓))"
"""号 is a day where a month or a preposition stands before it, else the number of a house or a document."""
_PART_OF_DAY = "(?:[上下]午|中午|凌晨|早上|晚上?|傍晚)"
_LENGTH = (
    rf"(?:\d+(?:\.\d+)?|[{_HAN_DIGIT}十两几数半]+)(?:多|余)?(?:个?半)?个?"
    r"(?:年(?!级)|月|天(?!然)|周(?!年)|日(?!本|常)|星期|礼拜|小时|分钟|季度|工作日)(?:半|多)?"
    r"(?:之内|以内|之后|以后|之前|以前|内|后|前|间)?"
)
_PATTERNS = (
    # 2027年6月1日, 2022年底, 2012-2013学年
    rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?{_UNTIL}|[底末初内]{_UNTIL}|年[底末初中]{_UNTIL}|中(?![国央小东西部间外美方等华俄])|[春夏秋冬]季)?",
    rf"(?:{_MONTH}(?:{_DAY})?|{_DAY})(?:以前|之前|前|起|以后)?",
    # 15:30, 凌晨3时许; 3点 alone counts points
    rf"{_PART_OF_DAY}?(?<![\d:.])\d{{1,2}}(?::\d{{2}}(?!\d)|[点时](?:\d{{1,2}}分(?!钟)|半|整|许)|时(?![代间期候]))",
    rf"{_PART_OF_DAY}\d{{1,2}}[点时]",
    # 今年年底前, 去年, 年内, 近年来
    rf"今明两年|[今明去前后当本翌次同上下近往]年(?:年?[底末初中内]{_UNTIL}|以来|以内|[春夏秋冬](?:季|天)?)?|大前年|近年来?",
    rf"全年度?|年[内底末初中]{_UNTIL}|岁末年初|逐年|每年|常年",
    r"[昨今明后当次]天|[昨今明][日晨晚早]|即日起?|近[日期]|日前|[上下]午|翌日|同日|当月|次月",
    r"本(?:周[一二三四五六日末]?|月|季度?)|[上下]个?(?:周|月|星期|季度?|学年|学期)|(?<![未将以])来年(?!轻)|这个?(?:周|月|星期)",
    r"(?:本|上|下|\d{1,2}|二十[一二]?|十九)个?世纪(?:中叶|末|初|内)?|中叶",
    r"下一?个?阶段|现阶段|任期内|任内|届时|期间|未来|今后|日后|第一时间|限期内|过渡期|百日|目前为止|至今",
    r"[“‘]?十[一二三四五]五[”’]?(?:期间|时期|末|收官|中后期)",
    # 三季度, 第三季, 前三季度, 首季, 下半年
    r"[一二三四1-4](?:[、至到][一二三四1-4])?个?季度|第[一二三四1-4]个?季度?(?!节)|[前首头末]一?[一二两三]?个?季度?(?=[^节军]|$)",
    r"[上下]半(?:年|月|场)|半年",
    # 两年内, 一个半月, 三个工作日内
    _LENGTH,
    r"春节|元旦|国庆|端午|中秋|清明|重阳|圣诞|[寒暑]假|暑期|[春夏秋冬][季天]|[今明入][春夏秋冬]|汛期|岁末|年关|年终|周末|季末|期末",
    rf"月[底初末]{_UNTIL}|月内|月中(?!旬)",
    r"(?:星期|礼拜|周)[一二三四五六日天](?![年月])",
    r"(?<!\d)(?:19|20)\d{2}(?!\d)",
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|q[1-4])\b",
    r"\b(?:this|next|last) (?:year|month|week|quarter)\b|\b\d+ (?:years?|months?|weeks?|days?|hours?)\b",
)
_TIME = re.compile(
    # the first look is cheap, and most characters end it
    r"(?=[0-9a-z一二三四五六七八九十两几数半第今明去前后当本翌次同上下近往来大全年岁逐每常昨即日早中晚凌傍春夏秋冬元国端清重圣寒暑入汛"
    rf"周季期月星礼首头末目至届未过限现任这百“‘])(?:{'|'.join(_PATTERNS)})"
)


def times(folded: str) -> tuple[tuple[int, int], ...]:
    """Return where folded text names a time, as pairs of start and end, in order and apart."""
    return tuple(match.span() for match in _TIME.finditer(folded))


def names_time(folded: str) -> bool:
    """Tell whether folded text names any time."""
    return _TIME.search(folded) is not None
