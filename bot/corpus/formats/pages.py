"""PDF files that hold text: lines, columns, headings by the size of their type, page by page."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any, Self

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from bot.corpus.formats.document import Document, DocumentWriter, UnreadableError
from bot.corpus.running import running_heads
from bot.errors import SourceFault

__all__ = ["read_pages"]

_MOST_PAGES = 2000
_TITLE_SIZE = 1.3
_HEADING_SIZE = 1.12
"""Times the size of the running text."""
_LONGEST_LABEL = 60
_GUTTER = 1.2
"""A gap of so many characters parts columns."""
_CROSSING = 0.2
_TWO_SIDED = 0.35
_INDENT = 1.5
"""A row that begins so many characters to the right of its column begins a paragraph."""
_BLANK = 0.6
_LATIN_BLANK = 0.15
"""A gap of so much of a character is a blank even where none is printed; stretched lines have lesser ones."""
_NEAR = 4
_STRAY = 0.15
"""Rows that begin at a place fewer of their neighbours do, a page number say, are no column's edge."""
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "hei")


@dataclass(frozen=True, slots=True)
class _Row:
    """Words on one line of a page or a column, left to right.

    Attributes:
        words: As pdfplumber gives them: text, x0, x1, top, bottom, size, fontname; and whether a blank is printed
            before it.
    """

    words: tuple[dict[str, Any], ...]

    @property
    def left(self) -> float:
        return float(self.words[0]["x0"])

    @property
    def right(self) -> float:
        return float(self.words[-1]["x1"])

    @property
    def size(self) -> float:
        return float(median(word["size"] for word in self.words))

    @property
    def bold(self) -> bool:
        return all(any(mark in word["fontname"].lower() for mark in _BOLD) for word in self.words)

    @property
    def text(self) -> str:
        pieces = [self.words[0]["text"]]
        for before, word in pairwise(self.words):
            latin = before["text"][-1].isascii() and word["text"][0].isascii()
            gap = (word["x0"] - before["x1"]) / word["size"]
            pieces.append((" " if word["blank"] or gap > (_LATIN_BLANK if latin else _BLANK) else "") + word["text"])
        return "".join(pieces)


def _too_many(pages: int) -> UnreadableError:
    message = f"has {pages} pages; at most {_MOST_PAGES} are read"
    return UnreadableError(message, SourceFault.TOO_MANY_PAGES, size=str(pages), most=str(_MOST_PAGES))


def read_pages(raw: bytes) -> Document:
    """Read the text of a PDF file; each line knows its page and its number there.

    Raises:
        UnreadableError: it is encrypted, damaged, too long, or holds pictures of pages instead of text.
    """
    try:
        with pdfplumber.open(io.BytesIO(raw)) as file:
            if len(file.pages) > _MOST_PAGES:
                raise _too_many(len(file.pages))
            printed = [_rows(_words_of(page)) for page in file.pages]
            widths = [float(page.width) for page in file.pages]
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            msg = "is encrypted; save it without a password"
            raise UnreadableError(msg, SourceFault.ENCRYPTED) from error
        msg = "is a damaged or truncated .pdf"
        raise UnreadableError(msg, SourceFault.DAMAGED, format=".pdf") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # the parser trusts what it reads
        msg = "is a damaged .pdf"
        raise UnreadableError(msg, SourceFault.DAMAGED, format=".pdf") from error
    gutters = _gutters(printed, widths)
    pages = [_in_reading_order(rows, gutter) for rows, gutter in zip(printed, gutters, strict=True)]
    if not any(pages):
        msg = "holds no text: its pages are pictures; run character recognition (OCR) on it first"
        raise UnreadableError(msg, SourceFault.SCANNED)
    writer = DocumentWriter()
    type_ = _Type.of([row for page in pages for row in page])
    running = running_heads([[row.text for row in page] for page in pages])
    for number, page in enumerate(pages, start=1):
        for line, (row, margin) in enumerate(zip(page, _margins(page), strict=True), start=1):
            if (number, line) in running:
                continue
            text = type_.marked(row, first=number == 1)
            indented = text == row.text and row.left - margin >= _INDENT * type_.body
            writer.line(text, page=number, line=line, indented=indented)
    return replace(writer.document(), left_out=len(running))


@dataclass
class _Type:
    """The type a file is set in, which tells headings from running text.

    Attributes:
        body: Size of the running text, in points.
        bold: Whether the running text itself is bold.
        titled: Whether the title has been met.
    """

    body: float
    bold: bool
    titled: bool = False

    @classmethod
    def of(cls, rows: Sequence[_Row]) -> Self:
        sizes = Counter[float]()
        for row in rows:
            sizes[round(row.size, 1)] += len(row.text)
        bold = sum(len(row.text) for row in rows if row.bold)
        return cls(sizes.most_common(1)[0][0], bold * 2 > sizes.total())

    def marked(self, row: _Row, *, first: bool) -> str:
        """Return a row's text, marked when its type sets it apart.

        Args:
            row: Of the file, in reading order.
            first: Whether it stands on the first page.
        """
        text = row.text
        if len(text) > _LONGEST_LABEL:
            return text
        if first and not self.titled and row.size >= _TITLE_SIZE * self.body:
            self.titled = True
            return f"# {text}"
        if row.size >= _HEADING_SIZE * self.body:
            return f"### {text}"
        return f"**{text}**" if row.bold and not self.bold and not text.endswith("。") else text


def _words_of(page: Any) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = page.extract_words(x_tolerance=2, y_tolerance=3, extra_attrs=["size", "fontname"])
    blanks = {(round(char["x1"]), round(char["top"])) for char in page.chars if char["text"].isspace()}
    for word in words:
        word["blank"] = any((round(word["x0"]) + shift, round(word["top"])) in blanks for shift in (-1, 0, 1))
    return words


def _gutters(pages: Sequence[Sequence[_Row]], widths: Sequence[float]) -> list[float | None]:
    """Return where each page's columns part; None for a page of one.

    A last page may have too few rows to tell: it goes by the other pages' where a row of its own parts there, too.
    """
    found = [_gutter(rows, width) for rows, width in zip(pages, widths, strict=True)]
    known = [gutter for gutter in found if gutter is not None]
    usual = median(known) if known else None
    return [
        usual if gutter is None and usual is not None and _parts_at(rows, usual) else gutter
        for rows, gutter in zip(pages, found, strict=True)
    ]


def _parts_at(rows: Sequence[_Row], middle: float) -> bool:
    parted = sum(_parted(row, middle) for row in rows)
    crossing = sum(row.left < middle < row.right for row in rows) - parted
    return parted >= max(1, crossing)  # a page number below may stand between the columns


def _in_reading_order(rows: Sequence[_Row], gutter: float | None) -> list[_Row]:
    """Return the rows of a page in reading order: of two columns, the left one first."""
    if gutter is None:
        return list(rows)
    ordered: list[_Row] = []
    left: list[_Row] = []
    right: list[_Row] = []
    for row in rows:
        if row.left < gutter < row.right and not _parted(row, gutter):
            ordered += [*left, *right, row]  # a line across both columns ends them
            left, right = [], []
            continue
        for side, column in ((True, left), (False, right)):
            if some := tuple(word for word in row.words if (word["x0"] < gutter) is side):
                column.append(_Row(some))
    return [*ordered, *left, *right]


def _rows(words: Sequence[dict[str, Any]]) -> list[_Row]:
    """Group words whose middles are on one height."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: ((word["top"] + word["bottom"]) / 2, word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if rows and middle < max(rows[-1][0]["bottom"] - 0.25 * rows[-1][0]["size"], rows[-1][0]["top"]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_Row(tuple(sorted(row, key=lambda word: word["x0"]))) for row in rows]


def _gutter(rows: Sequence[_Row], width: float) -> float | None:
    """Return where the blank between two columns runs; None for a page of one."""
    best: tuple[int, float] | None = None
    for before, word, least in _gaps(rows):
        # short lines on the left leave wide gaps, so right before the second column is tried, too
        for place in ((before + word) / 2, word - least / 2):
            if not 0.3 * width < place < 0.7 * width:
                continue
            parted = sum(_parted(row, place) for row in rows)
            crossing = sum(row.left < place < row.right for row in rows) - parted
            if crossing <= _CROSSING * len(rows) and parted >= _TWO_SIDED * len(rows):
                best = max(best or (0, 0.0), (parted - crossing, place))
    return best[1] if best else None


def _gaps(rows: Sequence[_Row]) -> Iterator[tuple[float, float, float]]:
    """Yield the wide gaps of rows: where they begin and end, and how wide one is at least."""
    for row in rows:
        for before, word in pairwise(row.words):
            least = _GUTTER * word["size"]
            if word["x0"] - before["x1"] >= least:
                yield before["x1"], word["x0"], least


def _parted(row: _Row, middle: float) -> bool:
    """Tell whether words stand on both sides of ``middle``, and a wide enough blank there."""
    return any(
        before["x1"] <= middle <= word["x0"] and word["x0"] - before["x1"] >= _GUTTER * word["size"]
        for before, word in pairwise(row.words)
    )


def _margins(page: Sequence[_Row]) -> list[float]:
    """Return for each row where its column begins: the leftmost place near it that several rows begin at."""
    lefts = Counter(round(row.left) for row in page)
    margins = []
    for row in page:
        near = {left: count for left, count in lefts.items() if abs(left - row.left) <= _NEAR * row.size}
        several = [left for left, count in near.items() if count > _STRAY * sum(near.values())]
        margins.append(float(min(several, default=row.left)))
    return margins
