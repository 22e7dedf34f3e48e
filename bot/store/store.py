"""The store: every table that must survive a restart, over one connection."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.store.database import open_database
from bot.store.exchanges import ExchangeStore
from bot.store.feedback import FeedbackStore
from bot.store.meetings import MeetingStore
from bot.store.preferences import PreferenceStore
from bot.store.votes import VoteStore

__all__ = ["Forgotten", "Store"]

_PERSONAL = ("votes", "exchanges", "preferences", "choices")
"""The tables with somebody's id, in the order of ``Forgotten``. Votes first, for they go with exchanges."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was deleted of a person's.

    Attributes:
        votes: Votes on answers, their own and others'.
        questions: Questions with their answers.
        choices: Settings.
    """

    votes: int
    questions: int
    choices: int


class Store:
    """What the bot remembers. Call it from one thread at a time.

    Args:
        connection: From ``open_database``.

    Attributes:
        exchanges: Questions and their answers.
        preferences: What people chose.
        votes: What people think of answers.
        feedback: Questions without an answer, and answers that were voted on.
        meetings: What can be asked about, and who chose which.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.exchanges = ExchangeStore(connection)
        self.preferences = PreferenceStore(connection)
        self.votes = VoteStore(connection)
        self.feedback = FeedbackStore(connection)
        self.meetings = MeetingStore(connection)

    @classmethod
    def open(cls, path: Path | None) -> Self:
        """Open the store in this file, or one in memory for None.

        Raises:
            StoreError: as ``open_database``.
        """
        return cls(open_database(path))

    def forget(self, user_id: int) -> Forgotten:
        """Delete everything of a person's, from the file's bytes too, and return how much that was."""
        with self._connection:
            deleted = [
                self._connection.execute(f"DELETE FROM {table} WHERE user_id = ?", (user_id,)).rowcount  # noqa: S608
                for table in _PERSONAL
            ]
        votes, questions, *choices = deleted
        forgotten = Forgotten(votes, questions, sum(choices))
        if any(deleted):
            self._erase()
        return forgotten

    def tidy(self, keep_days: int, feedback_days: int) -> None:
        """Delete what was kept long enough.

        Args:
            keep_days: Days after which an exchange goes; what is worth it stays as feedback, without ids.
            feedback_days: Days after which that goes, too.
        """
        if self.feedback.retire(keep_days) + self.feedback.prune(feedback_days):
            self._erase()

    def _erase(self) -> None:
        """Leave nothing of what was deleted in the file or its journal, as far as nobody else is reading just now."""
        with suppress(sqlite3.OperationalError):
            self._connection.execute("VACUUM")  # pages that were moved may hold copies
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file; nothing works afterwards."""
        self._connection.close()
