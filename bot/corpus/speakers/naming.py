"""What words are: a person's name, an office, somebody who speaks without a name, an entry of a record's head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.language import HAN, language
from bot.retrieval.normal import fold
from bot.retrieval.tokens import is_common, is_everyday

__all__ = [
    "HAN_NAME",
    "Kinds",
    "first_word",
    "is_doubtful_name",
    "is_familiar",
    "is_header",
    "is_name",
    "is_role",
    "is_voice",
    "kinds",
    "may_be_name",
    "surname_of",
]

HAN_NAME = rf"[{HAN}]{{2,4}}|[{HAN}]{{1,12}}(?:[·•・][{HAN}]{{1,12}})+"
"""A name in Chinese characters: 何敏, 欧阳明德, 卡洛斯·桑托斯."""
_HAN_NAME = re.compile(HAN_NAME)
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_LATIN_NAME = re.compile(rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|de|da|do|dos|del|la|le|van|von|der|den|bin|al)){{0,4}}")
_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,8}")
"""As debates print offices: SECRETARY FOR TRANSPORT AND LOGISTICS."""
_APART = re.compile(rf"^([{HAN}])\s{{1,4}}([{HAN}])(?=$|\s)")
"""Words of two characters that are printed as wide as longer ones: 主　　席, 時　　間."""
_LETTERS = "甲乙丙丁戊己庚辛abcdef0123456789"
"""What tells one who has no name from another: 村民甲."""
_FAMILIAR = "老小阿"
_FULL_VOICE = 3
"""Characters of a voice that no entry of a record's head begins like: 主持人 speaks, 主持：张三 is an entry."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The language data, as names and labels ask for it; see ``offices.toml``."""

    surnames: frozenset[str]
    common_surnames: frozenset[str]
    compound_surnames: tuple[str, ...]
    honorifics: tuple[str, ...]
    familiar: tuple[str, ...]
    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    voices: frozenset[str]
    voice_endings: tuple[str, ...]
    spoken_to: tuple[str, ...]
    headers: tuple[str, ...]
    sayings: frozenset[str]


@cache
def kinds() -> Kinds:
    """Return the language data."""
    offices = language().offices
    return Kinds(
        frozenset(offices.surnames + offices.rare_surnames),
        frozenset(offices.surnames),
        offices.compound_surnames,
        tuple(sorted(offices.honorifics, key=len, reverse=True)),
        offices.familiar,
        offices.titles,
        offices.bodies + offices.suffixes,
        frozenset(offices.voices),
        offices.voice_endings,
        offices.sayings + offices.spoken_to,
        offices.headers,
        frozenset(offices.sayings),
    )


def may_be_name(text: str) -> bool:
    """Tell whether ``text`` can be a name whose surname is not known, when an office beside it vouches for it."""
    vouched = _HAN_NAME.fullmatch(text) is not None and fold(text) not in kinds().sayings
    return vouched and not is_role(text) and not is_voice(text)


def is_name(text: str) -> bool:
    """Tell whether ``text`` can be a person's full name: it begins with a surname, or is in Latin capitals."""
    if _LATIN_NAME.fullmatch(text) or _CAPITALS.fullmatch(text):
        return not is_voice(text) and not is_header(text)
    if not _HAN_NAME.fullmatch(text):
        return False
    folded = fold(text)
    if folded in kinds().sayings:
        return False
    return bool(surname_of(folded)) or "·" in folded


def first_word(text: str) -> str:
    """Return the first word of a line, also where its two characters are printed apart: 主　　席."""
    return _APART.sub(r"\1\2", text).split(maxsplit=1)[0]


def surname_of(folded: str) -> str:
    """Return the surname that a folded word begins with; empty when it begins with none."""
    compound = next((name for name in kinds().compound_surnames if folded.startswith(name)), "")
    return compound or (folded[:1] if folded[:1] in kinds().surnames else "")


def is_familiar(text: str) -> bool:
    """Tell whether ``text`` is what neighbours and colleagues call each other: 老周, 小孙, 张总, 王师傅."""
    folded = fold(text)
    if folded[:1] in _FAMILIAR and folded[1:] and surname_of(folded[1:]) == folded[1:]:
        return True
    surname = surname_of(folded)
    return bool(surname) and folded[len(surname) :] in (*kinds().honorifics, *kinds().familiar)


def is_doubtful_name(text: str) -> bool:
    """Tell whether a name is rather a word: 成效, 计划 begin with rare surnames, 金额 is an everyday word."""
    folded = fold(text)
    if folded[0] in _FAMILIAR and is_familiar(folded):
        return is_everyday(folded)
    surname = folded[0] in kinds().common_surnames or folded.startswith(kinds().compound_surnames)
    return is_everyday(folded) if surname else is_common(folded)


def is_role(text: str) -> bool:
    """Tell whether ``text`` ends in a title."""
    return fold(text).endswith(kinds().titles)


def is_voice(text: str) -> bool:
    """Tell whether ``text`` is somebody who speaks without a name: 主席, 央视记者, Operator."""
    folded, known = _APART.sub(r"\1\2", fold(text)), kinds()
    if folded in known.voices or (len(folded) > len(bare := folded.rstrip(_LETTERS)) and bare in known.voices):
        return True
    ending = next((ending for ending in known.voice_endings if folded.endswith(ending)), "")
    before = folded[: len(folded) - len(ending)]
    if not ending or before.endswith(known.spoken_to):
        return False
    # 记者提问 is a voice and what it does; 当时有群众提问 is told by whoever speaks
    return is_voice(before) if ending.endswith(tuple(known.sayings)) else True


def is_header(text: str) -> bool:
    """Tell whether ``text`` begins an entry of a record's head, and nobody's words: 出席, 地点, Apologies."""
    folded = _APART.sub(r"\1\2", fold(text))
    first = folded.partition(" ")[0]
    if len(first) >= _FULL_VOICE and first in kinds().voices:
        return False
    return any(
        folded == header or folded.startswith(f"{header} ") if header.isascii() else folded.startswith(header)
        for header in kinds().headers
    )
