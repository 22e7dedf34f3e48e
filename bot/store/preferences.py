"""What a person chose: the language they want to be spoken to in."""

from __future__ import annotations

import sqlite3

__all__ = ["PreferenceStore"]


class PreferenceStore:
    """The table of preferences.

    Args:
        connection: From ``open_database``.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def language(self, user_id: int) -> str | None:
        """Return the language the user chose; None when they left it to their Telegram."""
        row = self._connection.execute("SELECT language FROM preferences WHERE user_id = ?", (user_id,)).fetchone()
        return str(row[0]) if row else None

    def choose_language(self, user_id: int, language: str | None) -> None:
        """Keep the user's choice; None takes it back."""
        with self._connection:
            if language is None:
                self._connection.execute("DELETE FROM preferences WHERE user_id = ?", (user_id,))
            else:
                self._connection.execute(
                    "INSERT INTO preferences (user_id, language) VALUES (?, ?)"
                    " ON CONFLICT (user_id) DO UPDATE SET language = excluded.language",
                    (user_id, language),
                )
