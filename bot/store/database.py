"""The one SQLite file with what must survive a restart, and how it grows from version to version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from bot import paths
from bot.errors import StoreError

__all__ = ["MIGRATIONS", "make_file", "open_database"]

MIGRATIONS: Sequence[str] = (
    """
    CREATE TABLE exchanges (
        exchange_id INTEGER PRIMARY KEY AUTOINCREMENT,
        asked_at    REAL    NOT NULL,            -- Unix seconds
        chat_id     INTEGER NOT NULL,
        user_id     INTEGER NOT NULL,
        message_id  INTEGER,                     -- of the bot's reply, once it is sent
        question    TEXT    NOT NULL,
        context     TEXT    NOT NULL,            -- JSON: the earlier messages it was understood from
        status      TEXT    NOT NULL,            -- see AnswerStatus
        kind        TEXT    NOT NULL,            -- see QuestionKind
        meeting     TEXT    NOT NULL,            -- its fingerprint, see bot.corpus.places
        quotes      TEXT    NOT NULL,            -- JSON: their places
        closed      INTEGER NOT NULL DEFAULT 0   -- 1: not to be remembered as the conversation's past
    );
    CREATE INDEX exchanges_by_talker  ON exchanges (chat_id, user_id, exchange_id);
    CREATE INDEX exchanges_by_message ON exchanges (chat_id, message_id);
    CREATE INDEX exchanges_by_user    ON exchanges (user_id);
    CREATE TABLE preferences (
        user_id  INTEGER PRIMARY KEY,
        language TEXT NOT NULL
    );
    """,
    """
    CREATE TABLE votes (
        exchange_id INTEGER NOT NULL REFERENCES exchanges ON DELETE CASCADE,
        user_id     INTEGER NOT NULL,
        vote        TEXT    NOT NULL,            -- see bot.store.votes.Vote
        voted_at    REAL    NOT NULL,            -- Unix seconds
        PRIMARY KEY (exchange_id, user_id)
    ) WITHOUT ROWID;
    CREATE INDEX votes_by_user ON votes (user_id);
    """,
    """
    ALTER TABLE exchanges ADD COLUMN follows INTEGER NOT NULL DEFAULT 0;  -- 1: not understood without its context
    CREATE TABLE feedback (                      -- of exchanges that are deleted, without anybody's id
        day      TEXT    NOT NULL,               -- ISO date, UTC
        question TEXT    NOT NULL,               -- without contacts, see bot.store.anonymity
        context  TEXT    NOT NULL,               -- the same; JSON
        status   TEXT    NOT NULL,
        kind     TEXT    NOT NULL,
        meeting  TEXT    NOT NULL,
        quotes   TEXT    NOT NULL,               -- JSON
        ups      INTEGER NOT NULL,
        downs    INTEGER NOT NULL
    );
    CREATE INDEX feedback_by_day ON feedback (day);
    """,
    """
    CREATE TABLE meetings (
        meeting_id TEXT PRIMARY KEY,             -- the fingerprint of its source
        file       TEXT    NOT NULL,             -- the source's name in the meeting's folder
        title      TEXT    NOT NULL,
        date       TEXT    NOT NULL,             -- 2022-09-05, 2022-09, 2022 or empty
        sha256     TEXT    NOT NULL,
        added_at   REAL    NOT NULL,             -- Unix seconds
        speeches   INTEGER NOT NULL,
        speakers   INTEGER NOT NULL,
        characters INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE choices (                       -- which meeting somebody asks about
        chat_id    INTEGER NOT NULL,
        user_id    INTEGER NOT NULL,
        meeting_id TEXT    NOT NULL,
        PRIMARY KEY (chat_id, user_id)
    ) WITHOUT ROWID;
    CREATE INDEX choices_by_user ON choices (user_id);
    """,
    """
    -- SHA-256 of the file that settles doubts about the source, as it was read; empty for none
    ALTER TABLE meetings ADD COLUMN settled TEXT NOT NULL DEFAULT '';
    """,
)
"""Step ``n`` leads from version ``n`` to ``n + 1``. What has been released is never changed, only added to."""

_PATIENCE_SECONDS = 10.0
_PRAGMAS = """
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;  -- what is deleted is overwritten
    PRAGMA cache_size = -512;  -- KiB of pages a connection keeps; the system keeps the file itself, and has more room
"""


def open_database(path: Path | None, migrations: Sequence[str] | None = None) -> sqlite3.Connection:
    """Open the database, make it when it is missing, and bring it to the newest version.

    The connection may move between threads, one at a time. Writes are committed one by one unless a transaction is
    begun (``with connection``).

    Args:
        path: The file; its folder is made, for this user alone. None for one in memory.
        migrations: The steps from nothing to the newest version; those of the store by default.

    Raises:
        StoreError: the file cannot be opened or is no such database, or a newer whosaid wrote it.
    """
    name = paths.shown(path) if path else "memory"
    steps = MIGRATIONS if migrations is None else migrations
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            make_file(path)
        connection = sqlite3.connect(path or ":memory:", timeout=_PATIENCE_SECONDS, check_same_thread=False)
        try:
            connection.executescript(_PRAGMAS)
            _migrate(connection, steps, name)
        except BaseException:
            connection.close()
            raise
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"{name}: cannot be used as the bot's store: {reason}") from error
    return connection


def make_file(path: Path) -> None:
    """Make a database file for this user alone, unless it is there.

    One that is there is not touched: to close any handle of it drops the locks that this process's other connections
    hold (POSIX), and the next process to leave takes its WAL away from under them.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _migrate(connection: sqlite3.Connection, migrations: Sequence[str], name: str) -> None:
    with closing(connection.execute("PRAGMA user_version")) as found:
        (version,) = found.fetchone()
    if version > len(migrations):
        raise StoreError(
            f"{name}: was written by a newer whosaid (version {version}, this one knows {len(migrations)})"
        )
    for number, script in enumerate(migrations[version:], start=version + 1):
        # the step and its number in one transaction: a crash in between repeats the step from the start
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
