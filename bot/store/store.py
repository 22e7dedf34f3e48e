"""The store: every table that must survive a restart, over one connection."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Self

from bot.store.database import open_database
from bot.store.exchanges import ExchangeStore
from bot.store.preferences import PreferenceStore
from bot.store.votes import VoteStore

__all__ = ["Store"]


class Store:
    """What the bot remembers. Call it from one thread at a time.

    Args:
        connection: From ``open_database``.

    Attributes:
        exchanges: Questions and their answers.
        preferences: What people chose.
        votes: What people think of answers.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.exchanges = ExchangeStore(connection)
        self.preferences = PreferenceStore(connection)
        self.votes = VoteStore(connection)

    @classmethod
    def open(cls, path: Path | None) -> Self:
        """Open the store in this file, or one in memory for None.

        Raises:
            StoreError: as ``open_database``.
        """
        return cls(open_database(path))

    def close(self) -> None:
        """Close the file; nothing works afterwards."""
        self._connection.close()
