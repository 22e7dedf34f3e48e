"""Turns: lines that begin with who speaks and a colon, as records of debates and interviews print them.

    张三：…        张三（市水务局局长）：…        市水务局局长 张三：…        梁国雄议员：…        主席：…

A colon alone says little (会议强调：…), so a line counts only by what stands before it — a name, a title, a voice such
as 记者 — and only in a text in which lines of that kind come again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from bot.corpus.lines import Line
from bot.language import HAN, language
from bot.retrieval.normal import fold

__all__ = ["HAN_NAME", "Turn", "find_asides", "find_turns", "name_speaker"]

_LABEL = re.compile(
    r"(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、．]\s*)?(?P<label>[^：:。！？，,；;“”]{1,40}?)\s*[：:]\s*(?P<words>.*)$"
)
_REMARK = re.compile(r"(?P<who>[^（(]+?)\s*[（(](?P<inside>[^（()）]+?)\s*[)）]$")
HAN_NAME = rf"[{HAN}]{{2,4}}|[{HAN}]{{1,12}}(?:[·•・][{HAN}]{{1,12}})+"
"""A name in Chinese characters: 何敏, 欧阳明德, 卡洛斯·桑托斯."""
_HAN_NAME = re.compile(HAN_NAME)
_LATIN_NAME = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}")
_BRACKETED = re.compile(r"[（(][^（()）]+[)）]")
_TERMINAL = re.compile(r"[。！？!?…；：][”’」』）》)\]]*$")
_FEWEST_TURNS = 2
_LONGEST_LABEL = 40
_ENOUGH_WORDS = 10
"""Characters after a label that stands once only: less may be an entry of a list (主持：张三)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where somebody begins to speak.

    Attributes:
        role: As printed; empty when the line has a name only.
        name: As printed; the role when the line has no name.
        label: Start and end of what names the speaker, in the line's text.
        words: Where in the line's text what is said begins; the text's length when it begins on the next line.
    """

    role: str
    name: str
    label: tuple[int, int]
    words: int


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The language data, as this module asks for it."""

    surnames: frozenset[str]
    compound_surnames: tuple[str, ...]
    honorifics: tuple[str, ...]
    titles: tuple[str, ...]
    voices: frozenset[str]
    headers: tuple[str, ...]


@cache
def _kinds() -> _Kinds:
    offices = language().offices
    return _Kinds(
        frozenset(offices.surnames),
        offices.compound_surnames,
        tuple(sorted(offices.honorifics, key=len, reverse=True)),
        offices.titles,
        frozenset(offices.voices),
        offices.headers,
    )


def find_turns(lines: Sequence[Line]) -> Mapping[int, Turn]:
    """Return the turns of a text by the index of their line; empty where nothing comes again.

    A role without a name (教育局局长：…) is given the name that a list of those present puts behind it
    (教育局局长吴克俭先生), when there is one.
    """
    found: dict[int, Turn] = {}
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        begins = before is None or line.gap or line.indented or _TERMINAL.search(before.text) is not None
        if begins and (turn := _turn(line.text)):
            found[index] = turn
    times = Counter(turn.name for turn in found.values())
    kept = {
        index: turn
        for index, turn in found.items()
        if times[turn.name] > 1
        or turn.words == len(lines[index].text)
        or len(lines[index].text) - turn.words >= _ENOUGH_WORDS
    }
    if len(kept) < _FEWEST_TURNS:
        return {}
    names = _holders(lines, {turn.role for turn in kept.values() if turn.role == turn.name})
    return {
        index: Turn(turn.role, names.get(turn.role, turn.name), turn.label, turn.words)
        if turn.role == turn.name
        else turn
        for index, turn in kept.items()
    }


def name_speaker(text: str) -> str:
    """Return what in a line looks like naming a speaker — role and name, or a name and a colon — else nothing."""
    if turn := _turn(text):
        label = text[slice(*turn.label)]
        return label if turn.role != turn.name and len(label) <= _LONGEST_LABEL else ""
    role, _, name = text[: _LONGEST_LABEL + 1].rpartition(" ")
    return text if len(text) <= _LONGEST_LABEL and role and _is_name(name) and _is_role(role.strip()) else ""


def find_asides(lines: Sequence[Line], turns: Mapping[int, Turn]) -> frozenset[int]:
    """Return the indices of lines between turns that are the reporter's: headings, and what happened meanwhile.

    They show where a text leaves a larger gap between turns than between paragraphs: a block behind such a gap that
    begins no turn is nobody's speech. So is a line that stands in brackets as a whole.
    """
    asides = {index for index, line in enumerate(lines) if turns and _BRACKETED.fullmatch(line.text)}
    between_turns = [lines[index].gap for index in turns if index]
    others = [line.gap for index, line in enumerate(lines) if index not in turns and line.gap]
    if not between_turns or not others or median(between_turns) <= median(others):
        return frozenset(asides)
    gap, reported = median(between_turns), False
    for index, line in enumerate(lines):
        if index in turns:
            reported = False
        elif line.gap >= gap and not line.indented and index and _TERMINAL.search(lines[index - 1].text):
            reported = True
        if reported:
            asides.add(index)
    return frozenset(asides)


def _turn(text: str) -> Turn | None:
    match = _LABEL.match(text)
    if not match:
        return None
    label = match["label"].strip()
    place = match.start("label"), match.start("label") + len(match["label"].rstrip())
    if any(fold(label).startswith(header) for header in _kinds().headers):
        return None
    who = _who(label)
    return Turn(*who, place, match.start("words")) if who else None


def _who(label: str) -> tuple[str, str] | None:
    """Return role and name of a label; None when it names nobody."""
    if remark := _REMARK.fullmatch(label):
        who, inside = remark["who"].strip(), remark["inside"].strip()
        # else a remark on the role: 财经事务及库务局局长（在商务及经济发展局局长缺席期间）
        return (inside, who) if _is_name(who) else _who(who)
    role, _, name = label.rpartition(" ")
    if role and _is_name(name) and _is_role(role.strip()):
        return role.strip(), name
    squashed = re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "", label)
    folded = fold(squashed)
    honorific = next((title for title in _kinds().honorifics if folded.endswith(title)), "")
    name = squashed[: len(squashed) - len(honorific)]
    if _is_name(name):
        return squashed[len(name) :], name
    return (squashed, squashed) if folded in _kinds().voices or _is_role(squashed) else None


def _is_name(text: str) -> bool:
    if _LATIN_NAME.fullmatch(text):
        return True
    if not _HAN_NAME.fullmatch(text):
        return False
    folded = fold(text)
    return folded[0] in _kinds().surnames or folded.startswith(_kinds().compound_surnames) or "·" in folded


def _is_role(text: str) -> bool:
    folded = fold(text)
    return folded.endswith(_kinds().titles)


def _holders(lines: Sequence[Line], roles: set[str]) -> dict[str, str]:
    """Return the names that the text prints behind roles, with an honorific behind the name."""
    holders: dict[str, str] = {}
    by_form = {fold(role): role for role in roles}
    for line in lines:
        folded = fold(line.text)
        for form, role in by_form.items():
            if role in holders or not folded.startswith(form):
                continue
            rest = folded[len(form) :].lstrip()
            skipped = len(folded) - len(rest)
            for length in (4, 3, 2):
                name = line.text[skipped : skipped + length]
                behind = rest[length:].lstrip()
                if _is_name(name) and behind.startswith(_kinds().honorifics):
                    holders[role] = name
                    break
    return holders
