"""JSON Lines, plain or compressed, as values of a struct: every wrong line is named."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from bot.errors import QuestionSetError
from bot.validation import InvalidValueError, convert

__all__ = ["Record", "read_records"]


class Record(Struct, frozen=True, kw_only=True):
    """A line with a name; other keys of the line are ignored.

    Attributes:
        id: Unique in the file.
    """

    id: str


T = TypeVar("T", bound=Record)


def read_records(path: Path, kind: type[T], noun: str = "") -> tuple[T, ...]:
    """Read a file of records, in its order; empty lines are passed over.

    Args:
        path: The file.
        kind: What a line holds.
        noun: What a record is called in an error; errors of a file without one speak of lines only.

    Raises:
        QuestionSetError: the file is unreadable or holds no record, or a line is no JSON object, lacks a key,
            has a wrong one, or repeats an id; the error names file, line and key.
    """
    lines: dict[str, int] = {}
    records: list[T] = []
    # Only a line feed ends a line of JSON Lines: a text may hold any other separator.
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = convert(json.loads(line), kind)
        except json.JSONDecodeError as error:
            raise QuestionSetError(path, number, f"is no JSON: {error.msg} at column {error.colno}") from error
        except RecursionError as error:
            raise QuestionSetError(path, number, f"is no {noun or 'record'}: nested too deep") from error
        except InvalidValueError as error:
            raise QuestionSetError(path, number, str(error)) from error
        if first := lines.get(record.id):
            where = f"is the id of line {first}" if noun else "stands on an earlier line"
            raise QuestionSetError(path, number, f"id: {record.id!r} {where}")
        lines[record.id] = number
        records.append(record)
    if not records:
        raise QuestionSetError(path, 0, f"has no {noun} in it" if noun else "has nothing in it")
    return tuple(records)


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise QuestionSetError(path, 0, f"cannot be read: {reason or error}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QuestionSetError(path, line, f"is not UTF-8: byte 0x{data[error.start]:02x}") from error
