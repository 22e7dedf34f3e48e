"""Reading a file as received, so that offsets into its text stay true."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bot.corpus.formats.document import UnreadableError
from bot.corpus.formats.reading import read_document
from bot.corpus.laidout import LaidOut
from bot.errors import SourceError, SourceFault
from bot.types import SourceText

__all__ = ["LARGEST_FILE", "ReadSource", "read_source"]

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes. The longest day of a parliament is a hundredth of it."""


class ReadSource(NamedTuple):
    """A file as it was read.

    Attributes:
        text: Its text.
        parts: What each line is where the format itself says so, else None.
        left_out: How many lines its reader left out as page heads and page numbers.
    """

    text: SourceText
    parts: Sequence[LaidOut] | None
    left_out: int


def read_source(path: Path) -> ReadSource:
    """Read a file in any format there is a reader for.

    Raises:
        SourceError: the file cannot be read, is too large, damaged, encrypted, or holds no text.
    """
    try:
        size = path.stat().st_size
        raw = b"" if size > LARGEST_FILE else path.read_bytes()
    except OSError as error:
        raise SourceError(path, 0, f"cannot be read: {error.strerror or error}") from error
    if size > LARGEST_FILE:
        fields = {"size": f"{size / 2**20:.0f}", "most": str(LARGEST_FILE // 2**20)}
        message = "is {size} MB; at most {most} MB are read".format(**fields)
        raise SourceError(path, 0, message, SourceFault.TOO_LARGE, fields)
    try:
        document = read_document(raw)
    except UnreadableError as error:
        raise SourceError(path, error.line, str(error), error.fault, error.fields) from error
    if not document.text.strip("\ufeff \t\r\n\u3000"):
        raise SourceError(path, 1, "the file holds no text", SourceFault.EMPTY)
    text = SourceText(document.text, path, hashlib.sha256(raw).hexdigest(), document.marks)
    return ReadSource(text, document.parts, document.left_out)
