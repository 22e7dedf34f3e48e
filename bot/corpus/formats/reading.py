"""A file as a document: its family found by content, read by that family's reader."""

from __future__ import annotations

import re

from bot.corpus.formats.document import Document, UnreadableError
from bot.corpus.formats.plain import decode, read_plain
from bot.corpus.formats.subtitles import is_subtitles, read_subtitles
from bot.corpus.formats.transcripts import is_transcript, read_transcript
from bot.errors import SourceFault

__all__ = ["read_document"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KNOWN_BINARY = (
    (b"{\\rtf", SourceFault.OLD_FORMAT, "a Rich Text file; save it as .docx"),
    (b"\x89PNG", SourceFault.PICTURE, "a picture; run character recognition (OCR) on it first"),
    (b"\xff\xd8\xff", SourceFault.PICTURE, "a picture; run character recognition (OCR) on it first"),
    (b"ID3", SourceFault.RECORDING, "a sound file; make a transcript of it first"),
    (b"RIFF", SourceFault.RECORDING, "a sound or video file; make a transcript of it first"),
    (b"OggS", SourceFault.RECORDING, "a sound file; make a transcript of it first"),
    (b"\x1f\x8b", SourceFault.ARCHIVE, "a compressed file (.gz); unpack it first"),
    (b"7z\xbc\xaf", SourceFault.ARCHIVE, "an archive (.7z); unpack it first"),
    (b"Rar!", SourceFault.ARCHIVE, "an archive (.rar); unpack it first"),
)
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h\d)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096


def read_document(raw: bytes) -> Document:
    """Read a file's content, whatever its name ends in.

    Raises:
        UnreadableError: it is empty, damaged, encrypted, dangerous, or of a kind that is not read.
    """
    if not raw.strip(b"\x00 \t\r\n"):
        msg = "the file holds no text"
        raise UnreadableError(msg, SourceFault.EMPTY, 1)
    for head, fault, what in _KNOWN_BINARY:
        if raw.startswith(head):
            raise UnreadableError(f"is {what}", fault)
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            msg = "is encrypted; save it without a password"
            raise UnreadableError(msg, SourceFault.ENCRYPTED)
        msg = "is an old Word file (.doc); save it as .docx"
        raise UnreadableError(msg, SourceFault.OLD_FORMAT)
    # each family's library is imported when a file of it is met: most meetings are plain text
    if raw.startswith(b"PK\x03\x04"):
        from bot.corpus.formats.word import read_word  # noqa: PLC0415

        return read_word(raw)
    if b"%PDF-" in raw[:1024]:
        from bot.corpus.formats.pages import read_pages  # noqa: PLC0415

        return read_pages(raw)
    if b"akomaNtoso" in raw[:_HEAD]:
        from bot.corpus.formats.debates import read_debate  # noqa: PLC0415

        return read_debate(raw)
    if _HTML.match(raw[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        from bot.corpus.formats.web import read_web  # noqa: PLC0415

        return read_web(raw)
    return _read_text(decode(raw))


def _read_text(text: str) -> Document:
    if is_subtitles(text):
        return read_subtitles(text)
    return read_transcript(text) if is_transcript(text) else read_plain(text)
