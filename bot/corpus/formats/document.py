"""What a reader makes of a file: its text, where each stretch of it stands, and what is known of its layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.corpus.layout import LaidOut, LineKind
from bot.corpus.lines import Line
from bot.types import Mark

__all__ = ["Document", "DocumentWriter", "UnreadableError"]

INDENT = "\u3000\u3000"


class UnreadableError(Exception):
    """A file cannot be read; the text says why, for its owner.

    Attributes:
        line: Where, counted from 1; 0 when it is about the whole file.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text.

    Attributes:
        text: As received where the file is plain text; else what its format holds, paragraph by paragraph.
        marks: Where stretches of ``text`` stand in the file, by ascending start; empty for plain text.
        parts: What each line is, where the format itself says so; None when the layout must tell.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    parts: tuple[LaidOut, ...] | None = None


@dataclass
class DocumentWriter:
    """Writes down, line by line, what a format holds. Blanks at the ends of a line are left out, empty lines too."""

    _lines: list[str] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _parts: list[LaidOut] = field(default_factory=list)
    _length: int = 0

    def line(self, text: str, *, page: int | None = None, line: int | None = None, indented: bool = False) -> None:
        """Write a printed line whose part on the page its layout must tell.

        Args:
            text: Without its indent.
            page: On which page it stands, counted from 1.
            line: Which line of that page it is, counted from 1.
            indented: Whether it begins with a paragraph's indent.
        """
        self._write(INDENT if indented else "", text, Mark(self._length, page, line))

    def paragraph(self, text: str) -> None:
        """Write a whole paragraph: it begins with an indent, which tells it from what goes on."""
        self._write(INDENT, text, Mark(self._length))

    def title(self, text: str) -> None:
        """Write the meeting's title."""
        self._part(LineKind.TITLE, text)

    def heading(self, text: str) -> None:
        """Write the heading of what follows."""
        self._part(LineKind.HEADING, text)

    def remark(self, text: str) -> None:
        """Write what nobody said, before the first speaker."""
        self._part(LineKind.TEXT, text)

    def turn(self, speaker: str, role: str, paragraphs: Sequence[str], *, time: float | None = None) -> None:
        """Write what a speaker says at a stretch, under a line with role and name."""
        name = " ".join(speaker.split())
        self._part(LineKind.SPEAKER, f"{role} {name}".strip(), role=role, name=name, time=time)
        for words in paragraphs:
            self._part(LineKind.TEXT, words, time=time)

    def document(self) -> Document:
        """Return what was written."""
        marks = tuple(mark for mark in self._marks if (mark.page, mark.line, mark.time) != (None, None, None))
        return Document("\n".join(self._lines), marks, tuple(self._parts) or None)

    def _part(self, kind: LineKind, text: str, *, role: str = "", name: str = "", time: float | None = None) -> None:
        number, start = len(self._lines) + 1, self._length
        if text := self._write(INDENT if kind is LineKind.TEXT else "", text, Mark(start, time=time)):
            indented = kind is LineKind.TEXT
            start += len(INDENT) * indented
            line = Line(number, start, text, indented, 0)
            self._parts.append(LaidOut(kind, line, start, text, role, name))

    def _write(self, indent: str, text: str, mark: Mark) -> str:
        text = " ".join(text.split())
        if text:
            self._marks.append(mark)
            self._lines.append(indent + text)
            self._length += len(indent) + len(text) + 1
        return text
