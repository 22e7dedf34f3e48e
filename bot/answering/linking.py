"""Who a question names: full names, surname + title, offices, short names, and what people call them every day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Hamming

from bot.corpus.roles import Office, parse_role
from bot.language import HAN, language
from bot.retrieval.normal import fold
from bot.retrieval.pinyin import blur, syllables
from bot.retrieval.tokens import is_word, words
from bot.types import Meeting, Mention, Span

__all__ = ["Linker"]

_HAN = re.compile(f"[{HAN}]+")
_FAMILIAR = "老小"
_CHIEF = "总"
"""Whoever stands at the head, after a surname; it also begins many a word."""
_FORMER = frozenset("原前")
"""Before an office: somebody who no longer holds it."""
_BY_OFFICE = frozenset({"office", "organisation", "title"})
_FIRM = 0.85
"""From this score on a wording names somebody wherever it stands; below, it may be part of a topic."""
_ORGANISATION_END = "区局镇委办部院厅县市乡署司社行"


@dataclass(frozen=True, slots=True)
class _Alias:
    speaker: str
    how: str
    score: float


class Linker:
    """Finds the meeting's speakers in questions; all names are learned from the meeting.

    Args:
        meeting: Whose speakers to know.
    """

    def __init__(self, meeting: Meeting) -> None:
        self._speakers = meeting.speakers
        found: dict[str, dict[str, _Alias]] = defaultdict(dict)
        for speaker in self._speakers:
            for alias, how, score in self._aliases(meeting, speaker):
                name = fold(alias)
                known = found[name].get(speaker)
                if name and (known is None or known.score < score):
                    found[name][speaker] = _Alias(speaker, how, score)
        # a name that stands for everybody tells nobody apart
        everybody = len(self._speakers)
        self._names = {
            name: _best(aliases.values())
            for name, aliases in found.items()
            if everybody == 1 or len(aliases) < everybody
        }
        self._pattern = re.compile(
            "|".join(
                rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name)
                for name in sorted(self._names, key=len, reverse=True)
            )
            or r"(?!)"
        )
        self._said = "\n".join(fold(speech.text) for speech in meeting.speeches)
        self._titles = {
            speaker: frozenset(
                office.title.removeprefix("副")
                for speech in meeting.speeches_of(speaker)
                for office in parse_role(speech.role)
            )
            for speaker in self._speakers
        }
        holders: dict[str, list[str]] = defaultdict(list)
        for speech in meeting.speeches:
            for office in parse_role(speech.role):
                title = office.title.removeprefix("副")
                if title and speech.speaker not in holders[title]:
                    holders[title].append(speech.speaker)
        self._holders = {title: tuple(names) for title, names in holders.items()}
        self._characters = {speaker: frozenset(speaker) for speaker in self._speakers}
        self._sounds = {speaker: tuple(map(blur, syllables(speaker))) for speaker in self._speakers}

    @property
    def names(self) -> tuple[str, ...]:
        """Every wording that is recognised, in normal form."""
        return tuple(self._names)

    def _aliases(self, meeting: Meeting, speaker: str) -> Iterator[tuple[str, str, float]]:
        yield speaker, "name", 1.0
        compound = next((name for name in language().offices.compound_surnames if speaker.startswith(name)), "")
        surname = compound or speaker[:1]
        given = speaker[len(surname) :]
        if len(given) == 2:
            yield given, "name", 0.9
        for familiar in _FAMILIAR:
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

    def link(self, text: str) -> tuple[Mention, ...]:
        """Return the speakers named in a text in normal form, in order; places do not overlap.

        A wording shared by several speakers gives a mention of each, at the same place.
        """
        mentions = [
            Mention(alias.speaker, Span(*match.span()), alias.score, alias.how)
            for match in self._pattern.finditer(text)
            for alias in self._names[match.group()]
            if not self._belongs_to_more(
                alias, match.group(), text[max(0, match.start() - 2) : match.start()], text[match.end() :]
            )
        ]
        mentions += self._homophones(text, mentions)
        mentions.sort(key=lambda mention: mention.span.start)
        return tuple(mentions)

    def titles(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return the titles in a text that several speakers hold, each with its holders."""
        return {title: holders for title, holders in self._holders.items() if title in text and len(holders) > 1}

    def _belongs_to_more(self, alias: _Alias, name: str, before: str, after: str) -> bool:
        """Tell whether a wording is but a part of something else the meeting talks about.

        A stem may begin a topic (应急 in 应急指挥平台), an organisation may end another's name (发展局 in 金融发展局).
        """
        if name[0] in _FAMILIAR and len(name) == 2 and (is_word(name + after[:1]) or is_word(name[1] + after[:1])):
            return True  # 老毛病 is nobody's name, nor is 老 in 老周转房
        if alias.how == "title" and name[-1] == _CHIEF and is_word(_CHIEF + after[:1]):
            return True  # nor is 高总 in 高总体要求
        if alias.how in _BY_OFFICE and (_is_deputy(before) or self._holds_not(alias, name, after)):
            return True
        if alias.score < _FIRM and _HAN.match(after) and name + after[0] in self._said:
            return True
        before = before[-1:]
        if alias.how != "organisation" or not _HAN.match(before) or before in language().offices.general:
            return False
        return before + name in self._said

    def _holds_not(self, alias: _Alias, name: str, after: str) -> bool:
        """Tell whether an office follows an organisation's name that its speaker does not hold (某镇镇长 of a 书记)."""
        if alias.how != "organisation":
            return False
        match = _office_after().match(after)
        title = match["title"] if match else ""
        if not title and name[-1] in _ORGANISATION_END and after[:1] == "长" and not is_word(after[:2]):
            title = name[-1] + "长"
        data = language().offices
        held = self._titles[alias.speaker]
        if title not in data.titles or title in data.addresses["负责人"]:
            return False
        return not any(map(title.endswith, held - {""}))

    def _homophones(self, text: str, known: list[Mention]) -> Iterator[Mention]:
        """Find names written with other characters of the same sound, or with one of three characters wrong.

        One character at least is right in either case, so only where a name shares one is it listened for.
        """
        for run in _HAN.finditer(text):
            for speaker in self._speakers:
                if self._characters[speaker].isdisjoint(run.group()):
                    continue
                size = len(speaker)
                for start in range(run.start(), run.end() - size + 1):
                    written = text[start : start + size]
                    same = size - Hamming.distance(written, speaker)
                    if not same:
                        continue
                    span = Span(start, start + size)
                    if any(span.overlaps(mention.span) for mention in known):
                        continue
                    sounds = tuple(map(blur, syllables(written)))
                    alike = size - Hamming.distance(sounds, self._sounds[speaker])
                    if alike == size:
                        yield Mention(speaker, span, 0.95, "homophone")
                    elif size >= 3 and same == size - 1 and written[0] != speaker[0]:
                        yield Mention(speaker, span, 0.85, "homophone")


@cache
def _office_after() -> re.Pattern[str]:
    """Return what finds the title that follows an organisation's name (镇党委书记, 局的局长)."""
    data = language().offices
    bodies, titles = ("|".join(sorted(names, key=len, reverse=True)) for names in (data.bodies, data.titles))
    return re.compile(rf"的?(?:{bodies})?副?(?P<title>{titles})")


def _is_deputy(before: str) -> bool:
    """Tell whether the one or two characters before an office make it another's: 副校长, 前局长, but not 目前局长."""
    return before[-1:] == "副" or (before[-1:] in _FORMER and not (len(before) > 1 and is_word(before)))


def _best(aliases: Collection[_Alias]) -> tuple[_Alias, ...]:
    """Return who is meant by a wording of several: whoever has that very title before whoever has it of a part."""
    best = max(alias.score for alias in aliases)
    if any(alias.how == "office" for alias in aliases):
        return tuple(alias for alias in aliases if alias.score == best)
    return tuple(aliases)


def _titles(office: Office, surname: str, sound: str) -> Iterator[tuple[str, str, float]]:
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


def _heads(names: Iterable[str], titles: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Yield what the head of an organisation is called by its short names: 民政局长, 民政局局长, 民政局负责人."""
    for name in names:
        for head in language().offices.addresses["负责人"]:
            yield name + head, "office", 0.95
        for title in titles:
            if name[-1:] in _ORGANISATION_END and title.startswith(name[-1]):
                yield name + title, "office", 0.95
                yield name[:-1] + title, "office", 0.95


def _organisation_names(organisation: str, role: str, text: str) -> Iterator[tuple[str, str, float]]:
    """Yield what an organisation is called: in full, without its level, in short, by its stem, every day."""
    if not organisation:
        return
    data = language().offices
    # what does not end like an organisation may be a topic: 财务 of a 财务总监
    firm = organisation[-1] in _ORGANISATION_END or organisation.endswith((*data.suffixes, *data.titles))
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
                yield called, "organisation", 0.9 if called.isascii() or called[-1] in _ORGANISATION_END else 0.8


def _short_names(organisation: str, text: str) -> Iterator[str]:
    """Yield the short names a speech gives its own organisation: 太仓港经济技术开发区 says 港区 of itself.

    A short name ends like an organisation, keeps the order of the full name's characters, and is used at least
    twice as the head of a clause.
    """
    heads = re.findall(rf"(?:^|[，。；、\n])([{HAN}]{{1,5}}?[{_ORGANISATION_END}])", text)
    for head in set(heads):
        if heads.count(head) >= 2 and head != organisation and _is_abbreviation(head, organisation):
            yield head


def _is_abbreviation(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)
