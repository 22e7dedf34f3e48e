"""Who a label names: the words before a colon or alone on a line that say who speaks.

    张三        张三（市水务局局长）        市水务局局长 张三        市水务局局长张三        主席
    老周        梁国雄议员        王部長國材        [张三]        【张三】市水务局局长
    [公司回复] 财务总监 张三        业委会秦老师
    Alice Wong        Ms Huang (Town Clerk)        CHAIR (Cllr Jane O'Connor)        Laura Chen - Chief Executive
    Mrs. Benyahia (Algeria) (spoke in Arabic)        The Secretary of State for Transport (Tom Ashdown)

Whether a line with such a label begins what somebody says is for ``turns`` and ``standing`` to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.corpus.lines import Line
from bot.corpus.speakers.naming import (
    is_doubtful_name,
    is_familiar,
    is_header,
    is_name,
    is_role,
    is_voice,
    kinds,
    may_be_name,
    surname_of,
)
from bot.language import HAN
from bot.retrieval.normal import fold
from bot.retrieval.tokens import is_everyday

__all__ = ["find_holders", "read_label", "read_named", "split_last"]

_REMARK = re.compile(r"(?P<who>\S.*?)\s*[（(](?P<inside>[^（()）]+?)\s*[)）]$")
_NESTED = re.compile(r"[（(]([^（()）]+?)\s*[（(][^（()）]*[)）]\s*[)）]")
"""(Mr. Peter Hall (Niagara, Lib.))"""
_DASHED = re.compile(r"(?P<name>\S.*?)\s+[-–—]{1,2}\s+(?P<role>\S.*)$")
_TAGGED = re.compile(r"[\[【〔](?P<tag>[^\]】〕]{1,30})[\]】〕](?P<rest>.*)$")
_ANSWERS = ("提问", "回复", "回答", "问", "答")
"""How the tag before somebody who asks or answers ends: [投资者提问], [公司回复]."""
_NICKNAMED = re.compile(r"(?P<voice>[^“”\"「」]{1,12})[“\"「](?P<name>[^“”\"「」]{1,20})[”\"」]$")
"""网友“山里人家”"""
_LATIN_OFFICE = re.compile(r"The [A-Z][\w' ,-]+$")
_HOME = re.compile(r"[\dA-Za-z一二三四五六七八九十#-]{1,8}(?:栋|号楼|号|室|组|户|楼|单元|排|队)?")
"""Where neighbours live stands before their names as an office does."""
_SECTIONS = ("处", "室", "组", "科", "班", "会", "系", "队", "厂", "店", "股", "课")
"""How what somebody of an organisation belongs to ends: 教務處賴主任, 五年二班田老師."""
_LONGEST_SOLID = 60
"""Characters of office and name without a blank."""
_LONGEST_NAME = 4
_LONGEST_GIVEN_NAME = 2


@lru_cache(maxsize=8192)
def read_label(label: str) -> tuple[str, str] | None:
    """Return role and name of a label; the role twice for a role without a name, None when it names nobody."""
    if is_header(label):
        return None
    if tagged := _TAGGED.fullmatch(label):
        return _read_tagged(tagged["tag"].strip(), tagged["rest"].strip())
    if (nicknamed := _NICKNAMED.fullmatch(label)) and is_voice(nicknamed["voice"]):
        return nicknamed["voice"], nicknamed["name"]
    label = _NESTED.sub(r"(\1)", label)
    if remark := _REMARK.fullmatch(label):
        return _read_remark(remark["who"].strip(), remark["inside"].strip())
    return _read_spaced(label) or _read_solid(re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "", label))


def read_named(label: str) -> tuple[str, str] | None:
    """Return role and name of a label that holds a name; None where it is a role alone, or names nobody."""
    who = read_label(label)
    return who if who and who[0] != who[1] else None


def _read_remark(who: str, inside: str) -> tuple[str, str] | None:
    """Read 何敏（市水务局局长）, 主席（蔡議長明哲）and The Secretary of State for Transport (Tom Ashdown)."""
    if is_name(inside) and (is_voice(who) or _LATIN_OFFICE.match(who)):
        return ("" if len(who) == 1 else who), inside
    if is_name(inside) and fold(who) in kinds().sayings:  # 回应（陆明远）
        return "", inside
    if is_voice(who) and (parted := _parted(inside)):
        return who, parted[1]
    name, _, office = inside.partition(", ")
    if is_voice(who) and is_name(name):  # Q (Carol Hines, Elm Street)
        return office or ("" if len(who) == 1 else who), name
    named = read_label(who)
    if named and is_role(inside) and fold(named[0]) in kinds().honorifics:  # 郭嘉明先生（董事长）
        return inside, named[1]
    # else a remark on the role: 财经事务及库务局局长（在商务及经济发展局局长缺席期间）
    return (inside, who) if is_name(who) or (is_role(inside) and may_be_name(who)) else named


def _read_tagged(tag: str, rest: str) -> tuple[str, str] | None:
    """Read [柯岩], 【陶士林】市发改委主任 and [投资者提问] 海边的风: who asks under a tag may be called anything."""
    who = read_label(tag)
    if (dashed := _DASHED.fullmatch(tag)) and is_voice(dashed["name"]):  # [Q - Resident, Elm Street]
        who = "", dashed["role"]
    if not rest:
        return who
    if is_role(rest) and (who or may_be_name(tag)):
        return rest, who[1] if who else tag
    if fold(tag).endswith(_ANSWERS):
        return read_label(rest) or (tag, rest)
    return read_label(rest) if is_voice(tag) else None


def _read_spaced(label: str) -> tuple[str, str] | None:
    """Read 市水务局局长 何敏 and Laura Chen - Chief Executive."""
    if (dashed := _DASHED.fullmatch(label)) and is_name(dashed["name"]):
        return dashed["role"], dashed["name"]
    role, name = split_last(label)
    named = is_name(name) or may_be_name(name)
    role = role.strip()
    speaks = is_role(role) or (is_voice(role) and not role.isascii())
    return (role, name) if role and named and speaks else None


def split_last(text: str) -> tuple[str, str]:
    """Part the last word of a text from what stands before any blank, also one as wide as a character."""
    *before, last = text.strip().rsplit(maxsplit=1) or [""]
    return (before[0] if before else ""), last


def _read_solid(label: str) -> tuple[str, str] | None:
    """Read 何敏, 梁国雄议员, 王部長國材, 教育局局长 and 主席."""
    if is_voice(label):
        return label, label
    if len(label) > _LONGEST_SOLID:
        return None
    honorific = next((title for title in kinds().honorifics if fold(label).endswith(title)), "")
    name = label[: len(label) - len(honorific)]
    if honorific and name.endswith("副"):  # 钱进副主任, but 傅副书记
        name = name[:-1]
    if is_name(name):
        return label[len(name) :], name
    if parted := _parted(label) or _parted_behind(label) or _joined(label) or (_joined(name) if honorific else None):
        return parted
    return (label, label) if is_role(label) else ("", label) if is_familiar(label) else None


def find_holders(lines: Sequence[Line], labels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names of those who speak by role alone, as far as the text tells.

    It does with a list of those present (教育局局长吴克俭先生, 主席　洪委員志文), or where a label has both.

    Args:
        lines: Of the text.
        labels: Role and name of every label; the role twice where it has no name.
    """
    labels = list(labels)
    named = {fold(role): name for role, name in reversed(labels) if role != name}
    holders = {
        role: named[fold(role)] for role, name in labels if role == name and is_voice(role) and fold(role) in named
    }
    by_form = {fold(role): role for role, name in labels if role == name}
    for line in lines:
        folded = fold(line.text)
        for form, role in by_form.items():
            if role not in holders and folded.startswith(form) and (name := _name_behind(line.text, form)):
                holders[role] = name
    return holders


def _name_behind(text: str, form: str) -> str:
    """Return the name with an honorific that follows a role at the beginning of a line; empty when none does."""
    behind = text[len(form) :].lstrip()
    for length in (4, 3, 2):
        name = behind[:length]
        if is_name(name) and fold(behind[length:]).lstrip().startswith(kinds().honorifics):
            return name
    parted = _parted(behind.split()[0]) if behind.split() else None
    return parted[1] if parted and len(text) > len(form) and text[len(form)].isspace() else ""


def _joined(label: str) -> tuple[str, str] | None:
    """Read a role with the name right behind it: 市水务局局长何敏, 物业经理小孙, 业委会秦老师, 3栋王强."""
    for length in (3, 2, 4):
        role, name = label[:-length], label[-length:]
        home = _HOME.fullmatch(role) is not None
        if is_familiar(name) and (home or is_role(role) or fold(role).endswith((*kinds().bodies, *_SECTIONS))):
            return role, name
        if not (home or is_role(role)) or not is_name(name) or is_role(name) or is_doubtful_name(name):
            continue
        if fold(name) not in kinds().sayings and (length < _LONGEST_NAME or len(surname_of(fold(name))) > 1):
            return role, name
    return None


def _parted_behind(label: str) -> tuple[str, str] | None:
    """Read 捷運局林局長俊男: the body before a name whose title stands in its middle."""
    folded = fold(label)
    for end in range(2, len(label) - 2):
        if folded.endswith(kinds().bodies, 0, end) and (parted := _parted(label[end:])):
            return label[:end] + parted[0], parted[1]
    return None


def _parted(label: str) -> tuple[str, str] | None:
    """Read a label whose title stands between surname and given name, as gazettes of Taiwan print it: 王部長國材."""
    folded = fold(label)
    if not (surname := surname_of(folded)):
        return None
    rest = folded[len(surname) :]
    for title in (*kinds().honorifics, *kinds().titles):
        office = next((form for form in (f"副{title}", title) if rest.startswith(form)), "")
        given = label[len(surname) + len(office) :]
        whole = re.fullmatch(rf"[{HAN}]{{1,{_LONGEST_GIVEN_NAME}}}", given)
        if office and whole and fold(given) not in kinds().sayings and not is_everyday(fold(given)):
            return label[len(surname) : len(surname) + len(office)], label[: len(surname)] + given
    return None
