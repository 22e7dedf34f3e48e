"""Turns: lines that begin with who speaks and a colon, as records of debates and interviews print them.

    张三：…        张三（市水务局局长）：…        市水务局局长 张三：…        梁国雄议员：…        主席：…

A colon alone says little (会议强调：…), so a line counts only by what stands before it — a name, a title, a voice such
as 记者 — and only in a text in which lines of that kind come again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from bot.corpus.attendance import find_attendance
from bot.corpus.labels import find_holders, read_label
from bot.corpus.lines import Line
from bot.corpus.naming import is_doubtful_name, is_familiar, is_header, is_name, is_role, surname_of
from bot.language import language
from bot.retrieval.normal import fold

__all__ = [
    "Turn",
    "find_asides",
    "find_title",
    "find_turns",
    "find_unread_labels",
    "name_speaker",
    "read_speaker",
    "select_turns",
    "split_label",
]

_IN_BRACKETS = r"[（(](?:[^（()）：:。！？]|[（(][^（()）：:。！？]*[)）])*[)）]"
"""A remark on who speaks, and one inside of it: (Mr. Peter Hall (Niagara, Lib.))."""
_LABEL = re.compile(
    r"(?:>>+\s*|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、．]\s*)?"
    rf"(?P<bold>\*\*)?(?P<label>(?:[^：:。！？，,；;“”*（()）]|{_IN_BRACKETS}){{1,80}}?)\s*"
    r"(?(bold)(?:\*\*\s*[：:]|[：:]\s*\*\*)|[：:])\s*(?P<words>.*)$"
)
_TAGGED = re.compile(
    r"(?P<label>[\[【〔](?P<tag>[^\]】〕]{1,30})[\]】〕]\s*(?P<who>[^：:。！？；;]{0,60}?))\s*(?:[：:]\s*(?P<words>.*))?$"
)
"""[主持人]：…, 【张三】市水务局局长, [投资者提问] 老王：…"""
_NAMED = re.compile(r"(?P<label>[\[【〔](?P<name>[^\]】〕]{1,30})[\]】〕])\s*(?P<words>\S.*)$")
"""【张三】…, with what is said right behind the name."""
_ENTRY = re.compile(r"(?P<name>[^（(]+?)(?:\s*(?:[.．…·]\s*){3,})?\s*(?:[（(][^（()）]*[)）])?$")
"""What stands behind an office in the head of a record: 何敏（市水务局局长）, Ms. Halvorsen . . . . (Norway)."""
_TIME = re.compile(r"\d{1,2}[:：.]\d{2}(?:[:：]\d{2})?(?:\s*[ap]\.?\s?m\.?)?$")
"""A line that only tells when, as records put between turns: 00:05:00, 11.42 am."""
_BRACKETED = re.compile(r"[（(][^（()）]+[)）]")
_TERMINAL = re.compile(r"[。！？!?….；：][”’」』）》)\]\"]*$")
_UNNAMED = re.compile(r">>+\s*(?=\S)")
"""What live captions print where they do not tell who speaks next; it is then the name as printed."""
_FEWEST_TURNS = 2
_LONGEST_LABEL = 40
_LONGEST_UNREAD = 16
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


def find_turns(lines: Sequence[Line]) -> Mapping[int, Turn]:
    """Return the turns of a text by the index of their line; empty where nothing comes again.

    A role without a name (教育局局长：…) is given the name that a list of those present puts behind it
    (教育局局长吴克俭先生), when there is one.
    """
    found: dict[int, Turn] = {}
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if _begins(line, before) and (turn := _turn(line.text) or _unnamed_turn(line.text)):
            found[index] = turn
    found = {index: turn for index, turn in found.items() if not _is_entry(turn, lines[index].text)}
    present = find_attendance(lines)
    vouched = {turn.name for turn in found.values() if turn.role} | present.offices.keys()
    found = {index: turn for index, turn in found.items() if turn.name in vouched or not is_doubtful_name(turn.name)}
    times = Counter(word for turn in found.values() for word in {turn.name, turn.role})
    kept = {
        index: turn
        for index, turn in found.items()
        if times[turn.name] > 1
        or turn.name in present.holders
        or turn.words == len(lines[index].text)
        or (turn.role != turn.name and is_role(turn.role))
        or (turn.name.isascii() and min(found) < index < max(found))
        or len(lines[index].text) - turn.words >= _ENOUGH_WORDS
    }
    full = [turn.name for turn in kept.values() if len(turn.name) > len(surname_of(fold(turn.name)))]
    kept |= _by_surname(lines, {*full, *present.offices})
    if len(kept) < _FEWEST_TURNS:
        return {}
    names = {**present.holders, **find_holders(lines, [(turn.role, turn.name) for turn in kept.values()])}
    return {index: _with_head(turn, names, present.offices) for index, turn in sorted(kept.items())}


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
    labels = ((index, _LABEL.match(line.text)) for index, line in enumerate(lines))
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
    entry = None if _TERMINAL.search(text) else _ENTRY.match(text[turn.words :])
    named = entry is not None and (is_name(entry["name"]) or is_familiar(entry["name"]))
    return turn.role == turn.name and named


def _by_surname(lines: Sequence[Line], known: Iterable[str]) -> Mapping[int, Turn]:
    """Return the turns of those who are called by their surname alone (张：), once it is known whose it is."""
    called: dict[str, set[str]] = {}
    for name in known:
        if surname := surname_of(fold(name)):
            called.setdefault(surname, set()).add(name)
    labels = ((index, _LABEL.match(line.text)) for index, line in enumerate(lines))
    return {
        index: Turn("", min(called[fold(match["label"])]), match.span("label"), match.start("words"))
        for index, match in labels
        if match and match["words"] and len(called.get(fold(match["label"]), ())) == 1
    }


def _begins(line: Line, before: Line | None) -> bool:
    """Tell whether a line can begin a turn: what stands above it has come to an end."""
    if before is None or line.gap or line.indented or line.text.startswith(">>"):
        return True
    return _TERMINAL.search(before.text) is not None


def _unnamed_turn(text: str) -> Turn | None:
    mark = _UNNAMED.match(text)
    return Turn("", ">>", (0, 2), mark.end()) if mark else None


def name_speaker(text: str) -> str:
    """Return what in a line looks like naming a speaker — role and name, or a name and a colon — else nothing."""
    if turn := _turn(text):
        label = text[slice(*turn.label)]
        return label if turn.role != turn.name and len(label) <= _LONGEST_LABEL else ""
    role, _, name = text[: _LONGEST_LABEL + 1].rpartition(" ")
    return text if len(text) <= _LONGEST_LABEL and role and is_name(name) and is_role(role.strip()) else ""


def read_speaker(text: str) -> tuple[str, str]:
    """Return role and name of what may name a speaker; the role may be empty."""
    if who := read_label(text):
        role, name = who
        return ("" if role == name else role), name
    role, _, name = text.rpartition(" ")
    return role.strip(), name


def split_label(text: str) -> tuple[int, int, int] | None:
    """Return where what stands before a line's colon begins and ends, and what is said begins; None without any."""
    match = _LABEL.match(text)
    if not match or not match["words"]:
        return None
    start = match.start("label")
    return start, start + len(match["label"].rstrip()), match.start("words")


def find_title(front: Sequence[str]) -> tuple[int, int]:
    """Return which line of a record's head names the meeting (会议主题：…), and where in it the name begins.

    Without such a line it is the first one, whole.
    """
    for index, text in enumerate(front):
        label = split_label(text)
        if label and fold(text[label[0] : label[1]]) in language().offices.named_by:
            return index, label[2]
    return 0, 0


def find_asides(lines: Sequence[Line], turns: Mapping[int, Turn]) -> frozenset[int]:
    """Return the indices of lines between turns that are the reporter's: headings, and what happened meanwhile.

    They show where a text leaves a larger gap between turns than between paragraphs: a block behind such a gap that
    begins no turn is nobody's speech. So is a line that stands in brackets as a whole.
    """
    apart = (_BRACKETED, _TIME)
    asides = {index for index, line in enumerate(lines) if turns and any(one.fullmatch(line.text) for one in apart)}
    if turns:
        outcomes = language().offices.outcomes
        asides |= {index for index, line in enumerate(lines) if line.gap and fold(line.text).startswith(outcomes)}
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


def find_unread_labels(lines: Sequence[Line], spoken: Collection[int]) -> Mapping[int, str]:
    """Return the labels of a record of turns that name nobody known, by the index of their line: perhaps speakers.

    Such a label stands alone on its line, or comes again: 贵宾甲： among 张三： and 李四：.

    Args:
        lines: Of the text.
        spoken: Indices of the lines on which a speaker begins.
    """
    if not any(_LABEL.match(lines[index].text) for index in spoken):
        return {}
    labels = {
        index: match
        for index, line in enumerate(lines)
        if index not in spoken and (match := _LABEL.match(line.text)) and _may_speak(match["label"])
    }
    times = Counter(match["label"] for match in labels.values())
    return {index: match["label"] for index, match in labels.items() if not match["words"] or times[match["label"]] > 1}


def _may_speak(label: str) -> bool:
    return len(label) <= _LONGEST_UNREAD and not is_header(label)


def _turn(text: str) -> Turn | None:
    return _tagged_turn(text) if text[:1] in "[【〔" else _plain_turn(text)


def _tagged_turn(text: str) -> Turn | None:
    if (match := _TAGGED.match(text)) and (who := read_label(match["label"])):
        begin = len(text) if match["words"] is None else match.start("words")
        alone = not match["who"] and not match["tag"].isascii()  # [Translation] is nobody
        if match["words"] is not None or alone or (match["who"] and is_role(match["who"])):
            return Turn(*who, (0, match.end("label")), begin)
    if (match := _NAMED.match(text)) and (who := read_label(match["label"])):
        return Turn(*who, (0, match.end("label")), match.start("words"))
    return None


def _plain_turn(text: str) -> Turn | None:
    match = _LABEL.match(text)
    who = match and read_label(match["label"].strip())
    if not match or not who or (len(match["label"]) > _LONGEST_LABEL and not match["label"].isascii()):
        return None
    place = match.start("label"), match.start("label") + len(match["label"].rstrip())
    return Turn(*who, place, match.start("words"))
