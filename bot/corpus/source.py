"""Reading a file as received, so that offsets into its text stay true."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.errors import SourceError
from bot.types import SourceText

__all__ = ["read_source"]


def read_source(path: Path) -> SourceText:
    """Read a UTF-8 file without touching its line ends.

    Raises:
        SourceError: the file cannot be read, is not UTF-8 (naming the line), or holds no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(path, 0, f"cannot be read: {error.strerror or error}") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SourceError(path, line, f"byte 0x{raw[error.start]:02x} is not UTF-8 text") from error
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise SourceError(path, 1, "the file holds no text")
    return SourceText(text=text, path=path, sha256=hashlib.sha256(raw).hexdigest())
