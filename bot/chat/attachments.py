"""Which files may hold a meeting, as far as Telegram tells before they are fetched."""

from __future__ import annotations

from pathlib import PurePath

from telegram import Document

__all__ = ["may_hold_meeting"]

_ENDINGS = frozenset(
    [".txt", ".text", ".md", ".markdown", ".docx", ".pdf", ".htm", ".html", ".xhtml", ".xml", ".srt", ".vtt"]
)
_KINDS = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/xhtml+xml",
        "application/xml",
    }
)
_UNTOLD = frozenset({"", "application/octet-stream"})


def may_hold_meeting(document: Document) -> bool:
    """Tell whether a file is of a kind that is read, by its name or else by its type; what tells neither may be.

    Both are the sender's word: what is fetched is looked into all the same.
    """
    ending, kind = PurePath(document.file_name or "").suffix.lower(), document.mime_type or ""
    return ending in _ENDINGS or kind.startswith("text/") or kind in _KINDS or (not ending and kind in _UNTOLD)
