"""Who a question names among thousands of speakers: looked up, where a meeting of a few is searched name by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from bot.corpus.roles import parse_role
from bot.language import HAN, language
from bot.retrieval.normal import fold
from bot.retrieval.pinyin import blur, syllables
from bot.retrieval.tokens import is_word
from bot.types import Meeting, Mention, Span

__all__ = ["NameLinker"]

_Key = TypeVar("_Key")

_MOST = 3
"""People that one wording can stand for; what stands for more tells nobody apart and is looked for as a word."""
_HAN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[a-z]+(?: [a-z]+){0,3}")
_LETTER = re.compile(r"[a-z0-9]")
_NAME = range(2, 5)
"""Characters of a Chinese name."""
_Wording = tuple[str, str, float]
"""Whom a wording stands for, by what it is recognised, and how like the name it is."""


class NameLinker:
    """Finds the speakers of many meetings in questions, see ``bot.answering.parsing.LinksNames``.

    Args:
        meetings: Whose speakers to know.
    """

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        roles: dict[str, set[str]] = {}
        settled: dict[str, list[str]] = defaultdict(list)
        for meeting in meetings:
            for text, called in meeting.added_aliases:
                settled[called].append(text)
            for speaker in meeting.speakers:
                known = roles.setdefault(speaker, set())
                known.update(speech.role for speech in meeting.speeches_of(speaker))
        self._speakers = tuple(roles)
        found: dict[str, dict[str, _Wording]] = defaultdict(dict)
        for speaker, held in roles.items():
            for wording, how, score in _wordings(speaker, held):
                name = fold(wording)
                if len(name) > 1 and (speaker not in found[name] or found[name][speaker][2] < score):
                    found[name][speaker] = (speaker, how, score)
            for text in settled.get(speaker, ()):
                found[fold(text)] = {speaker: (speaker, "name", 1.0)}  # goes before what is learned
        self._found = {name: tuple(alike.values()) for name, alike in found.items() if len(alike) <= _MOST}
        self._sizes = tuple(sorted({len(name) for name in self._found}, reverse=True))

    @property
    def names(self) -> Sequence[str]:
        """Every wording that is recognised, in normal form."""
        return tuple(self._found)

    def link(self, text: str) -> tuple[Mention, ...]:
        """Return the speakers named in a text in normal form, in order; places do not overlap."""
        mentions = list(self._looked_up(text))
        if not mentions:
            mentions = [*self._in_letters(text)] or [*self._by_sound(text)]
        return tuple(mentions)

    def titles(self, text: str) -> dict[str, tuple[str, ...]]:  # noqa: ARG002
        """Return nothing: among thousands of speakers a title alone asks for nobody."""
        return {}

    def _looked_up(self, text: str) -> Iterator[Mention]:
        place = 0
        while place < len(text):
            for size in self._sizes:
                written = text[place : place + size]
                if len(written) == size and written in self._found and _is_whole(text, place, place + size):
                    for speaker, how, score in self._found[written]:
                        yield Mention(speaker, Span(place, place + size), score, how)
                    place += size
                    break
            else:
                place += 1

    def _in_letters(self, text: str) -> Iterator[Mention]:
        for match in _LATIN.finditer(text):
            for speaker in self._pinyin.get(match.group().replace(" ", ""), ()):
                yield Mention(speaker, Span(*match.span()), 1.0, "pinyin")

    def _by_sound(self, text: str) -> Iterator[Mention]:
        surnames = language().offices.surnames
        for run in _HAN.finditer(text):
            for start in range(run.start(), run.end()):
                if text[start] not in surnames:
                    continue
                for size in reversed(_NAME):
                    written = text[start : start + size]
                    if start + size > run.end() or is_word(written):
                        continue
                    alike = self._sounds.get(tuple(map(blur, syllables(written))), ())
                    # one character at least is right
                    meant = [name for name in alike if any(a == b for a, b in zip(name, written, strict=True))]
                    if 0 < len(meant) <= _MOST:
                        yield from (Mention(name, Span(start, start + size), 0.95, "homophone") for name in meant)
                        return

    @cached_property
    def _pinyin(self) -> dict[str, tuple[str, ...]]:
        return _grouped(("".join(syllables(name)), name) for name in self._chinese)

    @cached_property
    def _sounds(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return _grouped((tuple(map(blur, syllables(name))), name) for name in self._chinese)

    @property
    def _chinese(self) -> list[str]:
        return [name for name in self._speakers if len(name) in _NAME and _HAN.fullmatch(name)]


def _grouped(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, tuple[str, ...]]:
    found: dict[_Key, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items() if len(names) <= _MOST}


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a place cuts no Latin word or number in two."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (
        (_LETTER.match(before) and _LETTER.match(text[start]))
        or (_LETTER.match(after) and _LETTER.match(text[end - 1]))
    )


def _wordings(speaker: str, roles: Iterable[str]) -> Iterator[_Wording]:
    """Yield what a speaker is called: the name, the given name, surname and title, the offices with their bodies."""
    yield speaker, "name", 1.0
    compound = next((name for name in language().offices.compound_surnames if speaker.startswith(name)), "")
    surname = compound or speaker[:1]
    given = speaker[len(surname) :]
    if len(given) == 2 and _HAN.fullmatch(speaker) and not is_word(given):  # noqa: PLR2004
        yield given, "name", 0.9
    for role in roles:
        for office in parse_role(role):
            if office.title:
                yield surname + office.title, "title", 1.0
            if office.organisation:
                yield office.organisation, "organisation", 0.9
                yield office.organisation + office.title, "office", 1.0
