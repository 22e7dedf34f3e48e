"""``whosaid pledges``, as a person or a script runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from bot.answering.pledges import read_pledges, with_number
from bot.chat.texts import Language, load_texts
from bot.cli import app
from bot.cli.ledger_table import render_ledger
from bot.types import Meeting


def run(*arguments: str | Path) -> tuple[int, str, bytes, str]:
    """Return exit code, stdout as text and as bytes, and stderr."""
    done = CliRunner().invoke(app, ["pledges", *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stdout_bytes, done.stderr


def test_the_table_shows_every_goal_with_its_words():
    code, shown, _, _ = run()
    assert code == 0
    for words in ("5至6个", "力争规上工业产值同比增长8%以上", "营收突破100亿元", "基本实现规上企业全覆盖"):
        assert words in shown


@pytest.mark.parametrize("width", [30, 44, 60, 89, 90, 120])
def test_no_line_is_wider_than_the_terminal(meeting: Meeting, width: int):
    texts = load_texts(Language.EN)
    pledges = with_number(read_pledges(meeting))
    console = Console(width=width, file=io.StringIO(), record=True)
    console.print(render_ledger(pledges, texts, meeting.title, width))
    lines = console.export_text().splitlines()
    assert max(map(cell_len, lines)) <= width
    shown = "".join("".join(lines).split())
    assert width >= 90 or all("".join(pledge.quote.text.split()) in shown for pledge in pledges)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--speaker", "工信局"], ["全覆盖", "6家"]),
        (["--topic", "产值"], ["8%以上"]),
        (["--number", "30"], ["30家以上", "30个"]),
        (["--speaker", "王晓红", "--topic", "项目", "--number", "10个"], ["10个", "10个"]),
    ],
)
def test_the_options_say_which(options: list[str], numbers: list[str]):
    code, shown, _, _ = run(*options, "--format", "json")
    assert code == 0
    assert [pledge["quantity"]["text"] for pledge in json.loads(shown)] == numbers


def test_nothing_found_is_said_and_ends_with_1():
    assert run("--topic", "足球")[:2] == (1, "没有找到这样的承诺。\n")
    code, shown, _, _ = run("--topic", "足球", "--format", "json")
    assert (code, json.loads(shown)) == (1, [])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--speaker", "李克强"], "李克强"),
        (["--number", "很多"], "很多"),
        (["--format", "pdf"], "pdf"),
        (["--format", "png", "--page", "9"], "9"),
        (["--output", "/no/such/folder/p.csv", "--format", "csv"], "p.csv"),
        (["--output", "/no/such/folder/p.txt"], "p.txt"),
    ],
)
def test_what_means_nothing_is_wrong_usage_and_says_so(options: list[str], said: str):
    code, _, _, error = run(*options)
    assert code == 2
    assert said in "".join(error.split())


def test_all_shows_what_has_no_number_too():
    pledges = json.loads(run("--all", "--format", "json")[1])
    words = {pledge["quote"]["text"] for pledge in pledges if pledge["quantity"] is None}
    assert "推动高新区成为对德合作的最美窗口" in words
    assert len(words) > 80


def test_every_format_goes_to_a_file_and_all_but_pictures_and_sheets_to_a_pipe(tmp_path: Path):
    assert run("--format", "csv", "--output", tmp_path / "p.csv")[:2] == (0, "")
    rows = list(csv.reader(io.StringIO((tmp_path / "p.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) == 18
    assert run("--format", "csv")[2] == (tmp_path / "p.csv").read_bytes()
    run("--format", "xlsx", "--output", tmp_path / "p.xlsx")
    assert load_workbook(tmp_path / "p.xlsx").active.max_row == 18
    run("--format", "png", "--dark", "--page", "2", "--output", tmp_path / "p.png")
    with Image.open(tmp_path / "p.png") as picture:
        assert picture.width == 1080
    run("--output", tmp_path / "p.txt")
    assert "力争规上工业产值同比增长8%以上" in (tmp_path / "p.txt").read_text(encoding="utf-8")


def test_the_ledger_is_measured_beside_one_written_by_hand(root: Path):
    ledger = str(root / "tests/relevance/ledgers/taicang.jsonl")
    done = CliRunner().invoke(app, ["eval", "--pledges", ledger, "--json"])
    figures = json.loads(done.stdout)
    assert (figures["precision"], figures["recall"], figures["forbidden"]) == (1.0, 1.0, [])
    shown = CliRunner().invoke(app, ["eval", "--pledges", ledger, "--misses"]).stdout
    assert "precision" in shown
