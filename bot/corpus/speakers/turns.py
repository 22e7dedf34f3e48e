"""Turns: lines that begin with who speaks and a colon, as records of debates and interviews print them.

    张三：…        张三（市水务局局长）：…        市水务局局长 张三：…        梁国雄议员：…        主席：…

A colon alone says little (会议强调：…), so a line counts only by what stands before it — a name, a title, a voice such
as 记者 — and only in a text in which lines of that kind come again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.corpus.lines import Line
from bot.corpus.speakers.attendance import find_attendance
from bot.corpus.speakers.called import find_by_regularity, find_by_surname
from bot.corpus.speakers.labelled import LABEL, TERMINAL, Turn, begins_turn, read_turn
from bot.corpus.speakers.labels import find_holders, read_label, read_named, split_last
from bot.corpus.speakers.naming import (
    first_word,
    is_doubtful_name,
    is_familiar,
    is_header,
    is_name,
    is_role,
    is_voice,
    surname_of,
)
from bot.retrieval.normal import fold

__all__ = ["find_turns", "find_unread_labels", "name_speaker", "read_speaker", "select_turns"]

_ENTRY = re.compile(r"(?P<name>[^（(]+?)(?:\s*(?:[.．…·]\s*){3,})?\s*(?:[（(][^（()）]*[)）])?$")
"""What stands behind an office in the head of a record: 何敏（市水务局局长）, Ms. Halvorsen . . . . (Norway)."""
_SECOND_ENTRY = re.compile(r"\s{2,}[^\s：:]{2,8}[：:]")
"""Of a line that holds several: 审判长：贺兰英　　人民陪审员：丁卯."""
_FEWEST_TURNS = 2
_LONGEST_LABEL = 40
_LONGEST_UNREAD = 16
_ENOUGH_WORDS = 10
"""Characters after a label that stands once only: less may be an entry of a list (主持：张三)."""


def find_turns(lines: Sequence[Line]) -> Mapping[int, Turn]:
    """Return the turns of a text by the index of their line; empty where nothing comes again.

    A role without a name (教育局局长：…) is given the name that a list of those present puts behind it
    (教育局局长吴克俭先生), when there is one.
    """
    read = {index: turn for index, line in enumerate(lines) if (turn := read_turn(line.text))}
    read = {index: turn for index, turn in read.items() if not _is_entry(turn, lines[index].text)}
    present = find_attendance(lines)
    begun = {index for index in read if begins_turn(lines[index], lines[index - 1] if index else None)}
    vouched = {read[index].name for index in begun if read[index].role} | present.offices.keys()
    doubted = {turn.name for turn in read.values() if turn.name not in vouched and is_doubtful_name(turn.name)}
    times = Counter(word for index in begun for word in {read[index].name, read[index].role})
    known = {read[index].name for index in begun if times[read[index].name] > 1} | present.offices.keys()
    known |= present.holders.keys()
    kept = {
        index: turn
        for index, turn in read.items()
        # who is known may go on behind a line that has come to no end
        if turn.name not in doubted and (turn.name in known or (index in begun and _speaks(lines, index, read, begun)))
    }
    kept |= _announced(lines)
    full = [turn.name for turn in kept.values() if len(turn.name) > len(surname_of(fold(turn.name)))]
    kept |= find_by_surname(lines, {*full, *present.offices})
    kept |= find_by_regularity(lines, kept)
    if len(kept) < _FEWEST_TURNS:
        return {}
    names = {**present.holders, **find_holders(lines, [(turn.role, turn.name) for turn in kept.values()])}
    return {index: _with_head(turn, names, present.offices) for index, turn in sorted(kept.items())}


def _announced(lines: Sequence[Line]) -> Mapping[int, Turn]:
    """Return the turns that a word and who speaks stand above: 询问人：县人大代表　钮志刚."""
    found: dict[int, Turn] = {}
    for index, line in enumerate(lines[:-1]):
        match, below = LABEL.match(line.text), lines[index + 1]
        if not match or not match["words"] or not (below.indented or below.gap == 0) or read_turn(below.text):
            continue
        who = read_named(match["words"])
        if who and who[0] and (below.indented or TERMINAL.search(below.text)):
            found[index] = Turn(*who, (match.start("words"), len(line.text)), len(line.text))
    return found if len(found) >= _FEWEST_TURNS else {}


def _speaks(lines: Sequence[Line], index: int, read: Mapping[int, Turn], begun: Collection[int]) -> bool:
    """Tell whether somebody who is named once only speaks on a line, which may as well be an item of a list."""
    turn, text = read[index], lines[index].text
    words = text[turn.words :]
    if not words or (turn.role != turn.name and is_role(turn.role)):
        return True
    if turn.name.isascii():  # else an entry: Contact: Peter Brown, First: more nurses.
        inside = min(begun) < index < max(begun)
        named = " " in turn.name and (inside or len(words) >= _ENOUGH_WORDS) and not words[0].islower()
        return named or is_voice(first_word(text[slice(*turn.label)])) or turn.name == ">>"
    listed = any(beside in read and _is_item(lines[beside].text) for beside in (index - 1, index + 1))
    if _is_item(text) and listed:
        return False
    return TERMINAL.search(text) is not None or len(words) >= _ENOUGH_WORDS


def _is_item(text: str) -> bool:
    return TERMINAL.search(text) is None


def _with_head(turn: Turn, names: Mapping[str, str], offices: Mapping[str, str]) -> Turn:
    """Return a turn with the name, or the office, that the head of the record gives."""
    if turn.role == turn.name:
        return replace(turn, name=names.get(turn.role, turn.name))
    return replace(turn, role=turn.role or offices.get(turn.name, ""))


def select_turns(lines: Sequence[Line], marked: Mapping[int, str]) -> Mapping[int, Turn]:
    """Return the turns of a text whose speakers are first printed on lines of their own, ``role name：``.

    Later on such a text has the name alone (金梅：) or who asks (中新社记者：). A label counts where it stands alone on
    its line, or names one of those speakers; else it may be an enumeration inside of what is said.

    Args:
        lines: Of the text.
        marked: The names on lines of speakers, by the index of the line.
    """
    names = set(marked.values())
    labels = ((index, LABEL.match(line.text)) for index, line in enumerate(lines))
    again = {
        index: Turn("", match["label"], match.span("label"), match.start("words"))
        for index, match in labels
        if match and match["label"] in names
    }
    return {
        index: turn
        for index, turn in {**find_turns(lines), **again}.items()
        if index not in marked and (turn.name in names or turn.words == len(lines[index].text))
    }


def _is_entry(turn: Turn, text: str) -> bool:
    """Tell whether a line says who holds an office, 主持人：何敏（市水务局副局长）, and not what the holder says."""
    entry = None if TERMINAL.search(text) else _ENTRY.match(text[turn.words :])
    if turn.role != turn.name or entry is None:
        return False
    if _SECOND_ENTRY.search(text, turn.words):
        return True
    return is_name(entry["name"]) or is_familiar(entry["name"]) or read_named(entry["name"]) is not None


def name_speaker(text: str) -> str:
    """Return what in a line looks like naming a speaker — role and name, or a name and a colon — else nothing."""
    if turn := read_turn(text):
        label = text[slice(*turn.label)]
        return label if turn.role != turn.name and len(label) <= _LONGEST_LABEL else ""
    role, name = split_last(text[: _LONGEST_LABEL + 1])
    return text if len(text) <= _LONGEST_LABEL and role and is_name(name) and is_role(role.strip()) else ""


def read_speaker(text: str) -> tuple[str, str]:
    """Return role and name of what may name a speaker; the role may be empty."""
    if who := read_label(text):
        role, name = who
        return ("" if role == name else role), name
    role, name = split_last(text)
    return role.strip(), name


def find_unread_labels(lines: Sequence[Line], spoken: Collection[int]) -> Mapping[int, str]:
    """Return the labels of a record of turns that name nobody known, by the index of their line: perhaps speakers.

    Such a label stands alone on its line, or comes again: 贵宾甲： among 张三： and 李四：.

    Args:
        lines: Of the text.
        spoken: Indices of the lines on which a speaker begins.
    """
    if not any(LABEL.match(lines[index].text) for index in spoken):
        return {}
    labels = {
        index: match
        for index, line in enumerate(lines)
        if index not in spoken and (match := LABEL.match(line.text)) and _may_speak(match["label"])
    }
    times = Counter(match["label"] for match in labels.values())
    return {index: match["label"] for index, match in labels.items() if not match["words"] or times[match["label"]] > 1}


def _may_speak(label: str) -> bool:
    return len(label) <= _LONGEST_UNREAD and not is_header(label)
