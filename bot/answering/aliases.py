"""What a speaker may be called: full name, surname + title, offices, short names, and what people say every day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.answering.wording import abbreviates
from bot.corpus.roles import Office, parse_role
from bot.language import HAN, language
from bot.retrieval.normal import fold
from bot.retrieval.pinyin import syllables
from bot.retrieval.tokens import words
from bot.types import Meeting

__all__ = ["FAMILIAR", "ORGANISATION_END", "aliases_of"]

FAMILIAR = "老小"
"""Before a surname: a colleague (老周)."""
ORGANISATION_END = "区局镇委办部院厅县市乡署司社行"
"""How organisations and their short names end."""

_Wording = tuple[str, str, float]
"""What is said, by what it is recognised (see ``Mention.how``), and how like the name or office it is, 0 to 1."""


def aliases_of(meeting: Meeting, speaker: str) -> Iterator[_Wording]:
    """Yield what a speaker may be called, with repetitions.

    Args:
        meeting: Where the role lines and the speeches stand.
        speaker: The full name.
    """
    yield speaker, "name", 1.0
    compound = next((name for name in language().offices.compound_surnames if speaker.startswith(name)), "")
    surname = compound or speaker[:1]
    given = speaker[len(surname) :]
    if len(given) == 2:
        yield given, "name", 0.9
    for familiar in FAMILIAR:
        yield familiar + surname, "name", 0.85
    sounds = syllables(speaker)
    yield "".join(sounds), "pinyin", 1.0
    yield " ".join(sounds), "pinyin", 1.0
    yield f"{sounds[0]} {''.join(sounds[1:])}", "pinyin", 1.0
    yield f"{''.join(sounds[1:])} {sounds[0]}", "pinyin", 1.0
    if len(sounds) > 2:
        yield "".join(sound[0] for sound in sounds), "initials", 0.95
    for speech in meeting.speeches_of(speaker):
        offices = parse_role(speech.role)
        for office in offices:
            yield from _titles(office, surname, sounds[0])
        names = list(_organisation_names(speech.organisation, speech.role, speech.text))
        yield from names
        yield from _heads([name for name, _, _ in names], [office.title for office in offices])


def _titles(office: Office, surname: str, sound: str) -> Iterator[_Wording]:
    """Yield how the holder of an office is addressed: 毛书记, 副市长, 市公安局局长, mayor Chen."""
    if not office.title:
        return
    for title in {office.title, office.title.removeprefix("副")}:
        yield surname + title, "title", 1.0
        if len(title) == 2 and title.endswith("长"):
            yield surname + title[0], "title", 0.95  # 陈局, as a colleague says
        for address in language().offices.addresses.get(title, ()):
            yield (f"{address} {sound}" if address.isascii() else surname + address), "title", 1.0
            if not office.organisation and title == office.title and len(address) > 1:
                yield address, "office", 0.9
    if len(office.title) > 2:
        yield office.title, "office", 0.85 if office.organisation else 0.95
    if office.organisation:
        yield office.organisation + office.title, "office", 1.0


def _heads(names: Iterable[str], titles: Sequence[str]) -> Iterator[_Wording]:
    """Yield what the head of an organisation is called by its short names: 民政局长, 民政局局长, 民政局负责人."""
    for name in names:
        for head in language().offices.addresses["负责人"]:
            yield name + head, "office", 0.95
        for title in titles:
            if name[-1:] in ORGANISATION_END and title.startswith(name[-1]):
                yield name + title, "office", 0.95
                yield name[:-1] + title, "office", 0.95


def _organisation_names(organisation: str, role: str, text: str) -> Iterator[_Wording]:
    """Yield what an organisation is called: in full, without its level, in short, by its stem, every day."""
    if not organisation:
        return
    data = language().offices
    # what does not end like an organisation may be a topic: 财务 of a 财务总监
    firm = organisation[-1] in ORGANISATION_END or organisation.endswith((*data.suffixes, *data.titles))
    yield organisation, "organisation", 1.0 if firm else 0.8
    level = next((level for level in data.levels if organisation.startswith(level)), "")
    name = organisation[len(level) :] if len(organisation) - len(level) >= 2 else organisation
    yield name, "organisation", 1.0 if firm else 0.8
    suffix = next((end for end in data.suffixes if name.endswith(end) and len(name) > len(end)), "")
    stem = name[: len(name) - len(suffix)]
    if suffix and len(stem) >= 2:
        yield stem, "organisation", 0.8
        first = next(iter(words(fold(stem))), "")
        if 2 <= len(first) < len(stem):
            yield first + suffix[-1], "organisation", 0.9
        yield "".join(syllables(stem)), "pinyin", 0.9
    for short in set(_short_names(organisation, text)):
        yield short, "organisation", 0.95
        yield "".join(syllables(short)), "pinyin", 0.9
    for word, everyday in data.everyday.items():
        if word in organisation or word in role:
            for called in everyday:
                yield called, "organisation", 0.9 if called.isascii() or called[-1] in ORGANISATION_END else 0.8


def _short_names(organisation: str, text: str) -> Iterator[str]:
    """Yield the short names a speech gives its own organisation: 太仓港经济技术开发区 says 港区 of itself.

    A short name ends like an organisation, keeps the order of the full name's characters, and is used at least
    twice as the head of a clause.
    """
    heads = re.findall(rf"(?:^|[，。；、\n])([{HAN}]{{1,5}}?[{ORGANISATION_END}])", text)
    for head in set(heads):
        if heads.count(head) >= 2 and head != organisation and abbreviates(head, organisation):
            yield head
