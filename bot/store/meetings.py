"""The meetings that were added, without their words: those stand in the folder of the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields

from bot.store.exchanges import Talker

__all__ = ["MeetingRecord", "MeetingStore"]


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting that was added.

    Attributes:
        meeting_id: The fingerprint of its source, see ``bot.corpus.places``; also the name of its folder.
        file: The name under which its source came and is kept.
        title: As printed, or the name it was added under.
        date: ``2022-09-05``, ``2022-09``, ``2022``, or nothing when it is not known.
        sha256: Of the source's bytes.
        added_at: Unix seconds.
        speeches: How many there are.
        speakers: How many people speak.
        characters: Of all speeches.
        settled: SHA-256 of the file that settles doubts about the source, as it was read; empty for none.
    """

    meeting_id: str
    file: str
    title: str
    date: str
    sha256: str
    added_at: float
    speeches: int
    speakers: int
    characters: int
    settled: str = ""


_COLUMNS = ", ".join(field.name for field in fields(MeetingRecord))


class MeetingStore:
    """The table of meetings.

    Args:
        connection: From ``open_database``.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[MeetingRecord, ...]:
        """Return the meetings by date, those without one first, then in the order they were added."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM meetings ORDER BY date, added_at, meeting_id")  # noqa: S608
        return tuple(MeetingRecord(*row) for row in rows)

    def get(self, meeting_id: str) -> MeetingRecord | None:
        """Return a meeting; None when it is not there."""
        query = f"SELECT {_COLUMNS} FROM meetings WHERE meeting_id = ?"  # noqa: S608
        row = self._connection.execute(query, (meeting_id,)).fetchone()
        return MeetingRecord(*row) if row else None

    def add(self, record: MeetingRecord, place: Callable[[], None]) -> bool:
        """Add a meeting in one transaction with what puts its files in place; whatever fails, nothing is added.

        Args:
            record: The meeting.
            place: Called while nobody else can add or remove.

        Returns:
            False when it is there already: nothing is changed.
        """
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            if self.get(record.meeting_id):
                return False
            place()
            marks = ", ".join("?" * len(fields(MeetingRecord)))
            self._connection.execute(f"INSERT INTO meetings ({_COLUMNS}) VALUES ({marks})", astuple(record))  # noqa: S608
        return True

    def remove(self, meeting_id: str) -> bool:
        """Forget a meeting, and whoever chose it; False when it is not there."""
        with self._connection:
            self._connection.execute("DELETE FROM choices WHERE meeting_id = ?", (meeting_id,))
            done = self._connection.execute("DELETE FROM meetings WHERE meeting_id = ?", (meeting_id,))
        return bool(done.rowcount)

    def update(self, record: MeetingRecord, place: Callable[[], None] | None = None, *, of: str = "") -> None:
        """Replace what is known of a meeting that is there, in one transaction with its files.

        Args:
            record: What is known now.
            place: Called while nobody else can add or remove; whatever fails, nothing is changed.
            of: Its id until now, where that changes; whoever chose it has chosen the new one.
        """
        names = [field.name for field in fields(MeetingRecord)]
        changes = ", ".join(f"{name} = ?" for name in names)
        known = of or record.meeting_id
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            if place is not None:
                place()
            if known != record.meeting_id:
                self._connection.execute("DELETE FROM meetings WHERE meeting_id = ?", (record.meeting_id,))
                self._connection.execute(
                    "UPDATE choices SET meeting_id = ? WHERE meeting_id = ?", (record.meeting_id, known)
                )
            self._connection.execute(
                f"UPDATE meetings SET {changes} WHERE meeting_id = ?",  # noqa: S608
                (*astuple(record), known),
            )

    def chosen(self, talker: Talker) -> str | None:
        """Return the id of the meeting a talker asks about; None for all of them."""
        query = "SELECT meeting_id FROM choices WHERE chat_id = ? AND user_id = ?"
        row = self._connection.execute(query, talker).fetchone()
        return str(row[0]) if row else None

    def choose(self, talker: Talker, meeting_id: str | None) -> None:
        """Keep which meeting a talker asks about; None for all of them."""
        with self._connection:
            self._connection.execute("DELETE FROM choices WHERE chat_id = ? AND user_id = ?", talker)
            if meeting_id is not None:
                self._connection.execute("INSERT INTO choices VALUES (?, ?, ?)", (*talker, meeting_id))

    def alone(self, work: Callable[[frozenset[str]], None]) -> None:
        """Do something with the ids of all meetings while nobody else can add or remove."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            work(frozenset(record.meeting_id for record in self.all()))
