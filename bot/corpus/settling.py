"""What a meeting's owner settles in a small file next to the source: ``meeting.txt`` → ``meeting.toml``.

::

    title = "防汛会"
    date = "2021-03-05"

    [[line]]
    number = 57
    kind = "speaker"    # or heading, text, aside
    role = "市水务局局长"
    name = "何敏"

    [aliases]
    add = {"何敏" = ["何指挥", "水务一把手"]}
    remove = ["老何"]

Lines are counted as an editor does; for other formats than plain text, in the text that is read from them. The
words of a line stay the source's, whatever it is settled to be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from rapidfuzz import fuzz, process

from bot.corpus.laidout import LaidOut, LineKind
from bot.corpus.lines import Line, split_lines
from bot.corpus.speakers.labelled import split_label
from bot.errors import SourceError, SourceFault
from bot.retrieval.normal import fold
from bot.types import Meeting, SourceText
from bot.validation import InvalidValueError, convert

__all__ = [
    "SettledAliases",
    "SettledLine",
    "Settlement",
    "decode_settling",
    "nearest",
    "parse_settlement",
    "read_settlement",
    "settle",
    "settle_aliases",
]

_AT_LINE = re.compile(r"at line (\d+)")
_ITEM = re.compile(r"line\[(\d+)\]")
_ALIKE = 50
"""Of 100: likeness from which on a name is worth suggesting."""


class SettledLine(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``[[line]]``: what a line is.

    Attributes:
        number: Counted from 1.
        kind: Its part.
        role: Of a speaker.
        name: Of a speaker; needed.
    """

    number: Annotated[int, Meta(ge=1, description="a line's number, counted from 1")]
    kind: Literal["speaker", "heading", "text", "aside"]
    role: str = ""
    name: str = ""


class SettledAliases(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``[aliases]``: what speakers are called, besides what is learned.

    Attributes:
        add: Full name of a speaker → what they are called.
        remove: What nobody is called, though it was learned.
    """

    add: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    remove: tuple[str, ...] = ()


class Settlement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file.

    Attributes:
        title: What to call the meeting; empty for its headline.
        date: When it was held; empty for what the text says.
        lines: What lines are.
        aliases: What speakers are called.
    """

    title: str = ""
    date: Annotated[
        str, Meta(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="a date such as 2022-09-05, 2022-09 or 2022")
    ] = ""
    lines: tuple[SettledLine, ...] = msgspec.field(default=(), name="line")
    aliases: SettledAliases = SettledAliases()


def read_settlement(source: Path) -> Settlement | None:
    """Read the file that settles doubts about a source; None when there is none.

    Raises:
        SourceError: it cannot be read, or a key or value means nothing; the error names the file, the line and the key.
    """
    path = source.with_suffix(".toml")
    if path == source or not path.is_file():
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(path, 0, f"cannot be read: {error.strerror or error}", SourceFault.UNREADABLE) from error
    return parse_settlement(decode_settling(content, path), path)


def decode_settling(content: bytes, path: Path) -> str:
    """Return the text of such a file.

    Args:
        content: Its bytes.
        path: To name in errors.

    Raises:
        SourceError: it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(path, 0, f"is not UTF-8: byte {error.start}", SourceFault.NOT_TOML) from error


def parse_settlement(text: str, path: Path) -> Settlement:
    """Read what the file says; see ``read_settlement``.

    Args:
        text: The content.
        path: To name in errors.

    Raises:
        SourceError: see ``read_settlement``.
    """
    try:
        settled = convert(tomllib.loads(text), Settlement)
    except InvalidValueError as error:
        raise SourceError(path, _line_of(text, str(error).split(":")[0]), str(error)) from error
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, lists within lists
        place = _AT_LINE.search(str(error))
        number = int(place[1]) if place else 0
        raise SourceError(path, number, f"is not TOML: {error}", SourceFault.NOT_TOML) from error
    numbers = [line.number for line in settled.lines]
    for index, line in enumerate(settled.lines):
        key = f"line[{index}]"
        if line.number in numbers[:index]:
            raise _wrong(path, text, f"{key}.number", f"line {line.number} is settled twice")
        if line.kind == "speaker" and not line.name.strip():
            raise _wrong(path, text, f"{key}.name", "is missing: a speaker needs one")
        if line.kind != "speaker" and (line.role or line.name):
            raise _wrong(path, text, f"{key}.{'role' if line.role else 'name'}", "is for speakers only")
    return settled


def settle_aliases(meeting: Meeting, settlement: Settlement) -> Meeting:
    """Return a meeting with what its owner says its speakers are called.

    Raises:
        SourceError: an alias is somebody's who does not speak, is another speaker's full name, stands for two, or is
            added and removed; the error names the file, the line and the key.
    """
    aliases = settlement.aliases
    path = meeting.source.path.with_suffix(".toml")
    said: dict[str, str] = {}
    full = frozenset(map(fold, meeting.speakers))
    for speaker, names in aliases.add.items():
        key = f'aliases.add."{speaker}"'
        if speaker not in meeting.speakers:
            near = nearest(speaker, meeting.speakers)
            hint = f"; did you mean {' or '.join(near)}?" if near else f"; there are {', '.join(meeting.speakers[:8])}"
            raise _wrong(path, None, key, f"{speaker} does not speak{hint}")
        for name in names:
            form = fold(name)
            if not form:
                raise _wrong(path, None, key, "an alias is empty")
            if form in full and form != fold(speaker):
                raise _wrong(path, None, key, f"{name} is the full name of another speaker", near=name)
            if said.get(form, speaker) != speaker:
                raise _wrong(path, None, key, f"{name} is added for {said[form]}, too", near=name)
            said[form] = speaker
    for name in aliases.remove:
        if fold(name) in said:
            raise _wrong(path, None, "aliases.remove", f"{name} is added for {said[fold(name)]}", near=name)
        if fold(name) in full or not fold(name):
            raise _wrong(path, None, "aliases.remove", f"{name or 'nothing'} is a full name, not an alias", near=name)
    added = tuple(
        (name, speaker) for speaker, names in aliases.add.items() for name in dict.fromkeys(map(str.strip, names))
    )
    return replace(meeting, added_aliases=added, removed_aliases=tuple(dict.fromkeys(aliases.remove)))


def nearest(name: str, known: Sequence[str], most: int = 3) -> tuple[str, ...]:
    """Return the names that are most like another, best first; empty when none is like it."""
    found = process.extract(name, known, scorer=fuzz.WRatio, limit=most, score_cutoff=_ALIKE)
    return tuple(text for text, _, _ in found)


def _wrong(path: Path, text: str | None, key: str, message: str, *, near: str = "") -> SourceError:
    """Return an error at the line where the key, or the value it is about, stands."""
    if text is None:
        text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    return SourceError(path, _line_of(text, key, near), f"{key}: {message}")


def _line_of(text: str, key: str, near: str = "") -> int:
    """Return the line of a key, counted from 1: of the n-th ``[[line]]`` for ``line[n]``; 0 when it cannot be told."""
    lines = text.splitlines()
    first = 0
    if item := _ITEM.match(key):
        heads = [number for number, line in enumerate(lines) if line.split("#")[0].strip() == "[[line]]"]
        first = heads[int(item[1])] if int(item[1]) < len(heads) else 0
    last = key.rsplit(".", 1)[-1].strip("'\"")
    place = _find(lines, last, first)
    if near and place is not None:
        place = _find(lines, near, place)
    return first + 1 if place is None and item else 0 if place is None else place + 1


def _find(lines: Sequence[str], words: str, first: int) -> int | None:
    """Return the first line from one on that holds words: between quotation marks or as a key, else anyhow."""
    whole = re.compile(rf"""(["']){re.escape(words)}\1|^\s*{re.escape(words)}\s*=""")
    places = range(first, len(lines))
    return next(
        (place for place in places if whole.search(lines[place])),
        next((place for place in places if words in lines[place]), None),
    )


def settle(source: SourceText, laid_out: Sequence[LaidOut], settlement: Settlement) -> tuple[LaidOut, ...]:
    """Return the lines as they are settled; the others as they are.

    Raises:
        SourceError: a settled line is blank or beyond the end of the source.
    """
    wanted = {line.number: line for line in settlement.lines}
    found = {line.number: line for line in split_lines(source) if line.number in wanted}
    for number in wanted:
        if number not in found:
            path = source.path.with_suffix(".toml")
            raise SourceError(path, 0, f"line.number: line {number} of {source.path.name} is blank or not there")
    parts = list(laid_out)
    for number, line in found.items():
        same = [part for part in parts if part.line.number == number]
        others = [part for part in parts if part.line.number != number]
        fresh = _settled(wanted[number], line, same)
        # a heading below its speaker stands before it in the order of parts, and stays there while it is one
        stays = bool(same) and same[0].kind is fresh[0].kind
        later = (place for place, part in enumerate(others) if part.start > line.start)
        place = parts.index(same[0]) if stays else next(later, len(others))
        parts = [*others[:place], *fresh, *others[place:]]
    return tuple(parts)


def _settled(settled: SettledLine, line: Line, same: Sequence[LaidOut]) -> list[LaidOut]:
    """Return what a line is by the word of its owner.

    Args:
        settled: What they say.
        line: As printed.
        same: What it was taken for.
    """
    whole = LaidOut(LineKind(settled.kind), line, line.start, line.text, settled.role, settled.name)
    if whole.kind is not LineKind.SPEAKER:
        return [whole]
    if same and same[0].kind is LineKind.SPEAKER:  # words may follow on its line
        return [
            replace(part, role=settled.role, name=settled.name) if part.kind is LineKind.SPEAKER else part
            for part in same
        ]
    if label := split_label(line.text):
        start, end, words = label  # what is said on the same line stays said
        return [
            replace(whole, start=line.start + start, text=line.text[start:end]),
            LaidOut(LineKind.TEXT, line, line.start + words, line.text[words:]),
        ]
    return [whole]
