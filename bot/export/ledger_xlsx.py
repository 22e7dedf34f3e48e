"""The ledger as a spreadsheet: a header that stays, wrapped quotes, numbers that can be summed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import astuple

from xlsxwriter import Workbook

from bot.chat.texts import Texts
from bot.export.rows import header, row
from bot.types import Pledge

__all__ = ["render_xlsx"]

_WIDTHS = (10, 24, 24, 44, 30, 14, 6, 16, 16, 8, 10, 10, 18)
"""Of the columns, in characters of the default font; a Chinese one takes two."""
_LONGEST_NAME = 31
"""Characters of a sheet's name."""


def render_xlsx(pledges: Sequence[Pledge], texts: Texts, title: str) -> bytes:
    """Return pledges as an Office Open XML workbook with one sheet.

    Args:
        pledges: One a row.
        texts: The language of the header.
        title: What the workbook is about; stands in its properties.
    """
    file = io.BytesIO()
    # a quote that begins with = is words, and an address in it no link
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": texts.ledger_title.format(title=texts.title.format(meeting=title))})
        sheet = book.add_worksheet(texts.ledger_sheet[:_LONGEST_NAME])
        top = {"valign": "top", "text_wrap": True}
        head = book.add_format({**top, "bold": True, "bottom": 1, "bg_color": "#EEF2F6"})
        words, figure = book.add_format(top), book.add_format({"valign": "top", "num_format": "#,##0.####"})
        whole = book.add_format({"valign": "top", "num_format": "#,##0"})
        for column, (name, width) in enumerate(zip(header(texts), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        for line, pledge in enumerate(pledges, start=1):
            for column, value in enumerate(astuple(row(pledge, texts))):
                if isinstance(value, str):
                    sheet.write_string(line, column, value, words)
                elif value is not None:
                    sheet.write_number(line, column, value, whole if float(value).is_integer() else figure)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(pledges)), len(_WIDTHS) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return file.getvalue()
