"""show, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app

TEXT = "2021年防汛会\n### 守河\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n市城管局局长 周立群\n投诉量下降30%以上。\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "会议.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_structure_is_shown_with_places_and_doubts(source: Path):
    shown = CliRunner().invoke(app, ["show", str(source)]).stdout
    assert "2021年防汛会" in shown
    assert "第 4 行" in shown
    assert "第 5 行像是新的发言人：市城管局局长 周立群" in shown


def test_the_structure_is_shown_to_a_program(source: Path):
    record = json.loads(CliRunner().invoke(app, ["show", str(source), "--json"]).stdout)
    (speech,) = record["speeches"]
    assert (speech["speaker"], speech["section"], speech["line"]) == ("何𠮷安", "守河", 4)
    assert record["doubts"] == [{"kind": "speaker", "text": "市城管局局长 周立群", "line": 5}]


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    result = CliRunner().invoke(app, ["show", str(tmp_path / "none.txt")])
    assert result.exit_code == 3
    assert "none.txt" in result.stderr
