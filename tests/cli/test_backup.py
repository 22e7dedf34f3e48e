"""A backup, restored as the README says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app

SPRING = "全市防汛会\n2021年3月5日，全市召开防汛会。\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n"


def run(folder: Path, *words: object) -> Result:
    config = folder / "bot.toml"
    config.write_text('[data]\ndirectory = "data"\n', encoding="utf-8")
    return CliRunner().invoke(app, [*map(str, words), "--config", str(config)])


def listed(folder: Path) -> dict[str, str]:
    records = map(json.loads, run(folder, "meetings", "--json").stdout.splitlines())
    return {record["meeting_id"]: record["title"] for record in records}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a folder with a data folder that holds a meeting."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "spring.txt").write_text(SPRING, encoding="utf-8")
    assert run(folder, "add", folder / "spring.txt").exit_code == 0
    return folder


def test_what_was_backed_up_is_there_again_after_it_is_restored_and_nobody_else_can_read_it(kept: Path):
    file = kept / "backup.tar.gz"
    assert run(kept, "backup", file).stdout.endswith(f" files in {file}\n")
    assert file.stat().st_mode & 0o777 == 0o600
    there = kept.parent / "there"
    (there / "data").mkdir(parents=True, mode=0o700)
    subprocess.run(["tar", "-xzf", file, "-C", there / "data"], check=True)  # noqa: S607 - as a person types it
    assert listed(there) == listed(kept)
    assert "全市防汛会" in listed(there).values()
    for restored in (there / "data").rglob("*"):
        if restored.is_file():
            assert restored.stat().st_mode & 0o077 == 0, restored
    assert [path.name for path in kept.iterdir() if path.name.startswith(".whosaid")] == []


def test_a_backup_overwrites_nothing_and_without_a_store_there_is_none(kept: Path, tmp_path: Path):
    file = kept / "backup.tar.gz"
    file.write_text("照片")
    assert run(kept, "backup", file).exit_code == 3
    assert file.read_text() == "照片"
    assert run(tmp_path, "backup", tmp_path / "none.tar.gz").exit_code == 3
    assert not (tmp_path / "none.tar.gz").exists()


def test_the_data_folder_and_the_store_are_readable_by_the_bot_alone(kept: Path):
    data = kept / "data"
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "whosaid.sqlite").stat().st_mode & 0o777 == 0o600
