"""Word documents (.docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from bot.corpus.formats.document import Document, DocumentWriter, UnreadableError
from bot.errors import SourceFault

__all__ = ["check_archive", "read_word"]

_LARGEST_UNPACKED = 200 * 1024 * 1024
_HIGHEST_RATIO = 200
_LONGEST_LABEL = 60
_FIRST_LEVEL = "#\N{INFORMATION SEPARATOR ONE} "
"""Marks a heading of the first level until it is known whether it is the title; no document holds the character."""
_WORD_PART = "word/document.xml"
_OTHER_OFFICE = {
    "xl/workbook.xml": ("a spreadsheet (.xlsx)", SourceFault.SPREADSHEET),
    "ppt/presentation.xml": ("a presentation (.pptx)", SourceFault.PRESENTATION),
}
_ARCHIVE = ("an archive (.zip)", SourceFault.ARCHIVE)


def check_archive(raw: bytes) -> None:
    """Check that a ZIP archive is a Word document, and no trap.

    Raises:
        UnreadableError: it is damaged, encrypted, something else, or would unpack to more than 200 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        msg = "is a damaged or truncated .docx"
        raise UnreadableError(msg, SourceFault.DAMAGED, format=".docx") from error
    names = {entry.filename for entry in entries}
    if _WORD_PART not in names:
        what, fault = next((other for part, other in _OTHER_OFFICE.items() if part in names), _ARCHIVE)
        raise UnreadableError(f"is {what}; expected a document", fault)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _LARGEST_UNPACKED or unpacked > _HIGHEST_RATIO * max(len(raw), 1):
        raise UnreadableError(f"would unpack to {unpacked // 2**20} MB: not opened", SourceFault.BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        msg = "is encrypted; save it without a password"
        raise UnreadableError(msg, SourceFault.ENCRYPTED)


def read_word(raw: bytes) -> Document:
    """Read a Word document: paragraphs and tables in their order; headings and bold lines are marked as such.

    Raises:
        UnreadableError: as ``check_archive``.
    """
    check_archive(raw)
    try:
        document = docx.Document(io.BytesIO(raw))
        lines = _entitled(list(_lines(document)))
    except Exception as error:  # the library trusts what it reads: which error it meets depends on what is broken
        msg = "is a damaged .docx"
        raise UnreadableError(msg, SourceFault.DAMAGED, format=".docx") from error
    writer = DocumentWriter()
    for number, text, marked in lines:
        if marked:
            writer.line(text, paragraph=number)
        else:
            writer.paragraph(text, number)
    return writer.document()


def _entitled(lines: list[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
    """Take the only heading of the first level for the title where no paragraph is styled as one."""
    firsts = [text for _, text, _ in lines if text.startswith(_FIRST_LEVEL)]
    titled = any(text.startswith("# ") for _, text, _ in lines)
    mark = "# " if len(firsts) == 1 and not titled else "### "
    return [
        (number, mark + text.removeprefix(_FIRST_LEVEL) if text.startswith(_FIRST_LEVEL) else text, marked)
        for number, text, marked in lines
    ]


def _lines(document: WordDocument) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines: their paragraph, words, and whether they bear marks of the layout: a heading, a speaker's line.

    Paragraphs without words are not counted, for a reader does not see them; the row of a table is one.
    """
    number = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                if words := " ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)).strip():
                    number += 1
                    yield number, words, False
        elif lines := list(_paragraph(block)):
            number += 1
            yield from ((number, *line) for line in lines)


def _paragraph(paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    style = (paragraph.style.name or "").lower() if paragraph.style else ""
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    for text in paragraph.text.split("\n"):  # a line break inside a paragraph
        words = text.strip()
        if not words:
            continue
        if style == "title":
            yield f"# {words}", True
        elif style == "heading 1":
            yield f"{_FIRST_LEVEL}{words}", True
        elif style.startswith("heading") or style == "subtitle":
            yield f"{'##' if style == 'subtitle' else '###'} {words}", True
        elif bold and len(words) <= _LONGEST_LABEL and not words.endswith("。"):
            yield words if words.startswith(("**", "【", "□", "●")) else f"**{words}**", True
        else:
            yield words, words[0] in "□●■◆【"
