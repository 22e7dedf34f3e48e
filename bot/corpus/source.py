"""Reading a file as received, so that offsets into its text stay true."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bot.corpus.formats.document import UnreadableError
from bot.corpus.formats.reading import read_document
from bot.corpus.layout import LaidOut
from bot.errors import SourceError, SourceFault
from bot.types import SourceText

__all__ = ["LARGEST_FILE", "read_source"]

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes. The longest day of a parliament is a hundredth of it."""


def read_source(path: Path) -> tuple[SourceText, Sequence[LaidOut] | None]:
    """Read a file in any format there is a reader for.

    Returns:
        Its text, and what each line is where the format itself says so, else None.

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
    return SourceText(document.text, path, hashlib.sha256(raw).hexdigest(), document.marks), document.parts
