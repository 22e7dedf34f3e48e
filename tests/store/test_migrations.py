"""From every version that ever was to the newest one: nothing that was kept is lost, and the program works on it."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.config import DataSettings
from bot.errors import StoreError
from bot.store import database, inbox
from bot.store.backup import write_backup
from bot.store.database import MIGRATIONS, open_database
from bot.store.inbox import Inbox, State
from bot.store.store import Store

_INBOX = inbox._MIGRATIONS
RELEASED = {
    "store": ["e9731fc3cbb69ffa", "0d884776966b412b", "e333da648cd1dcb1", "12cd4dfe8a6d9896", "343ed3d12a4265b9"],
    "inbox": ["b4c77fbc3f702038", "c22979f4b56da5f8"],
}
"""The first digits of the SHA-256 of each step: what has been released is never changed, only added to. A new one
is added here, too."""

Rows = dict[str, list[dict[str, Any]]]
WORDS = ("谁提到了１２０盏路灯？𠮷", "it's 8%以上", '["a", "\\ud83d"]')


def made_by(steps: Sequence[str], path: Path | None) -> sqlite3.Connection:
    """Return a database as a program with these steps alone made it."""
    return open_database(path, steps)


def fill(connection: sqlite3.Connection) -> Rows:
    """Put three rows into each table, whatever its columns, and return them."""
    filled: Rows = {}
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in sorted((name for name in tables if not name.startswith("sqlite_")), key=has_parent(connection)):
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        for row in range(1, 4):
            values = {name: value_of(name, kind, row) for _, name, kind, *_ in columns}
            marks = ", ".join(f":{name}" for name in values)
            with connection:
                connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", values)  # noqa: S608
            filled.setdefault(table, []).append(values)
    return filled


def has_parent(connection: sqlite3.Connection):
    """Return what puts tables behind those they refer to."""
    return lambda table: len(connection.execute(f"PRAGMA foreign_key_list({table})").fetchall())


def value_of(column: str, kind: str, row: int) -> Any:
    known = {"state": State.TOLD.value, "vote": "up", "status": "not_found", "kind": "who", "language": "en"}
    known |= {
        "context": '["更早的话"]',
        "quotes": '["ab12:0:3-9"]',
        "day": f"2026-01-0{row}",
        "raw": '{"update_id": 1}',
    }
    if column in known:
        return known[column]
    if kind == "TEXT":
        return f"{column} {row} {WORDS[row - 1]}"
    return row + (0.5 if kind == "REAL" else 0)


def rows_in(connection: sqlite3.Connection, like: Rows) -> Rows:
    """Return the rows of the same tables, their same columns only."""
    return {
        table: [
            dict(zip(rows[0], found, strict=True))
            for found in connection.execute(f"SELECT {', '.join(rows[0])} FROM {table} ORDER BY 1")  # noqa: S608
        ]
        for table, rows in like.items()
    }


@pytest.mark.parametrize(
    ("steps", "before"),
    [
        *(pytest.param(MIGRATIONS, version, id=f"store {version}") for version in range(1, len(MIGRATIONS) + 1)),
        *(pytest.param(_INBOX, version, id=f"inbox {version}") for version in range(1, len(_INBOX) + 1)),
    ],
)
def test_whatever_an_earlier_version_kept_is_there_after_the_upgrade(tmp_path: Path, steps: Sequence[str], before: int):
    path = tmp_path / "some.sqlite"
    with closing(made_by(steps[:before], path)) as old:
        filled = fill(old)
    assert filled
    for _ in range(2):  # the second start finds nothing to do
        with closing(open_database(path, steps)) as new:
            assert rows_in(new, filled) == filled
            assert new.execute("PRAGMA user_version").fetchone() == (len(steps),)
            assert new.execute("PRAGMA foreign_key_check").fetchall() == []
            assert new.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("steps", [MIGRATIONS, _INBOX], ids=["store", "inbox"])
def test_an_upgraded_file_has_the_schema_of_a_new_one(tmp_path: Path, steps: Sequence[str]):
    def schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))

    with closing(open_database(None, steps)) as fresh:
        wanted = schema(fresh)
    for before in range(1, len(steps)):
        path = tmp_path / f"{before}.sqlite"
        made_by(steps[:before], path).close()
        with closing(open_database(path, steps)) as upgraded:
            assert schema(upgraded) == wanted


@pytest.mark.parametrize(("name", "steps"), [("store", MIGRATIONS), ("inbox", _INBOX)])
def test_a_step_that_was_released_is_never_changed(name: str, steps: Sequence[str]):
    assert [hashlib.sha256(step.encode()).hexdigest()[:16] for step in steps] == RELEASED[name]


def test_the_newest_program_remembers_what_the_first_one_was_asked(tmp_path: Path):
    path = tmp_path / "whosaid.sqlite"
    with closing(made_by(MIGRATIONS[:1], path)) as old, old:
        old.execute(
            "INSERT INTO exchanges (asked_at, chat_id, user_id, message_id, question, context, status, kind, meeting,"
            " quotes) VALUES (5.0, 7, 8, 9, ?, '[]', 'not_found', 'who', 'ab', '[]')",
            (WORDS[0],),
        )
        old.execute("INSERT INTO preferences VALUES (8, 'zh-Hant')")
    store = Store.open(path)
    exchange = store.exchanges.answered_by(7, 9)
    assert exchange.question == WORDS[0]
    assert store.preferences.language(8) == "zh-Hant"
    assert [entry.question for entry in store.feedback.entries()] == [WORDS[0]]
    assert store.forget(8).questions == 1
    store.close()


def test_the_newest_inbox_goes_on_with_what_the_first_one_left(tmp_path: Path):
    path = tmp_path / "inbox.sqlite"
    with closing(made_by(_INBOX[:1], path)) as old, old:
        for number, state in enumerate(State, start=1):
            old.execute(
                "INSERT INTO updates (bot_id, update_id, lane, received_at, state, raw)"
                " VALUES (1, ?, 'chat:7', 5.0, ?, ?)",
                (number, state, f'{{"update_id": {number}}}'),
            )
    kept = Inbox.open(path, 1)
    places = {state: number for number, state in enumerate(State, start=1)}
    undone = [places[state] for state in (State.WAITING, State.STARTED, State.SENDING, State.DOUBTFUL)]
    assert [waiting.number for waiting in kept.recover()] == undone
    assert [kept.take(number).doubtful for number in undone] == [False, False, False, True]
    assert kept.take(undone[0]) is None
    kept.close()


# --- restoring a backup


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_backup_of_any_version_is_restored_whole(tmp_path: Path, version: int):
    data = DataSettings(directory=tmp_path / "here")
    with closing(made_by(MIGRATIONS[:version], data.database)) as old:
        filled = fill(old)
        write_backup(data, tmp_path / "backup.tar.gz")  # as while the bot runs: its journal is not written back yet
    there = DataSettings(directory=tmp_path / "there")
    there.directory.mkdir(mode=0o700)
    subprocess.run(["tar", "-xzf", tmp_path / "backup.tar.gz", "-C", there.directory], check=True)  # noqa: S607
    with closing(open_database(there.database)) as restored:
        assert rows_in(restored, filled) == filled
        assert restored.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_after_an_upgrade_the_way_back_is_the_backup_and_an_older_program_says_so(tmp_path: Path, monkeypatch):
    data = DataSettings(directory=tmp_path / "here")
    with closing(made_by(MIGRATIONS[:-1], data.database)) as old:
        filled = fill(old)
    write_backup(data, tmp_path / "backup.tar.gz")
    open_database(data.database).close()
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS[:-1])  # the older program again
    with pytest.raises(StoreError, match="was written by a newer whosaid"):
        open_database(data.database)
    for file in data.directory.glob("whosaid.sqlite*"):
        file.unlink()
    subprocess.run(["tar", "-xzf", tmp_path / "backup.tar.gz", "-C", data.directory], check=True)  # noqa: S607
    with closing(open_database(data.database)) as restored:
        assert rows_in(restored, filled) == filled
