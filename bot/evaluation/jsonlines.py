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


def read_records(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Read a file of records, in its order; empty lines are passed over.

    Raises:
        QuestionSetError: the file is unreadable or holds no record, or a line is no JSON object, lacks a key,
            has a wrong one, or repeats an id; the error names file, line and key.
    """
    records: dict[str, T] = {}
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = convert(json.loads(line), kind)
        except (ValueError, RecursionError) as error:
            reason = str(error) if isinstance(error, InvalidValueError) else f"is no JSON: {error}"
            raise QuestionSetError(path, number, reason) from error
        if record.id in records:
            raise QuestionSetError(path, number, f"id: {record.id!r} stands on an earlier line")
        records[record.id] = record
    if not records:
        raise QuestionSetError(path, 0, "has nothing in it")
    return tuple(records.values())


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QuestionSetError(path, line, f"is not UTF-8: byte 0x{data[error.start]:02x}") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise QuestionSetError(path, 0, f"cannot be read: {reason}") from error
