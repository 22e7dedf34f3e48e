"""Who a label names: the words before a colon or alone on a line that say who speaks.

张三        张三（市水务局局长）        市水务局局长 张三        梁国雄议员        王部長國材        主席
Alice Wong        Ms Huang (Town Clerk)        CHAIR (Cllr Jane O'Connor)        Laura Chen - Chief Executive
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.corpus.lines import Line
from bot.language import HAN, language
from bot.retrieval.normal import fold
from bot.retrieval.tokens import is_common, is_everyday

__all__ = ["HAN_NAME", "find_holders", "is_doubtful_name", "is_header", "is_name", "is_role", "is_voice", "read_label"]

HAN_NAME = rf"[{HAN}]{{2,4}}|[{HAN}]{{1,12}}(?:[·•・][{HAN}]{{1,12}})+"
"""A name in Chinese characters: 何敏, 欧阳明德, 卡洛斯·桑托斯."""
_HAN_NAME = re.compile(HAN_NAME)
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_LATIN_NAME = re.compile(rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|de|da|do|dos|del|la|le|van|von|der|den|bin|al)){{0,4}}")
_REMARK = re.compile(r"(?P<who>[^（(]+?)\s*[（(](?P<inside>[^（()）]+?)\s*[)）]$")
_DASHED = re.compile(r"(?P<name>\S.*?)\s+[-–—]{1,2}\s+(?P<role>\S.*)$")
_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,8}")
"""As debates print offices: SECRETARY FOR TRANSPORT AND LOGISTICS."""
_LONGEST_GIVEN_NAME = 2
_FULL_VOICE = 3
"""Characters of a voice that no entry of a record's head begins like: 主持人 speaks, 主持：张三 is an entry."""


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The language data, as this module asks for it."""

    surnames: frozenset[str]
    common_surnames: frozenset[str]
    compound_surnames: tuple[str, ...]
    honorifics: tuple[str, ...]
    titles: tuple[str, ...]
    voices: frozenset[str]
    voice_endings: tuple[str, ...]
    spoken_to: tuple[str, ...]
    headers: tuple[str, ...]
    sayings: frozenset[str]


@cache
def _kinds() -> _Kinds:
    offices = language().offices
    return _Kinds(
        frozenset(offices.surnames + offices.rare_surnames),
        frozenset(offices.surnames),
        offices.compound_surnames,
        tuple(sorted(offices.honorifics, key=len, reverse=True)),
        offices.titles,
        frozenset(offices.voices),
        offices.voice_endings,
        offices.sayings + offices.spoken_to,
        offices.headers,
        frozenset(offices.sayings),
    )


def read_label(label: str) -> tuple[str, str] | None:
    """Return role and name of a label; the role twice for a role without a name, None when it names nobody."""
    if is_header(label):
        return None
    if remark := _REMARK.fullmatch(label):
        who, inside = remark["who"].strip(), remark["inside"].strip()
        if is_voice(who) and is_name(inside):
            return who, inside
        # else a remark on the role: 财经事务及库务局局长（在商务及经济发展局局长缺席期间）
        return (inside, who) if is_name(who) or (is_role(inside) and _may_be_name(who)) else read_label(who)
    return _read_spaced(label) or _read_solid(re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "", label))


def _read_spaced(label: str) -> tuple[str, str] | None:
    """Read 市水务局局长 何敏 and Laura Chen - Chief Executive."""
    if (dashed := _DASHED.fullmatch(label)) and is_name(dashed["name"]):
        return dashed["role"], dashed["name"]
    role, _, name = label.rpartition(" ")
    named = is_name(name) or _may_be_name(name)
    role = role.strip()
    speaks = is_role(role) or (is_voice(role) and not role.isascii())
    return (role, name) if role and named and speaks else None


def _read_solid(label: str) -> tuple[str, str] | None:
    """Read 何敏, 梁国雄议员, 王部長國材, 教育局局长 and 主席."""
    if is_voice(label):
        return label, label
    honorific = next((title for title in _kinds().honorifics if fold(label).endswith(title)), "")
    name = label[: len(label) - len(honorific)]
    if is_name(name):
        return label[len(name) :], name
    return _parted(label) or ((label, label) if is_role(label) else None)


def _may_be_name(text: str) -> bool:
    """Tell whether ``text`` can be a name whose surname is not known, when an office beside it vouches for it."""
    vouched = _HAN_NAME.fullmatch(text) is not None and fold(text) not in _kinds().sayings
    return vouched and not is_role(text) and not is_voice(text)


def is_name(text: str) -> bool:
    """Tell whether ``text`` can be a person's full name: it begins with a surname, or is in Latin capitals."""
    if _LATIN_NAME.fullmatch(text) or _CAPITALS.fullmatch(text):
        return not is_voice(text) and not is_header(text)
    if not _HAN_NAME.fullmatch(text):
        return False
    folded = fold(text)
    return folded[0] in _kinds().surnames or folded.startswith(_kinds().compound_surnames) or "·" in folded


def is_doubtful_name(text: str) -> bool:
    """Tell whether a name is rather a word: 成效, 计划 begin with rare surnames, 金额 is an everyday word."""
    folded = fold(text)
    surname = folded[0] in _kinds().common_surnames or folded.startswith(_kinds().compound_surnames)
    return is_everyday(folded) if surname else is_common(folded)


def is_role(text: str) -> bool:
    """Tell whether ``text`` ends in a title."""
    return fold(text).endswith(_kinds().titles)


def is_voice(text: str) -> bool:
    """Tell whether ``text`` is somebody who speaks without a name: 主席, 央视记者, Operator."""
    folded, kinds = fold(text), _kinds()
    if folded in kinds.voices:
        return True
    ending = next((ending for ending in kinds.voice_endings if folded.endswith(ending)), "")
    before = folded[: len(folded) - len(ending)]
    if not ending or before.endswith(kinds.spoken_to):
        return False
    # 记者提问 is a voice and what it does; 当时有群众提问 is told by whoever speaks
    return is_voice(before) if ending.endswith(tuple(kinds.sayings)) else True


def is_header(text: str) -> bool:
    """Tell whether ``text`` begins an entry of a record's head, and nobody's words: 出席, 地点, Apologies."""
    folded = fold(text)
    first = folded.partition(" ")[0]
    if len(first) >= _FULL_VOICE and first in _kinds().voices:
        return False
    return any(
        folded == header or folded.startswith(f"{header} ") if header.isascii() else folded.startswith(header)
        for header in _kinds().headers
    )


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
        if is_name(name) and fold(behind[length:]).lstrip().startswith(_kinds().honorifics):
            return name
    parted = _parted(behind.split()[0]) if behind.split() else None
    return parted[1] if parted and len(text) > len(form) and text[len(form)].isspace() else ""


def _parted(label: str) -> tuple[str, str] | None:
    """Read a label whose title stands between surname and given name, as gazettes of Taiwan print it: 王部長國材."""
    folded = fold(label)
    surname = next((name for name in _kinds().compound_surnames if folded.startswith(name)), folded[:1])
    if surname not in _kinds().compound_surnames and surname not in _kinds().surnames:
        return None
    rest = folded[len(surname) :]
    for title in _kinds().honorifics:
        office = next((form for form in (f"副{title}", title) if rest.startswith(form)), "")
        given = label[len(surname) + len(office) :]
        whole = re.fullmatch(rf"[{HAN}]{{1,{_LONGEST_GIVEN_NAME}}}", given)
        if office and whole and fold(given) not in _kinds().sayings:
            return label[len(surname) : len(surname) + len(office)], label[: len(surname)] + given
    return None
