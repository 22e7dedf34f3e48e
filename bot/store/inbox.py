"""The inbox: every update as Telegram sent it, on disk before Telegram is told that it was received.

A file of its own, because it has other needs than the store: each arrival waits for the disk, its words are deleted as
soon as they are answered, and it belongs in no backup, for whoever restores one would answer old questions again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import time
from typing import Any, Self

from bot.store.database import open_database

__all__ = ["QUICK", "Inbox", "Part", "State", "Taken", "Waiting", "bot_id_of", "chat_lane", "lane_of", "update_id_of"]

QUICK = "quick:"
"""How the lane of an update begins that waits for no chat: a pressed button, an inline query."""

_MIGRATIONS: Sequence[str] = (
    """
    CREATE TABLE updates (
        number      INTEGER PRIMARY KEY AUTOINCREMENT,  -- in order of arrival
        bot_id      INTEGER NOT NULL,                   -- each bot counts its updates by itself
        update_id   INTEGER NOT NULL,                   -- below 0 when it came without: a hash
        lane        TEXT    NOT NULL,                   -- its order, see lane_of; empty once it is done
        received_at REAL    NOT NULL,                   -- Unix seconds
        state       TEXT    NOT NULL,                   -- see State
        attempts    INTEGER NOT NULL DEFAULT 0,         -- how often its handling was begun
        crashes     INTEGER NOT NULL DEFAULT 0,         -- how often the bot died of it, or meanwhile
        raw         TEXT    NOT NULL,                   -- JSON; empty once it is done
        error       TEXT    NOT NULL DEFAULT '',        -- why it was set aside
        UNIQUE (bot_id, update_id)
    );
    CREATE INDEX updates_by_state ON updates (bot_id, state, number);
    """,
    """
    CREATE TABLE parts (                                -- see Part
        number  INTEGER NOT NULL REFERENCES updates ON DELETE CASCADE,
        place   INTEGER NOT NULL,                       -- from 0, in the order of delivery
        request TEXT    NOT NULL,
        result  TEXT    NOT NULL,                       -- JSON
        PRIMARY KEY (number, place)
    ) WITHOUT ROWID;
    CREATE TRIGGER parts_go_with_the_words AFTER UPDATE OF raw ON updates WHEN new.raw = ''
    BEGIN DELETE FROM parts WHERE number = new.number; END;
    """,
)

_DAY_SECONDS = 86_400
_DEDUPE_DAYS = 3
"""Telegram repeats an update for a day at most."""
_ASIDE_DAYS = 7
_MOST_CRASHES = 5
_BEYOND_INTEGERS = 2**63


class State(StrEnum):
    """Where an update is on its way."""

    WAITING = "waiting"
    STARTED = "started"
    """In hand, and no message is under way; what was delivered is among the parts."""
    SENDING = "sending"
    """In hand, and a message may or may not have been delivered."""
    SENT = "sent"
    """Its reply was delivered, as far as the sender told; a crash from here on loses nothing."""
    DOUBTFUL = "doubtful"
    """It may have been answered; the person is to be told."""
    TOLD = "told"
    """The person was told and may have it handled again."""
    DONE = "done"
    ASIDE = "aside"
    """It cannot be handled; kept for whoever mends that."""


_EMPTY = f"state = '{State.DONE.value}', raw = '', lane = ''"
"""What makes of an update a mere number, by which it is known when it comes again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update in line.

    Attributes:
        number: By which the inbox knows it.
        lane: What it keeps its order with.
    """

    number: int
    lane: str


@dataclass(frozen=True, slots=True)
class Part:
    """A message that was surely delivered, of a reply that goes on behind it.

    Attributes:
        request: A hash of what was sent.
        result: What Telegram answered, JSON.
    """

    request: str
    result: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An update whose handling begins.

    Attributes:
        number: By which the inbox knows it.
        raw: As Telegram sent it, JSON.
        quick: Whether it waits for no chat: a pressed button or an inline query.
        doubtful: Whether it may have been answered already.
        attempts: How often its handling was begun, this time included.
        parts: What of its reply was delivered, in order; not to be sent again.
    """

    number: int
    raw: str
    quick: bool
    doubtful: bool
    attempts: int
    parts: tuple[Part, ...] = ()


class Inbox:
    """The table of updates of one bot. Call it from one thread at a time.

    Args:
        connection: From ``Inbox.open``.
        bot_id: Whose updates.
        clock: Returns the time in Unix seconds.
    """

    def __init__(self, connection: sqlite3.Connection, bot_id: int, clock: Callable[[], float] = time) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._clock = clock

    @classmethod
    def open(cls, path: Path | None, bot_id: int, clock: Callable[[], float] = time) -> Self:
        """Open the inbox in this file, or one in memory for None.

        Raises:
            StoreError: as ``open_database``.
        """
        connection = open_database(path, _MIGRATIONS)
        connection.execute("PRAGMA secure_delete = ON")  # words that are deleted shall not stay in free pages
        return cls(connection, bot_id, clock)

    def close(self) -> None:
        """Close the file; nothing works afterwards."""
        self._connection.close()

    def add(self, updates: Sequence[Any]) -> list[Waiting]:
        """Keep updates for good, and return those that are new, in order; one that came before is left out.

        What has no ``update_id``, or cannot be written down, is set aside at once.
        """
        # the one write that must outlast a power cut, for afterwards Telegram forgets the updates
        self._connection.execute("PRAGMA synchronous = FULL")
        try:
            with self._connection:
                return [waiting for update in updates if (waiting := self._keep(update))]
        finally:
            self._connection.execute("PRAGMA synchronous = NORMAL")

    def recover(self) -> list[Waiting]:
        """Return what the last run left undone, in order; to be called before anything is taken.

        Of the updates of which a message may have been delivered when the bot died, the oldest is handled again, so
        that one crash costs one doubled message at most; of the others the people are told. What was surely delivered
        is among the parts, and not sent again. What the bot died of again and again is set aside.
        """
        sending = "bot_id = :bot AND state = :sending"
        lost = "bot_id = :bot AND state IN (:started, :sending)"
        values: dict[str, object] = {state.name.lower(): state.value for state in State}
        values |= {"bot": self._bot_id, "most": _MOST_CRASHES, "error": f"the bot died of it {_MOST_CRASHES} times"}
        with self._connection:
            for change in (
                f"{_EMPTY} WHERE bot_id = :bot AND state = :sent",
                f"crashes = crashes + 1 WHERE {lost}",
                f"state = :aside, error = :error WHERE {lost} AND crashes >= :most",
                f"state = :doubtful WHERE {sending} AND number > (SELECT min(number) FROM updates WHERE {sending})",  # noqa: S608
                f"state = :waiting WHERE {lost}",
            ):
                self._connection.execute(f"UPDATE updates SET {change}", values)  # noqa: S608 - of the words above
        rows = self._connection.execute(
            "SELECT number, lane FROM updates WHERE bot_id = :bot AND state IN (:waiting, :doubtful) ORDER BY number",
            values,
        )
        return [Waiting(*row) for row in rows]

    def take(self, number: int) -> Taken | None:
        """Begin the handling of an update; None for one that is not in line."""
        with self._connection:
            row = self._connection.execute(
                "SELECT raw, lane, state, attempts + 1 FROM updates WHERE number = ? AND state IN (?, ?)",
                (number, State.WAITING, State.DOUBTFUL),
            ).fetchone()
            if row is None:
                return None
            raw, lane, state, attempts = row
            parts = self._connection.execute(
                "SELECT request, result FROM parts WHERE number = ? ORDER BY place", (number,)
            )
            delivered = tuple(Part(*part) for part in parts)
            taken = Taken(number, raw, lane.startswith(QUICK), state == State.DOUBTFUL, attempts, delivered)
            self._connection.execute(
                "UPDATE updates SET state = ?, attempts = attempts + 1 WHERE number = ?",
                (State.DOUBTFUL if taken.doubtful else State.STARTED, number),
            )
        return taken

    def advance(self, number: int, state: State) -> None:
        """Note how far the reply to an update in hand has come: started, sending or sent."""
        with self._connection:
            self._connection.execute(
                "UPDATE updates SET state = ? WHERE number = ? AND state IN (?, ?, ?)",
                (state, number, State.STARTED, State.SENDING, State.SENT),
            )

    def keep_part(self, number: int, place: int, part: Part) -> None:
        """Note that a message was delivered and the next one not begun; what stood at its place or behind it goes.

        Of an update that is settled, as one that took too long, nothing is kept.
        """
        with self._connection:
            in_hand = self._connection.execute(
                "UPDATE updates SET state = ? WHERE number = ? AND state IN (?, ?, ?)",
                (State.STARTED, number, State.STARTED, State.SENDING, State.SENT),
            )
            if not in_hand.rowcount:
                return
            self._connection.execute("DELETE FROM parts WHERE number = ? AND place >= ?", (number, place))
            self._connection.execute(
                "INSERT INTO parts (number, place, request, result) VALUES (?, ?, ?, ?)",
                (number, place, part.request, part.result),
            )

    def settle(self, number: int, state: State, error: str = "") -> None:
        """Note what became of an update, and why; when it is done, its words and whose it was are deleted."""
        with self._connection:
            if state is State.DONE:
                self._connection.execute(f"UPDATE updates SET {_EMPTY}, error = ? WHERE number = ?", (error, number))  # noqa: S608
            else:
                self._connection.execute(
                    "UPDATE updates SET state = ?, error = ? WHERE number = ?", (state, error, number)
                )

    def forget(self, user_id: int) -> None:
        """Delete what is kept of a person's in updates that nobody handles any more, and what others quoted of them."""
        with self._connection:
            self._connection.execute(
                f"UPDATE updates SET {_EMPTY}, error = '' WHERE state IN (?, ?, ?) AND json_valid(raw)"  # noqa: S608
                " AND EXISTS (SELECT 1 FROM json_tree(raw) WHERE key = 'id' AND atom = ?)",
                (State.DOUBTFUL, State.TOLD, State.ASIDE, user_id),
            )
        with suppress(sqlite3.OperationalError):  # somebody else is reading; the journal is written over in time
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def reopen(self, number: int, chat_id: int) -> Waiting | None:
        """Put an update that may have been answered back in line; None when it is none of this chat's, or too old."""
        with self._connection:
            row = self._connection.execute(
                "UPDATE updates SET state = ? WHERE number = ? AND state = ? AND (lane = ? OR lane LIKE ?)"
                " RETURNING number, lane",
                (State.WAITING, number, State.TOLD, chat_lane(chat_id), f"{QUICK}press:{chat_id}:%"),
            ).fetchone()
        return Waiting(*row) if row else None

    def prune(self) -> None:
        """Delete what is done and need no longer be recognised, and what was set aside long ago."""
        now = self._clock()
        with self._connection:
            self._connection.execute(
                "DELETE FROM updates WHERE state IN (?, ?) AND received_at < ?",
                (State.DONE, State.TOLD, now - _DEDUPE_DAYS * _DAY_SECONDS),
            )
            self._connection.execute(
                "DELETE FROM updates WHERE state = ? AND received_at < ?",
                (State.ASIDE, now - _ASIDE_DAYS * _DAY_SECONDS),
            )

    def count(self) -> dict[State, int]:
        """Return how many updates there are in each state."""
        rows = self._connection.execute(
            "SELECT state, count(*) FROM updates WHERE bot_id = ? GROUP BY state", (self._bot_id,)
        )
        return {State(state): count for state, count in rows}

    def _keep(self, update: Any) -> Waiting | None:
        """Keep an update and return where it waits; None for one that came before or cannot be handled."""
        raw, reason = _written(update)
        update_id, lane = update_id_of(update), lane_of(update)
        known = update_id is not None
        if not known:
            reason = reason or "it has no update_id"
        row = self._connection.execute(
            "INSERT INTO updates (bot_id, update_id, lane, received_at, state, raw, error)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING number",
            (
                self._bot_id,
                update_id if known else _hash(raw),
                lane,
                self._clock(),
                State.ASIDE if reason else State.WAITING,
                raw,
                reason,
            ),
        ).fetchone()
        return None if reason or row is None else Waiting(row[0], lane)


def bot_id_of(token: str) -> int:
    """Return the id of the bot with this token; 0 for what is no token."""
    number = token.partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() else 0


def update_id_of(update: Any) -> int | None:
    """Return the number Telegram gave an update; None when there is none."""
    update_id = update.get("update_id") if isinstance(update, Mapping) else None
    valid = isinstance(update_id, int) and not isinstance(update_id, bool) and 0 <= update_id < _BEYOND_INTEGERS
    return update_id if valid else None


def lane_of(update: Any) -> str:
    """Return what an update, however malformed, keeps its order with.

    Whatever happens in a chat is one lane. What a person waits for with a finger on the screen is not: their inline
    queries are a lane, and so are the buttons they press in a chat.
    """
    kinds = update if isinstance(update, Mapping) else {}
    for kind, content in kinds.items():
        if not isinstance(content, Mapping):
            continue
        user = _id(content, "from")
        if kind in {"inline_query", "chosen_inline_result"}:
            return f"{QUICK}inline:{user}"
        if kind == "callback_query":
            return f"{QUICK}press:{_id(content.get('message'), 'chat')}:{user}"
        return chat_lane(_id(content, "chat"))
    return chat_lane(0)


def chat_lane(chat_id: int) -> str:
    """Return the lane of what is said in a chat."""
    return f"chat:{chat_id}"


def _id(content: Any, field: str) -> int:
    """Return the id of a user or chat; 0 when there is none."""
    found = content.get(field) if isinstance(content, Mapping) else None
    number = found.get("id") if isinstance(found, Mapping) else None
    return number if isinstance(number, int) else 0


def _written(update: Any) -> tuple[str, str]:
    """Return an update as it is kept, and why it cannot be handled; nothing where it can."""
    try:
        return json.dumps(update), ""  # ASCII, for a string may hold half a surrogate pair
    except RecursionError:
        return "", "it is nested too deeply"


def _hash(raw: str) -> int:
    return -1 - int.from_bytes(hashlib.sha256(raw.encode()).digest()[:7])
