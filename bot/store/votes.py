"""What people think of an answer: one vote each, which they may change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from enum import StrEnum
from time import time

__all__ = ["Vote", "VoteStore"]


class Vote(StrEnum):
    """Whether an answer was any good."""

    UP = "up"
    DOWN = "down"


class VoteStore:
    """The table of votes. A vote goes with its exchange.

    Args:
        connection: From ``open_database``.
        clock: Returns the time in Unix seconds.
    """

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], float] = time) -> None:
        self._connection = connection
        self._clock = clock

    def cast(self, exchange_id: int, user_id: int, vote: Vote | None) -> None:
        """Keep a person's vote on an exchange that exists, in place of their earlier one; None takes it back."""
        with self._connection:
            if vote is None:
                self._connection.execute(
                    "DELETE FROM votes WHERE exchange_id = ? AND user_id = ?", (exchange_id, user_id)
                )
            else:
                self._connection.execute(
                    "INSERT INTO votes (exchange_id, user_id, vote, voted_at) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (exchange_id, user_id) DO UPDATE SET vote = excluded.vote,"
                    " voted_at = excluded.voted_at",
                    (exchange_id, user_id, vote.value, self._clock()),
                )

    def of(self, exchange_id: int, user_id: int) -> Vote | None:
        """Return a person's vote on an exchange; None when they have not voted."""
        row = self._connection.execute(
            "SELECT vote FROM votes WHERE exchange_id = ? AND user_id = ?", (exchange_id, user_id)
        ).fetchone()
        return Vote(row[0]) if row else None
