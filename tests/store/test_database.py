"""The store's file."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys

import pytest

from bot.errors import StoreError
from bot.store import database
from bot.store.database import MIGRATIONS, open_database


def version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def test_a_new_file_is_made_for_its_user_alone(tmp_path):
    path = tmp_path / "data" / "whosaid.sqlite"
    connection = open_database(path)
    assert version(connection) == len(MIGRATIONS)
    connection.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_another_process_writes_is_seen_by_all_connections_of_this_one(tmp_path):
    path = tmp_path / "whosaid.sqlite"
    first, second = open_database(path), open_database(path)
    first.execute("INSERT INTO preferences VALUES (1, 'en')")
    first.commit()
    script = (
        "import sqlite3, sys; other = sqlite3.connect(sys.argv[1]);"
        "other.execute(sys.argv[2]); other.commit(); other.close()"
    )
    for statement in ("SELECT * FROM preferences", "DELETE FROM preferences"):
        subprocess.run([sys.executable, "-c", script, str(path), statement], check=True)
    assert [connection.execute("SELECT * FROM preferences").fetchall() for connection in (first, second)] == [[], []]
    first.close()
    second.close()


@pytest.mark.parametrize("before", range(len(MIGRATIONS)))
def test_a_file_of_any_earlier_version_is_brought_up_to_date(tmp_path, monkeypatch, before):
    path = tmp_path / "whosaid.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", MIGRATIONS[:before])
        open_database(path).close()
    connection = open_database(path)
    assert version(connection) == len(MIGRATIONS)
    connection.execute("SELECT question FROM exchanges")
    connection.close()


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path, monkeypatch):
    path = tmp_path / "whosaid.sqlite"
    open_database(path).close()
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE a (b); CREATE TABLE a (b);"))
    with pytest.raises(StoreError, match="already exists"):
        open_database(path)
    monkeypatch.undo()
    connection = open_database(path)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'a'").fetchone() == (0,)
    connection.close()


def test_a_file_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "whosaid.sqlite"
    connection = open_database(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match=r"whosaid\.sqlite: was written by a newer whosaid \(version 99"):
        open_database(path)


def test_what_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "whosaid.sqlite"
    path.write_text("会议纪要" * 99, encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used as the bot's store"):
        open_database(path)
    assert path.read_text(encoding="utf-8") == "会议纪要" * 99
