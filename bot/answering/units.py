"""What is counted: units and counters, and which of them can stand for the same."""

from __future__ import annotations

import re

__all__ = ["CALENDAR", "COUNTERS", "CURRENCIES", "PLACING", "UNIT", "canonical_unit", "compatible_units", "is_name"]

_SAME = {
    "个百分点": "百分点",
    "percentage points": "百分点",
    "个点": "%",
    "千米": "公里",
    "平方千米": "平方公里",
    "平方英尺": "平方呎",
    "平方尺": "平方呎",
    "个小时": "小时",
    "个钟头": "小时",
    "个季度": "季度",
    "星期": "周",
    "个星期": "周",
    "礼拜": "周",
    "个礼拜": "周",
    "年度": "年",
    "财政年度": "年",
    "财年": "年",
    "元人民币": "元",
    "块钱": "元",
    "yuan": "元",
    "rmb": "元",
    "美金": "美元",
    "dollars": "美元",
    "usd": "美元",
    "港币": "港元",
    "日圆": "日元",
    "euros": "欧元",
}
"""Other names of one unit."""
CURRENCIES = frozenset({"元", "美元", "港元", "日元", "欧元", "英镑", "卢布", "韩元", "澳元", "加元", "新台币", "比索"})
_LONG = (
    *_SAME,
    *CURRENCIES,
    *(
        "平方公里",
        "平方米",
        "立方米",
        "平方呎",
        "百分点",
        "人次",
        "户次",
        "场次",
        "班次",
        "架次",
        "艘次",
        "公里",
        "公顷",
    ),
    *("公斤", "千克", "公吨", "千瓦时", "千瓦", "兆瓦", "兆赫", "毫克", "微克", "海里", "小时", "分钟", "个月", "季度"),
    *("周年", "学年", "世纪", "年代", "周岁", "标箱", "方面", "集装箱", "kilometres", "kilometers", "days", "years"),
)
_NOT_BEFORE = {
    "个": "人(?:所得|信息|隐私|责任|主义|账户|利益|性)",
    "家": "[庭长园]",
    "名": "[单义称额录誉]",
    "条": "[件例约]",
    "部": "[分门署长委]",
    "方": "[面法案式向便针略位]",
    "大": "[学型厦楼致约概部量幅小多力规业围道]",
    "成": "[为立功绩果就员本效品长熟都交]",
    "起": "[来到步点初因草]",
    "度": "[过假]",
    "位": "[置于]",
    "点": "[燃击]",
    "个点": "[位子]",
    "期": "间",
    "国": "[家际内外务民]",
    "个月": "[台饼亮球]",
    "份": "[额量]",
    "年": "级",
    "天": "[然气津]",
    "日": "[本常]",
    "月": "[台饼]",
    "人": "[民才工口员均类士]",
    "层": "[面次]",
    "场": "[所馆地]",
    "所": "[有需以得]",
    "类": "[似别型]",
    "周": "[期边围转]",
    "秒": "[杀]",
    "时": "[代间期候常而]",
}
"""Behind these the character belongs to the next word: 三家长, 2020成立."""
_SHORT = (
    "个家项条位名人元亩吨度件起处类种所座户套辆米倍级届期轮批天日年月次块场支队宗间幅头成强大点方份张部只例岁层栋"
    "篇株盏枚款台门周秒时斤国艘架棵口本页题环折股艇克升瓦号队村镇县市省校班组包箱"
)
UNIT = "(?:{})".format(
    "|".join(
        re.escape(name) + (f"(?!{_NOT_BEFORE[name]})" if name in _NOT_BEFORE else "")
        for name in sorted({*_LONG, *_SHORT}, key=lambda name: (-len(name), name))
    )
)
"""Pattern of a unit, longest first."""
COUNTERS = frozenset("个家项条位名座件处类种所支起批场套人户辆部栋台间宗幅份张艘架只例门组国")
"""Counters of things and people. 个 stands for each of them in common speech."""
_PEOPLE = frozenset("人名位口")
_DATES = frozenset({"月", "日", "号", "时"})
"""Units that place a number in the calendar or on the clock: they count nothing."""
CALENDAR = frozenset({"年", "月", "日", "号", "季度"})
"""Units of numbers that date a sentence and may stand away from what it is about."""
PLACING = _DATES | {"年", "大", "强", "世纪", "年代"}
"""Units of dates and of names (二十大, 500强): how many of something they do not tell."""


def is_name(unit: str) -> bool:
    """Tell whether a unit is the rest of a name (3+3, 9·19)."""
    return unit[:1] in {"+", "·"}


def canonical_unit(written: str) -> str:
    """Return the one name of a unit (千米 → 公里)."""
    return _SAME.get(written, written)


def compatible_units(asked: str, said: str) -> bool:
    """Tell whether a number with one unit can be what is asked for with another.

    A question that leaves its unit out asks for the number of anything, but not for a date or for a name such as 3+3.
    A speaker may leave it out (3、5亿元), but not the sign of a percentage.
    """
    if asked == said:
        return True
    if is_name(asked) or is_name(said):
        return False
    if not asked:
        return said not in _DATES
    if not said:
        return asked != "%" and asked not in _DATES
    if "个" in {asked, said}:
        return asked in COUNTERS and said in COUNTERS
    return asked in _PEOPLE and said in _PEOPLE
