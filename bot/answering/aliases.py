"""What a speaker may be called: full name, surname + title, offices, short names, and what people say every day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.latin_names import latin_names, latin_offices
from bot.answering.wording import abbreviates, abbreviations
from bot.corpus.roles import Office, parse_role
from bot.language import HAN, language
from bot.retrieval.normal import fold
from bot.retrieval.pinyin import syllables
from bot.retrieval.tokens import is_word, rarity, words
from bot.types import Meeting

__all__ = ["FAMILIAR", "ORGANISATION_END", "Alias", "Rule", "aliases_of"]

FAMILIAR = "老小"
"""Before a surname: a colleague (老周)."""
ORGANISATION_END = "区局镇委办部院厅县市乡署司社行"
"""How organisations and their short names end."""
_GOVERNING = "局委厅部署院"
"""How bodies of a government end: what ends so in the table is one, and anything else a trade."""
_SHORTENED = "局委区署厅部"
"""Endings that stay behind the first word of a long name: 运输及房屋局, 运输局."""
_HAN = re.compile(f"[{HAN}]")
_DOT = re.compile("[·•・‧]")
_COMMON = 0.65
"""Rarity below which a given name is a word first, as 建设 and 平安 are."""


class Rule(StrEnum):
    """By which rule an alias is known."""

    NAME = "name"
    GIVEN = "given name"
    WORD = "given name that is a word"
    """It names somebody only where a verb of saying follows (建设怎么说)."""
    FAMILY = "family name"
    FAMILIAR = "老/小 + surname"
    TITLE = "surname + title"
    OFFICE = "office"
    HEAD = "head of the organisation"
    ORGANISATION = "organisation"
    LEVEL = "organisation without its level"
    STEM = "organisation without its ending"
    FIRST = "first word + ending"
    SHORT = "short name the speech uses"
    INTRODUCED = "short name the meeting introduces"
    EVERYDAY = "everyday word for the office"
    PINYIN = "pinyin"
    INITIALS = "initials"
    ABBREVIATION = "abbreviation"
    SETTLED = "settled in the file next to the source"


@dataclass(frozen=True, slots=True)
class Alias:
    """One thing a speaker may be called.

    Attributes:
        text: As it is said; in normal form it may be what another alias is.
        how: By what it is recognised, see ``Mention.how``.
        score: How like the name or office it is, 0 to 1.
        rule: Where it comes from.
    """

    text: str
    how: str
    score: float
    rule: Rule


def aliases_of(meeting: Meeting, speaker: str) -> Iterator[Alias]:
    """Yield what a speaker may be called, with repetitions; what a meeting's owner removes is not called so there.

    Args:
        meeting: Where the role lines and the speeches stand.
        speaker: The full name.
    """
    speeches = meeting.speeches_of(speaker)
    parts = {id(part.source): part for speech in speeches for part in (meeting.part_of(speech),)}
    removed = {key: frozenset(map(fold, part.removed_aliases)) for key, part in parts.items()}
    nowhere = frozenset.intersection(*removed.values()) if removed else frozenset()
    for alias in _names(speaker):
        if alias.rule is Rule.NAME or fold(alias.text) not in nowhere:
            yield alias
    for speech in speeches:
        for alias in _of_office(speaker, speech.organisation, speech.role, speech.text):
            if fold(alias.text) not in removed[id(speech.source)]:
                yield alias
    for part in parts.values():
        for text, called in part.added_aliases:
            if called == speaker:
                yield Alias(text, "name", 1.0, Rule.SETTLED)


def _names(speaker: str) -> Iterator[Alias]:
    yield Alias(speaker, "name", 1.0, Rule.NAME)
    if not _HAN.search(speaker):
        for text, score, rule in latin_names(speaker):
            yield Alias(text, "name", score, Rule(rule))
        return
    surname, given = _parted(speaker)
    dotted = _DOT.split(speaker)
    for part in dotted if len(dotted) > 1 else [given]:
        if len(part) == 2 or (len(part) > 2 and len(dotted) > 1):
            common = is_word(part) and rarity(part) < _COMMON
            yield Alias(part, "name", 0.9, Rule.WORD if common else Rule.GIVEN)
    for familiar in FAMILIAR if len(dotted) == 1 else "":
        yield Alias(familiar + surname, "name", 0.85, Rule.FAMILIAR)
    sounds = syllables(speaker)
    for text in (
        "".join(sounds),
        " ".join(sounds),
        f"{sounds[0]} {''.join(sounds[1:])}",
        f"{''.join(sounds[1:])} {sounds[0]}",
    ):
        yield Alias(text, "pinyin", 1.0, Rule.PINYIN)
    if len(sounds) > 2:
        yield Alias("".join(sound[0] for sound in sounds), "initials", 0.95, Rule.INITIALS)


def _parted(speaker: str) -> tuple[str, str]:
    """Return surname and given name; of 阿依古丽·买买提, who has no surname, what she is called and the rest."""
    if len(dotted := _DOT.split(speaker, 1)) > 1:
        return dotted[0], dotted[1]
    compound = next((name for name in language().offices.compound_surnames if speaker.startswith(name)), "")
    surname = compound or speaker[:1]
    return surname, speaker[len(surname) :]


def _of_office(speaker: str, organisation: str, role: str, text: str) -> Iterator[Alias]:
    if role and not _HAN.search(role):
        for wording, how, score, rule in latin_offices(speaker, role):
            yield Alias(wording, how, score, Rule(rule))
        return
    offices = parse_role(role)
    if _HAN.search(speaker):
        for office in offices:
            yield from _titles(office, _parted(speaker)[0], syllables(speaker)[0])
    names = list(_organisation_names(organisation, role, text))
    yield from names
    called = [alias.text for alias in names if alias.rule is not Rule.PINYIN and _HAN.search(alias.text)]
    yield from _heads(called, [office.title for office in offices])


def _titles(office: Office, surname: str, sound: str) -> Iterator[Alias]:
    """Yield how the holder of an office is addressed: 毛书记, 副市长, 市公安局局长, mayor Chen."""
    if not office.title:
        return
    for title in {office.title, office.title.removeprefix("副")}:
        yield Alias(surname + title, "title", 1.0, Rule.TITLE)
        if len(title) == 2 and title.endswith("长"):
            yield Alias(surname + title[0], "title", 0.95, Rule.TITLE)  # 陈局, as a colleague says
        addresses = language().offices.addresses
        for address in addresses.get(title, ()):
            if address in addresses["负责人"] and title != "负责人" and not office.organisation:
                yield Alias(address, "office", 0.9, Rule.OFFICE)
            if address in addresses["负责人"]:
                continue  # nobody says 毛一把手
            called = f"{address} {sound}" if address.isascii() else surname + address
            yield Alias(called, "title", 1.0, Rule.TITLE)
            if not office.organisation and title == office.title and len(address) > 1:
                yield Alias(address, "office", 0.9, Rule.OFFICE)
    if len(office.title) > 2:
        yield Alias(office.title, "office", 0.85 if office.organisation else 0.95, Rule.OFFICE)
    if office.organisation:
        yield Alias(office.organisation + office.title, "office", 1.0, Rule.OFFICE)


def _heads(names: Iterable[str], titles: Sequence[str]) -> Iterator[Alias]:
    """Yield what the head of an organisation is called by its short names: 民政局长, 民政局局长, 民政局负责人."""
    for name in names:
        for head in language().offices.addresses["负责人"]:
            yield Alias(name + head, "office", 0.95, Rule.HEAD)
        for title in titles:
            if name[-1:] in ORGANISATION_END and title.startswith(name[-1]):
                yield Alias(name + title, "office", 0.95, Rule.HEAD)
                yield Alias(name[:-1] + title, "office", 0.95, Rule.HEAD)


def _organisation_names(organisation: str, role: str, text: str) -> Iterator[Alias]:
    """Yield what an organisation is called: in full, without its level, in short, by its stem, every day."""
    if not organisation:
        return
    data = language().offices
    # what does not end like an organisation may be a topic: 财务 of a 财务总监
    firm = organisation[-1] in ORGANISATION_END or organisation.endswith((*data.suffixes, *data.titles))
    yield Alias(organisation, "organisation", 1.0 if firm else 0.8, Rule.ORGANISATION)
    level = next((level for level in data.levels if organisation.startswith(level)), "")
    name = organisation[len(level) :] if len(organisation) - len(level) >= 2 else organisation
    yield Alias(name, "organisation", 1.0 if firm else 0.8, Rule.LEVEL)
    stem, suffix = _stem(name)
    if stem:
        yield Alias(stem, "organisation", 0.8, Rule.STEM)
        first = next(iter(words(fold(stem))), "")
        if 2 <= len(first) < len(stem) and suffix[-1] in _SHORTENED:
            yield Alias(first + suffix[-1], "organisation", 0.9, Rule.FIRST)
        yield Alias("".join(syllables(stem)), "pinyin", 0.9, Rule.PINYIN)
    found = dict.fromkeys(_short_names(organisation, text), Rule.SHORT)
    found |= {short: Rule.INTRODUCED for short, full in abbreviations(text).items() if full in {organisation, name}}
    for short, rule in found.items():
        yield Alias(short, "organisation", 0.95, rule)
        yield Alias("".join(syllables(short)), "pinyin", 0.9, Rule.PINYIN)
    venture = name.endswith(data.ventures)  # a 交通大学 is no 交通局
    for word, everyday in data.everyday.items():
        if _holds(word, role.replace(name, "") if venture else role):
            for called in everyday:
                body = called[-1] in ORGANISATION_END
                yield Alias(called, "organisation", 0.9 if called.isascii() or body else 0.8, Rule.EVERYDAY)


def _holds(word: str, role: str) -> bool:
    """Tell whether a role holds a word of the table; what is a body there is a whole one (发展局 in no 经济发展局)."""
    whole = rf"(?:^|[及和与、，,市省县区州国]|中国){word}" if word[-1] in _GOVERNING else word
    return re.search(whole, role) is not None


def _stem(name: str) -> tuple[str, str]:
    """Return an organisation's name without the ending that people leave out, and the ending; empty for none.

    The ending is a word of its own or a whole kind of body: 人民医院 is not 人民医, nor 和平社区 和平社.
    """
    suffix = next((end for end in language().offices.suffixes if name.endswith(end) and len(name) > len(end)), "")
    stem = name[: len(name) - len(suffix)]
    *_, last = ("", *words(fold(name)))
    longer = len(last) == 2 or (suffix == "院" and len(last) > 1)
    inside = len(suffix) == 1 and longer and is_word(last) and len(name) > len(last)
    return (stem, suffix) if suffix and len(stem) >= 2 and not inside else ("", "")


def _short_names(organisation: str, text: str) -> Iterator[str]:
    """Yield the short names a speech gives its own organisation: 太仓港经济技术开发区 says 港区 of itself.

    A short name ends like an organisation, keeps the order of the full name's characters, and is used at least
    twice as the head of a clause.
    """
    heads = re.findall(rf"(?:^|[，。；、\n])([{HAN}]{{1,5}}?[{ORGANISATION_END}])", text)
    for head in dict.fromkeys(heads):
        if heads.count(head) >= 2 and head != organisation and abbreviates(head, organisation):
            yield head
