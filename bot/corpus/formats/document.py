"""What a reader makes of a file: its text, where each stretch of it stands, and what is known of its layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.corpus.laidout import LaidOut, LineKind
from bot.corpus.lines import Line
from bot.errors import SourceFault
from bot.types import Mark

__all__ = ["Document", "DocumentWriter", "Piece", "UnreadableError"]

INDENT = "\u3000\u3000"


class UnreadableError(Exception):
    """A file cannot be read; the text says why, for its owner.

    Attributes:
        fault: Which of the reasons it is.
        line: Where, counted from 1; 0 when it is about the whole file.
        fields: See ``SourceError``.
    """

    def __init__(self, message: str, fault: SourceFault, line: int = 0, **fields: str) -> None:
        self.fault = fault
        self.line = line
        self.fields = fields
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text.

    Attributes:
        text: As received where the file is plain text; else what its format holds, paragraph by paragraph.
        marks: Where stretches of ``text`` stand in the file, by ascending start; empty for plain text.
        parts: What each line is, where the format itself says so; None when the layout must tell.
        left_out: How many lines were left out as page heads and page numbers.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    parts: tuple[LaidOut, ...] | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that stand together in the file.

    Attributes:
        text: The words; blanks at their ends count for nothing.
        time: When they are said, in seconds; None where that is not told.
        paragraph: In which paragraph of the file, counted from 1; None where paragraphs are not counted.
    """

    text: str
    time: float | None = None
    paragraph: int | None = None


@dataclass
class DocumentWriter:
    """Writes down, line by line, what a format holds. Blanks at the ends of a line are left out, empty lines too."""

    _lines: list[str] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _parts: list[LaidOut] = field(default_factory=list)
    _length: int = 0

    def line(
        self,
        text: str,
        *,
        page: int | None = None,
        line: int | None = None,
        paragraph: int | None = None,
        indented: bool = False,
    ) -> None:
        """Write a printed line whose part on the page its layout must tell.

        Args:
            text: Without its indent.
            page: On which page it stands, counted from 1.
            line: Which line of that page it is, counted from 1.
            paragraph: Which paragraph of the file it is, counted from 1.
            indented: Whether it begins with a paragraph's indent.
        """
        self._write(INDENT if indented else "", text, Mark(0, page, line, paragraph=paragraph))

    def paragraph(self, text: str, number: int) -> None:
        """Write a whole paragraph, the file's ``number``-th: an indent tells it from what goes on."""
        self._write(INDENT, text, Mark(0, paragraph=number))

    def title(self, piece: Piece) -> None:
        """Write the meeting's title."""
        self._part(LineKind.TITLE, [piece])

    def heading(self, piece: Piece) -> None:
        """Write the heading of what follows."""
        self._part(LineKind.HEADING, [piece])

    def remark(self, piece: Piece) -> None:
        """Write what nobody said, before the first speaker."""
        self._part(LineKind.TEXT, [piece])

    def aside(self, piece: Piece) -> None:
        """Write what nobody said, between what is said."""
        self._part(LineKind.ASIDE, [piece])

    def turn(self, speaker: str, role: str, paragraphs: Sequence[Sequence[Piece]]) -> None:
        """Write what a speaker says at a stretch, under a line with role and name.

        Args:
            speaker: Who.
            role: In which role; empty for none.
            paragraphs: One and more, each of one and more pieces.
        """
        name = " ".join(speaker.split())
        label = replace(paragraphs[0][0], text=f"{role} {name}".strip())
        self._part(LineKind.SPEAKER, [label], role=role, name=name)
        for pieces in paragraphs:
            self._part(LineKind.TEXT, pieces)

    def document(self) -> Document:
        """Return what was written."""
        marks = self._marks if any(replace(mark, start=0) != Mark(0) for mark in self._marks) else ()
        return Document("\n".join(self._lines), tuple(marks), tuple(self._parts) or None)

    def _part(self, kind: LineKind, pieces: Sequence[Piece], *, role: str = "", name: str = "") -> None:
        number, indented = len(self._lines) + 1, kind is LineKind.TEXT
        start = self._length + len(INDENT) * indented
        told: list[Mark] = []
        words = ""
        for piece in pieces:
            text = " ".join(piece.text.split())
            if not text:
                continue
            # of two pieces only Latin ones need a blank between them
            words += " " if words[-1:].isascii() and text[:1].isascii() and words else ""
            told.append(Mark(len(words), time=piece.time, paragraph=piece.paragraph))
            words += text
        if words:
            self._write(INDENT if indented else "", words, *told)
            self._parts.append(LaidOut(kind, Line(number, start, words, indented, 0), start, words, role, name))

    def _write(self, indent: str, text: str, *marks: Mark) -> None:
        """Write a line.

        Args:
            indent: Before it.
            text: The line.
            marks: Where its stretches stand, by their start in it; the first one's holds for the indent, too.
        """
        text = " ".join(text.split())
        if not text:
            return
        for mark in marks:
            start = self._length + (len(indent) + mark.start if mark.start else 0)
            fresh = replace(mark, start=start)
            if not self._marks or replace(self._marks[-1], start=start) != fresh:
                self._marks.append(fresh)
        self._lines.append(indent + text)
        self._length += len(indent) + len(text) + 1
