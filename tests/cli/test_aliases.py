"""aliases, and --meeting of every command, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app

SPRING = (
    "全市防汛会\n2021年3月5日，全市召开防汛会。\n□市水务局局长 何𠮷安\n今年力争新建泵站１２座。\n"
    "□市城管局局长 何立群\n投诉量下降30%以上。\n"
)


@pytest.fixture
def run(tmp_path: Path):
    """Return what runs a command with a data folder of this test's own."""
    config = tmp_path / "bot.toml"
    config.write_text('[data]\ndirectory = "data"\n', encoding="utf-8")

    def run_command(*words: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "--config", str(config)])

    return run_command


@pytest.fixture
def spring(run, tmp_path: Path) -> str:
    """Return the id of an added meeting."""
    path = tmp_path / "spring.txt"
    path.write_text(SPRING, encoding="utf-8")
    run("add", path)
    return json.loads(run("meetings", "--json").stdout.splitlines()[-1])["meeting_id"]


def called(run, meeting: str) -> dict[str, dict]:
    lines = run("aliases", meeting, "--json").stdout.splitlines()
    return {record["alias"]: record for record in map(json.loads, lines)}


def test_names_are_shown_with_their_rule_and_whom_else_they_mean(run, spring: str):
    names = called(run, spring)
    assert names["水务局"]["rule"] == "organisation without its level"
    assert names["何局长"]["others"] in (["何立群"], ["何𠮷安"])
    shown = run("aliases", spring).stdout
    assert "surname + title: 何局长*, 何局*" in shown
    assert "何局长: 何𠮷安, 何立群" in shown


def test_an_alias_outlives_reindex_and_is_answered_by(run, spring: str):
    changed = run("aliases", spring, "--add", "何𠮷安=何指挥", "--remove", "老何")
    assert changed.exit_code == 0
    assert run("reindex").exit_code == 0
    assert called(run, spring)["何指挥"]["rule"] == "settled in the file next to the source"
    assert "老何" not in called(run, spring)
    assert "新建泵站１２座" in run("ask", "何指挥承诺了什么", "--no-encoder").stdout
    assert "何𠮷安也叫何指挥" in run("show", spring).stdout
    run("aliases", spring, "--remove", "何指挥")
    assert "何指挥" not in called(run, spring)


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (("--add", "何吉安=何指挥"), "did you mean 何𠮷安", 3),
        (("--add", "何𠮷安=何立群"), "full name of another speaker", 3),
        (("--add", "何𠮷安"), "is not NAME=ALIAS", 2),
        (("--remove", "何𠮷安"), "is a full name", 3),
    ],
)
def test_a_wrong_change_is_refused_and_changes_nothing(run, spring: str, words: tuple[str, ...], told: str, code: int):
    before = called(run, spring)
    result = run("aliases", spring, *words)
    assert result.exit_code == code
    assert told in result.stderr
    assert called(run, spring) == before


def test_removing_what_nobody_is_called_is_told(run, spring: str):
    assert "nobody is called 船长 anyway" in run("aliases", spring, "--remove", "船长").stderr


@pytest.mark.parametrize("name", ["", "全市防汛会", "《全市防汛会》", "防汛", "spring.txt"])
def test_a_meeting_is_named_by_its_id_its_title_or_its_file(run, spring: str, name: str):
    result = run("speakers", "--meeting", name or spring[:5])
    assert "何𠮷安" in result.stdout
    assert "陈磊" not in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "泵站多少座", "--no-encoder"),
        ("pledges",),
        ("verify", "今年力争新建泵站12座"),
        ("show",),
    ],
)
def test_every_command_takes_an_added_meeting(run, spring: str, words: tuple[str, ...]):
    result = run(*words, *(() if words == ("show",) else ("--meeting",)), spring)
    assert result.exit_code == 0
    assert "何𠮷安" in result.stdout


def test_without_one_all_meetings_are_meant(run, spring: str):  # noqa: ARG001 - it is there
    assert "何𠮷安" in run("speakers").stdout
    assert "陈磊" in run("speakers").stdout
    assert run("verify", "今年力争新建泵站12座").exit_code == 0
    assert "１２座" in run("pledges").stdout


def test_an_unknown_meeting_is_told_with_the_nearest(run, spring: str):
    result = run("speakers", "--meeting", "全市防讯会")
    assert result.exit_code == 3
    assert f"did you mean {spring} (全市防汛会)?" in result.stderr
    assert run("speakers", "--meeting", "nowhere/x.txt").exit_code == 3
    assert "is no file, and no added meeting" in run("speakers", "--meeting", "nowhere/x.txt").stderr


def test_a_file_that_settles_is_read_when_it_changes(run, spring: str, tmp_path: Path):
    settling = tmp_path / "data" / "meetings" / spring / "spring.toml"
    settling.write_text('[aliases]\nadd = {"何𠮷安" = ["何指挥"]}\n', encoding="utf-8")
    assert "(stale)" not in run("meetings").stdout
    assert "何指挥" in called(run, spring)
    settling.write_text("[aliases]\nadd = 3\n", encoding="utf-8")
    told = run("meetings")
    assert "全市防汛会 (stale)" in told.stdout
    assert "何指挥" in called(run, spring)  # as it was
    failed = run("reindex")
    assert failed.exit_code == 3
    assert "spring.toml:2: aliases.add" in failed.stderr
    settling.unlink()
    assert "(stale)" not in run("meetings").stdout
    assert "何指挥" not in called(run, spring)
