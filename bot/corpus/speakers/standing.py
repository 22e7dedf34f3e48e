"""Names that stand alone on a line above what is said, without mark or colon.

    Laura Chen                石桥镇党委书记 司马长青
    Revenue grew 18 % …       抓产业 促增收

                              今年以来，石桥镇新建大棚320亩……

A bare name says little, so such lines count only where no other sign of speakers is found, and only those that come
again, name an office too, or are known from a list of who takes part. Of names one under another, which are such a
list, none speaks but the last, and that one only if it speaks elsewhere, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.corpus.lines import Line
from bot.corpus.speakers.labelled import Turn
from bot.corpus.speakers.labels import read_label
from bot.corpus.speakers.naming import HAN_NAME, is_name, is_role, is_voice
from bot.language import HAN, language

__all__ = ["find_headings_below", "find_roles_below", "find_standing", "find_unread_names"]

_LONGEST = 60
_LONGEST_OFFICE = 120
"""With the name behind it in brackets: The Parliamentary Under-Secretary of State for Transport (Tom Ashdown)."""
_LONGEST_HEADING = 40
_FEWEST = 2
_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_MARKED = re.compile(rf"^(?:[□■●○◆◇▲△★☆▶►※·•]|[—–―-]{{1,2}}|[（(]{_NUMBER}[)）]|{_NUMBER}[、.．])\s*")
"""What may stand before it: ▲, ——, （一）, 3."""
_ALIKE = re.compile(rf"[□■●○◆◇▲△★☆▶►※]\s*(?P<name>{HAN_NAME})[（(](?P<role>[^（()）]+)[)）]$")
_SPACED = re.compile(rf"^([{HAN}])[ \u3000]{{1,2}}([{HAN}])(?=$|[\s（(])")
"""Names of two characters are printed as wide as those of three: 王　芳."""
_SENTENCE = tuple("。！？!?；;：:，,…")
_SHARE_WITH_HEADING = 2 / 3


def find_standing(lines: Sequence[Line]) -> Mapping[int, Turn]:
    """Return the lines that are a speaker's name alone, by index; empty where they make no record."""
    named = _named(lines)
    roles = {name: role for role, name in named.values() if role and role != name}
    ends = {index: index + 1 + (index + 1 in find_roles_below(lines, [index])) for index in named}
    # below an office a bare name may be the first line of what is said, 花会谢; of a list all or none have offices
    in_list = {
        index
        for index, end in ends.items()
        if end == len(lines) or (end in named and (named[end][0] or not named[index][0] or named[end][1].isascii()))
    }
    speaking = {index: who for index, who in named.items() if index not in in_list}
    times = Counter(name for _, name in speaking.values())
    listed = {named[index][1] for index in in_list}
    kept = {
        index: (roles.get(name, role), name)
        for index, (role, name) in speaking.items()
        if times[name] > 1 or name in listed or (role and (role != name or is_voice(name)))
        if not _ends_list(named, index, once=times[name] == 1)
    }
    if len(kept) < _FEWEST or len({name for _, name in kept.values()}) < _FEWEST:
        return {}
    return {
        index: Turn(role, name, (0, len(lines[index].text)), len(lines[index].text))
        for index, (role, name) in kept.items()
    }


def find_roles_below(lines: Sequence[Line], standing: Iterable[int]) -> frozenset[int]:
    """Return the indices of the offices that stand on a line of their own below a name alone."""
    return frozenset(
        index + 1
        for index in standing
        if index + 1 < len(lines) and _is_bare(_standing(lines[index].text)) and _is_office(lines[index + 1])
    )


def _named(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """Return office and name of the lines that hold no more; the office may stand on the line below."""
    named = {index: who for index, line in enumerate(lines) if index and (who := _standing(line.text))}
    marks = Counter(lines[index].text[0] for index, (role, name) in named.items() if role != name)
    for index, line in enumerate(lines):
        # who stands behind the same mark as others do needs no known surname
        if index not in named and marks[line.text[0]] >= _FEWEST and (alike := _ALIKE.match(line.text)):
            named[index] = alike["role"], alike["name"]
    for below in find_roles_below(lines, [*named]):
        office, _ = named.pop(below)
        named[below - 1] = office, named[below - 1][1]
    return named


def _is_bare(who: tuple[str, str] | None) -> bool:
    return who is not None and not who[0]


def _is_office(line: Line) -> bool:
    who = _standing(line.text)
    return who is not None and who[0] == who[1] and is_role(who[0])


def _ends_list(named: Mapping[int, tuple[str, str]], index: int, *, once: bool) -> bool:
    """Tell whether a name ends a list of those present; a heading of capitals right above an office looks like one."""
    if index - 1 not in named or not once:
        return False
    (role, name), (role_above, _) = named[index], named[index - 1]
    return not role or role == name or bool(role_above)


def find_unread_names(lines: Sequence[Line], spoken: Collection[int]) -> Mapping[int, str]:
    """Return the names that stand alone and begin no speech, by the index of their line: perhaps speakers.

    Args:
        lines: Of the text.
        spoken: Indices of the lines on which a speaker begins; unless all stand alone, none is looked for.
    """
    if not spoken or any(_standing(lines[index].text) is None for index in spoken):
        return {}
    named = {index for index, line in enumerate(lines) if index > min(spoken) and _standing(line.text)}
    alone = {index for index in named if not {index - 1, index + 1} & named and index + 1 < len(lines)}
    return {index: lines[index].text for index in sorted(alone - set(spoken))}


def find_headings_below(lines: Sequence[Line], standing: Collection[int]) -> frozenset[int]:
    """Return the indices of headings right below a speaker's line; empty unless most of the speakers have one."""
    offices = find_roles_below(lines, standing)
    first = [index + 1 + (index + 1 in offices) for index in standing]
    below = frozenset(index for index in first if _is_heading(lines, index, standing))
    return below if len(below) >= max(_FEWEST, _SHARE_WITH_HEADING * len(standing)) else frozenset()


def _standing(text: str) -> tuple[str, str] | None:
    text = _SPACED.sub(r"\1\2", _MARKED.sub("", text.removeprefix("**").removesuffix("**")))
    if len(text) > (_LONGEST_OFFICE if text.endswith((")", "）")) else _LONGEST) or text.endswith(_SENTENCE):
        return None
    if text.endswith(".") and not text.endswith(("Jr.", "Sr.")):
        return None
    if text.isascii() and " " not in text and not is_voice(text):
        return None  # a word: Thanks, Budget
    if not is_voice(text) and "(" not in text and language().words.english.intersection(text.lower().split()):
        return None  # what somebody says: Thank You
    name, *role = text.split(maxsplit=1)
    if role and is_name(name) and is_role(role[0]):  # the office behind the name
        return role[0], name
    return read_label(text)


def _is_heading(lines: Sequence[Line], index: int, standing: Collection[int]) -> bool:
    if index + 1 >= len(lines) or index in standing or index + 1 in standing:
        return False
    line, following = lines[index], lines[index + 1]
    short = len(line.text) <= _LONGEST_HEADING and not line.text.endswith((*_SENTENCE, "."))
    return (
        short
        and not line.indented
        and (bool(following.gap) or following.indented or len(following.text) > len(line.text))
    )
