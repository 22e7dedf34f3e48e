"""The ledger as CSV that a spreadsheet opens rightly, and takes no formula from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple

from bot.chat.texts import Texts
from bot.export.rows import header, row
from bot.types import Pledge

__all__ = ["render_csv"]

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a cell may not begin with: spreadsheets would compute what follows, some after a full-width sign too."""


def render_csv(pledges: Sequence[Pledge], texts: Texts) -> bytes:
    """Return pledges as a CSV file (RFC 4180): UTF-8 with the mark by which Excel knows it, one pledge a line.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([_harmless(name) for name in header(texts)])
    for pledge in pledges:
        writer.writerow([_cell(value) for value in astuple(row(pledge, texts))])
    return lines.getvalue().encode("utf-8-sig", "replace")


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return _harmless(value) if isinstance(value, str) else number(value)


def _harmless(words: str) -> str:
    return f"'{words}" if words[:1] in _FORMULA else words


def number(value: float) -> str:
    """Return a number as digits, without exponent and without needless zeros: 1e10 is 10000000000."""
    return str(int(value)) if value.is_integer() else repr(value)
