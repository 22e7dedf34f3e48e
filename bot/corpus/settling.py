"""What a meeting's owner settles in a small file next to the source: ``meeting.txt`` → ``meeting.toml``.

::

    title = "防汛会"
    date = "2021-03-05"

    [[line]]
    number = 57
    kind = "speaker"    # or heading, text, aside
    role = "市水务局局长"
    name = "何敏"

Lines are counted as an editor does; for other formats than plain text, in the text that is read from them. The
words of a line stay the source's, whatever it is settled to be.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from bot.corpus.layout import LaidOut, LineKind
from bot.corpus.lines import split_lines
from bot.errors import SourceError
from bot.types import SourceText
from bot.validation import InvalidValueError, convert

__all__ = ["SettledLine", "Settlement", "read_settlement", "settle"]


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


class Settlement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file.

    Attributes:
        title: What to call the meeting; empty for its headline.
        date: When it was held; empty for what the text says.
        lines: What lines are.
    """

    title: str = ""
    date: Annotated[
        str, Meta(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="a date such as 2022-09-05, 2022-09 or 2022")
    ] = ""
    lines: tuple[SettledLine, ...] = msgspec.field(default=(), name="line")


def read_settlement(source: Path) -> Settlement | None:
    """Read the file that settles doubts about a source; None when there is none.

    Raises:
        SourceError: it cannot be read, or a key or value means nothing; the error names the file and the key.
    """
    path = source.with_suffix(".toml")
    if path == source or not path.is_file():
        return None
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        settled = convert(tables, Settlement)
    except OSError as error:
        raise SourceError(path, 0, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SourceError(path, 0, f"is not UTF-8: byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, 0, f"is not TOML: {error}") from error
    except InvalidValueError as error:
        raise SourceError(path, 0, str(error)) from error
    numbers = [line.number for line in settled.lines]
    for index, line in enumerate(settled.lines):
        key = f"line[{index}]"
        if line.number in numbers[:index]:
            raise SourceError(path, 0, f"{key}.number: line {line.number} is settled twice")
        if line.kind == "speaker" and not line.name.strip():
            raise SourceError(path, 0, f"{key}.name: is missing: a speaker needs one")
        if line.kind != "speaker" and (line.role or line.name):
            raise SourceError(path, 0, f"{key}.{'role' if line.role else 'name'}: is for speakers only")
    return settled


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
    parts = [part for part in laid_out if part.line.number not in wanted]
    for number, line in found.items():
        settled = wanted[number]
        before = next((part for part in laid_out if part.line.number == number), None)
        whole = LaidOut(LineKind(settled.kind), line, line.start, line.text, settled.role, settled.name)
        if before and before.kind is whole.kind is LineKind.SPEAKER:  # words may follow on its line
            same = [part for part in laid_out if part.line.number == number]
            parts += [
                replace(part, role=settled.role, name=settled.name) if part.kind is LineKind.SPEAKER else part
                for part in same
            ]
        else:
            parts.append(whole)
    return tuple(sorted(parts, key=lambda part: part.start))
