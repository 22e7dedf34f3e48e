"""The ledger as files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.answering.pledges import read_pledges, with_number
from bot.chat.texts import Language, load_texts
from bot.export.ledger_csv import render_csv
from bot.export.ledger_json import render_json
from bot.export.ledger_xlsx import render_xlsx
from bot.types import Meeting, Pledge, Quote, SourceText, Span, Speech, squash

TEXTS = load_texts(Language.ZH_HANS)


@pytest.fixture(scope="module")
def pledges(meeting: Meeting) -> tuple[Pledge, ...]:
    return with_number(read_pledges(meeting))


def spoken(words: str) -> Pledge:
    """Return a pledge of these very words."""
    source = SourceText(words, "t.txt", "")
    speech = Speech(source, "马文骏", "", "", "", words, range(len(words)), (Span(0, len(words)),))
    everything = Span(0, len(words))
    return Pledge(Quote(speech, everything), (everything,))


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_csv_begins_with_the_mark_by_which_excel_knows_utf8_and_has_a_row_a_pledge(pledges):
    data = render_csv(pledges, TEXTS)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = cells(data)
    assert len(rows) == len(pledges)
    assert {len(row) for row in rows} == {len(head)}
    assert [row[head.index("原话")] for row in rows] == [pledge.quote.text for pledge in pledges]


def test_a_large_number_has_all_its_digits_in_a_csv(pledges):
    head, *rows = cells(render_csv(pledges, TEXTS))
    assert ["10000000000", "元"] in [[row[head.index("下限")], row[head.index("单位")]] for row in rows]


@pytest.mark.parametrize("words", ["=1+1", "+86", "-5%", "@SUM(A1)", "＝1＋1", "－5%", "\t=1"])
def test_no_cell_of_a_csv_is_taken_for_a_formula(words):
    _, row = cells(render_csv([spoken(words)], TEXTS))
    assert row[3] == f"'{words}"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1))
def test_any_words_come_back_from_a_csv(words):
    _, row = cells(render_csv([spoken(words)], TEXTS))
    assert row[3].removeprefix("'") == words.removeprefix("'")


@pytest.mark.parametrize("language", Language)
def test_a_spreadsheet_has_a_header_and_numbers_that_are_numbers(pledges, language):
    texts = load_texts(language)
    sheet = load_workbook(io.BytesIO(render_xlsx(pledges, texts, "全县工作会议"))).active
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[3] == texts.column_quote
    assert [row[3] for row in rows] == [pledge.quote.text for pledge in pledges]
    assert [row[7] for row in rows] == [pledge.quantity.low for pledge in pledges]
    assert sheet.freeze_panes == "B2"
    assert sheet["D2"].alignment.wrap_text


@pytest.mark.parametrize("words", ["=1+1", "https://example.org", "0012"])
def test_what_was_said_is_words_in_a_spreadsheet_and_no_formula_link_or_number(words):
    cell = load_workbook(io.BytesIO(render_xlsx([spoken(words)], TEXTS, "会"))).active["D2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_an_empty_ledger_is_a_header_alone():
    assert len(cells(render_csv([], TEXTS))) == 1
    assert load_workbook(io.BytesIO(render_xlsx([], TEXTS, "会"))).active.max_row == 1
    assert json.loads(render_json([])) == []


def test_json_says_where_in_the_file_a_pledge_stands(pledges, meeting):
    for record in json.loads(render_json(pledges)):
        quote = record["quote"]
        assert squash(meeting.source.text[quote["start"] : quote["end"]]) == squash(quote["text"])
        assert record["quantity"]["text"] in quote["text"]


def test_a_pledge_without_a_number_leaves_its_columns_empty(pledges):
    _, row = cells(render_csv([replace(pledges[0], quantity=None)], TEXTS))
    assert row[5:10] == [""] * 5
