"""add, meetings, remove and reindex, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app

SPRING = "全市防汛会\n2021年3月5日，全市召开防汛会。\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n"


@pytest.fixture
def run(tmp_path: Path):
    """Return what runs a command with a data folder of this test's own."""
    config = tmp_path / "bot.toml"
    config.write_text('[data]\ndirectory = "data"\n', encoding="utf-8")

    def run_command(*words: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "--config", str(config)])

    return run_command


@pytest.fixture
def spring(tmp_path: Path) -> Path:
    path = tmp_path / "spring.txt"
    path.write_text(SPRING, encoding="utf-8")
    return path


def ids(run) -> list[str]:
    return [json.loads(line)["meeting_id"] for line in run("meetings", "--json").stdout.splitlines()]


def test_a_meeting_is_added_listed_and_removed(run, spring: Path):
    assert len(ids(run)) == 1  # the configured one
    added = run("add", spring)
    assert added.exit_code == 0
    assert "added: " in added.stdout
    assert "2021-03-05  全市防汛会 (1 speakers, 1 speeches)" in added.stdout
    assert "全市防汛会" in run("meetings").stdout
    fresh = ids(run)[-1]
    assert run("reindex").stdout.endswith("1 read anew\n")
    assert run("remove", fresh).exit_code == 0
    assert len(ids(run)) == 1


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(run, spring: Path, tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("add", empty, spring)
    assert result.exit_code == 3
    assert "empty.txt" in result.stderr
    assert len(ids(run)) == 2


def test_the_same_file_twice_is_told(run, spring: Path):
    run("add", spring)
    again = run("add", spring)
    assert again.exit_code == 0
    assert again.stdout.startswith("already there: ")


def test_what_is_given_holds(run, spring: Path):
    run("add", spring, "--title", "防汛会", "--date", "2020年")
    record = json.loads(run("meetings", "--json").stdout.splitlines()[-1])
    assert (record["title"], record["date"]) == ("防汛会", "2020")


@pytest.mark.parametrize("options", [("--date", "昨天"), ("--title", "甲", "another.txt")])
def test_wrong_usage_changes_nothing(run, spring: Path, options: tuple[str, ...]):
    assert run("add", spring, *options).exit_code == 2
    assert len(ids(run)) == 1


def test_an_id_of_nothing_is_told(run):
    assert run("remove", "0123abcd").exit_code == 1


def test_what_settles_a_source_is_added_with_it(run, spring: Path):
    spring.with_suffix(".toml").write_text('title = "全市春汛会"\ndate = "2021-04"\n', encoding="utf-8")
    assert "2021-04  全市春汛会" in run("add", spring).stdout
