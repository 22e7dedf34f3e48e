"""Plain text in the encodings Chinese offices use: UTF-8 and 16, GB18030, Big5."""

from __future__ import annotations

import codecs
import re

from bot.corpus.formats.document import Document, UnreadableError
from bot.errors import SourceFault

__all__ = ["decode", "read_plain"]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ["gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be"]
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF_8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf](?![\x80-\xbf])|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""As long as its first byte says: any longer ones make up half of many a page in GB18030."""
_HIGH = re.compile(rb"[\x80-\xff]")
_TOLERATED_BINARY = 0.001
_SAMPLE = 200_000


def read_plain(text: str) -> Document:
    """Read decoded plain text; line ends stay as they are.

    Raises:
        UnreadableError: it is no text.
    """
    if len(_BINARY.findall(text[:_SAMPLE])) > _TOLERATED_BINARY * len(text[:_SAMPLE]):
        msg = "is neither text nor one of .docx, .pdf, .html, .srt, .vtt and debate .xml"
        raise UnreadableError(msg, SourceFault.UNKNOWN_FORMAT)
    return Document(text)


def decode(raw: bytes) -> str:
    """Return the text that the bytes stand for. UTF-8's byte order mark stays: offsets count in the file.

    Raises:
        UnreadableError: the encoding cannot be told, or a byte does not fit it.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(raw, error, encoding.upper()) from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf_8(raw):
            raise _broken(raw, error, "UTF-8") from error
    from charset_normalizer import from_bytes  # noqa: PLC0415 - UTF-8 needs no guessing

    found = from_bytes(raw[:_SAMPLE], cp_isolation=_ENCODINGS).best()
    if found is None:
        msg = "its encoding is none of UTF-8, UTF-16, GB18030 and Big5"
        raise UnreadableError(msg, SourceFault.ENCODING)
    try:
        return raw.decode(found.encoding)
    except UnicodeDecodeError as error:
        raise _broken(raw, error, found.encoding.upper()) from error


def _is_mostly_utf_8(raw: bytes) -> bool:
    sequences = sum(len(found.group()) for found in _UTF_8_SEQUENCE.finditer(raw))
    return sequences * 2 > len(_HIGH.findall(raw))


def _broken(raw: bytes, error: UnicodeDecodeError, encoding: str) -> UnreadableError:
    line = raw[: error.start].count(b"\n") + 1
    message = f"byte 0x{raw[error.start]:02x} is not {encoding} text"
    return UnreadableError(message, SourceFault.BROKEN_TEXT, line, format=encoding)
