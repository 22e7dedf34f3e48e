"""Who a question names, as far as a wording is not part of something else, nor the office another's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Hamming

from bot.answering.aliases import FAMILIAR, ORGANISATION_END, Rule, aliases_of
from bot.corpus.roles import parse_role
from bot.language import HAN, hint, language
from bot.retrieval.normal import fold
from bot.retrieval.pinyin import blur, syllables
from bot.retrieval.tokens import is_word
from bot.types import Meeting, Mention, Span

__all__ = ["KnownAlias", "Linker"]

_HAN = re.compile(f"[{HAN}]+")
_SMALL = re.compile(r"\b[a-z]{2,}\b", re.ASCII)
_CHIEF = "总"
"""Whoever stands at the head, after a surname; it also begins many a word."""
_FORMER = frozenset("原前")
"""Before an office: somebody who no longer holds it."""
_BY_OFFICE = frozenset({"office", "organisation", "title"})
_OF_A_PERSON = frozenset({"name", "title"})
_FIRM = 0.85
"""From this score on a wording names somebody wherever it stands; below, it may be part of a topic."""


@dataclass(frozen=True, slots=True)
class KnownAlias:
    """What a wording stands for.

    Attributes:
        speaker: The full name.
        how: By what it is recognised, see ``Mention.how``.
        score: How like the name or office it is, 0 to 1.
        rule: Where it comes from.
        text: As it was learned.
    """

    speaker: str
    how: str
    score: float
    rule: Rule
    text: str


class Linker:
    """Finds the meeting's speakers in questions; all names are learned from the meeting.

    Args:
        meeting: Whose speakers to know.
    """

    def __init__(self, meeting: Meeting) -> None:
        self._speakers = meeting.speakers
        found: dict[str, dict[str, KnownAlias]] = defaultdict(dict)
        for speaker in self._speakers:
            for alias in aliases_of(meeting, speaker):
                name = fold(alias.text)
                known = found[name].get(speaker)
                if name and (known is None or known.score < alias.score or alias.rule is Rule.SETTLED):
                    found[name][speaker] = KnownAlias(speaker, alias.how, alias.score, alias.rule, alias.text)
        # Brown and May are words where the meeting writes them small; then a title must stand before them
        small = frozenset(_SMALL.findall("\n".join(speech.text for speech in meeting.speeches)))
        for name in [name for name in found if name in small]:
            found[name] = {
                speaker: alias for speaker, alias in found[name].items() if alias.rule not in {Rule.FAMILY, Rule.GIVEN}
            }
            if not found[name]:
                del found[name]
        # an office that is everybody's tells nobody apart; a surname that is asks who of them is meant
        everybody = len(self._speakers)
        self._names = {
            name: _best(aliases.values())
            for name, aliases in found.items()
            if everybody == 1
            or len(aliases) < everybody
            or all(alias.how in _OF_A_PERSON for alias in aliases.values())
            or any(alias.rule is Rule.SETTLED for alias in aliases.values())
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
        self._word_names = frozenset(
            alias.speaker for aliases in self._names.values() for alias in aliases if alias.rule is Rule.WORD
        )
        self._characters = {speaker: frozenset(speaker) for speaker in self._speakers}
        self._sounds = {speaker: tuple(map(blur, syllables(speaker))) for speaker in self._speakers}

    @property
    def names(self) -> tuple[str, ...]:
        """Every wording that is recognised, in normal form."""
        return tuple(self._names)

    @property
    def aliases(self) -> Mapping[str, tuple[KnownAlias, ...]]:
        """Whom each wording, in normal form, stands for: several where it is ambiguous."""
        return self._names

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

    def _belongs_to_more(self, alias: KnownAlias, name: str, before: str, after: str) -> bool:
        """Tell whether a wording is but a part of something else the meeting talks about.

        A stem may begin a topic (应急 in 应急指挥平台), an organisation may end another's name (发展局 in 金融发展局).
        """
        if alias.rule is Rule.SETTLED:
            return False
        if _is_word_here(alias, name, after):
            return True
        if alias.how in _BY_OFFICE and (_is_deputy(before) or self._holds_not(alias, name, after)):
            return True
        if alias.score < _FIRM and _HAN.match(after) and name + after[0] in self._said:
            return True
        before = before[-1:]
        if alias.how != "organisation" or not _HAN.match(before) or before in language().offices.general:
            return False
        return before + name in self._said

    def _holds_not(self, alias: KnownAlias, name: str, after: str) -> bool:
        """Tell whether an office follows an organisation's name that its speaker does not hold (某镇镇长 of a 书记)."""
        if alias.how != "organisation":
            return False
        match = _office_after().match(after)
        title = match["title"] if match else ""
        if not title and name[-1] in ORGANISATION_END and after[:1] == "长" and not is_word(after[:2]):
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
                    elif (
                        size >= 3 and same == size - 1 and written[0] != speaker[0] and speaker not in self._word_names
                    ):
                        yield Mention(speaker, span, 0.85, "homophone")


def _is_word_here(alias: KnownAlias, name: str, after: str) -> bool:
    """Tell whether a wording is a word, or begins one: 怎么建设, 老毛病 and 高总体要求 name nobody."""
    if alias.rule is Rule.WORD:
        return hint("speaks").match(after) is None  # 建设怎么说 does
    if name[0] in FAMILIAR and len(name) == 2:
        return is_word(name + after[:1]) or is_word(name[1] + after[:1])
    return alias.how == "title" and name[-1] == _CHIEF and is_word(_CHIEF + after[:1])


@cache
def _office_after() -> re.Pattern[str]:
    """Return what finds the title that follows an organisation's name (镇党委书记, 局的局长)."""
    data = language().offices
    bodies, titles = ("|".join(sorted(names, key=len, reverse=True)) for names in (data.bodies, data.titles))
    return re.compile(rf"的?(?:{bodies})?副?(?P<title>{titles})")


def _is_deputy(before: str) -> bool:
    """Tell whether the one or two characters before an office make it another's: 副校长, 前局长, but not 目前局长."""
    return before[-1:] == "副" or (before[-1:] in _FORMER and not (len(before) > 1 and is_word(before)))


def _best(aliases: Collection[KnownAlias]) -> tuple[KnownAlias, ...]:
    """Return who is meant by a wording of several: whoever has that very title before whoever has it of a part.

    What the owner of a meeting settles goes before everything that is learned, and a full name before a part of one.
    """
    for rule in (Rule.SETTLED, Rule.NAME):
        if those := tuple(alias for alias in aliases if alias.rule is rule):
            return those
    best = max(alias.score for alias in aliases)
    if any(alias.how == "office" for alias in aliases):
        return tuple(alias for alias in aliases if alias.score == best)
    return tuple(aliases)
