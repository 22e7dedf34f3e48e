"""Questions and what became of them: for buttons under an answer, for follow-ups, and for who must improve the bot."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import time

from bot.store.votes import Vote

__all__ = ["Exchange", "ExchangeStore", "Outcome", "Talker"]

Talker = tuple[int, int]
"""Chat id and user id: in a group, each member has a conversation of their own with the bot."""

_COLUMNS = "exchange_id, asked_at, chat_id, user_id, question, context, status, kind, meeting, quotes"
_OWN_VOTE = (
    "(SELECT vote FROM votes WHERE votes.exchange_id = exchanges.exchange_id AND votes.user_id = exchanges.user_id)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question.

    Attributes:
        status: See ``AnswerStatus``.
        kind: See ``QuestionKind``.
        meeting: Fingerprint of the meeting that was asked about.
        quotes: Places of the quotes, best first, see ``bot.corpus.places``.
    """

    status: str
    kind: str
    meeting: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer.

    Attributes:
        exchange_id: Its number, > 0.
        asked_at: Unix seconds.
        talker: Who asked, and where.
        question: As typed.
        context: The talker's earlier messages that it was understood from, oldest first.
        outcome: What became of it.
        vote: What the talker thinks of the answer; None when they have not said.
    """

    exchange_id: int
    asked_at: float
    talker: Talker
    question: str
    context: tuple[str, ...]
    outcome: Outcome
    vote: Vote | None = None


class ExchangeStore:
    """The table of exchanges.

    Args:
        connection: From ``open_database``.
        clock: Returns the time in Unix seconds.
    """

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], float] = time) -> None:
        self._connection = connection
        self._clock = clock

    def add(
        self, talker: Talker, question: str, context: Sequence[str], outcome: Outcome, *, follows: bool = False
    ) -> int:
        """Keep an exchange and return its number.

        Args:
            talker: Who asked, and where.
            question: As typed.
            context: The talker's earlier messages, oldest first.
            outcome: What became of it.
            follows: Whether the question is not understood without them.
        """
        with self._connection:
            added = self._connection.execute(
                "INSERT INTO exchanges (asked_at, chat_id, user_id, question, context, follows, status, kind, meeting,"
                " quotes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    self._clock(),
                    *talker,
                    question,
                    json.dumps(context, ensure_ascii=False),
                    follows,
                    outcome.status,
                    outcome.kind,
                    outcome.meeting,
                    json.dumps(outcome.quotes),
                ),
            )
        return int(added.lastrowid or 0)

    def sent(self, exchange_id: int, message_id: int) -> None:
        """Note by which message of the bot's the exchange was answered."""
        with self._connection:
            self._connection.execute(
                "UPDATE exchanges SET message_id = ? WHERE exchange_id = ?", (message_id, exchange_id)
            )

    def withdraw(self, talker: Talker, question: str) -> None:
        """Delete the talker's last exchange with this question whose answer was never sent, for it is asked anew.

        Else the question would stand in its own past, and be understood from itself.
        """
        with self._connection:
            self._connection.execute(
                "DELETE FROM exchanges WHERE exchange_id = (SELECT max(exchange_id) FROM exchanges"
                " WHERE chat_id = ? AND user_id = ? AND question = ? AND message_id IS NULL)",
                (*talker, question),
            )

    def get(self, exchange_id: int, chat_id: int) -> Exchange | None:
        """Return an exchange of this chat; None for one that is forgotten, or of another chat."""
        return self._one("exchange_id = ? AND chat_id = ?", exchange_id, chat_id)

    def answered_by(self, chat_id: int, message_id: int) -> Exchange | None:
        """Return the last exchange that this message of the bot's answered; None when there is none."""
        return self._one("chat_id = ? AND message_id = ?", chat_id, message_id)

    def recall(self, talker: Talker, *, messages: int, seconds: float) -> tuple[str, ...]:
        """Return the talker's last questions of this conversation, oldest first.

        Args:
            talker: Who asks, and where.
            messages: How many at most.
            seconds: How long ago at most.
        """
        rows = self._connection.execute(
            "SELECT question FROM exchanges WHERE chat_id = ? AND user_id = ? AND NOT closed AND asked_at >= ?"
            " ORDER BY exchange_id DESC LIMIT ?",
            (*talker, self._clock() - seconds, messages),
        )
        return tuple(question for (question,) in rows)[::-1]

    def close(self, talker: Talker) -> None:
        """End the talker's conversation: the next question is their first."""
        with self._connection:
            self._connection.execute(
                "UPDATE exchanges SET closed = 1 WHERE chat_id = ? AND user_id = ? AND NOT closed", talker
            )

    def knows(self, chat_id: int) -> bool:
        """Tell whether anybody has asked anything in this chat, of late."""
        found = self._connection.execute("SELECT 1 FROM exchanges WHERE chat_id = ? LIMIT 1", (chat_id,))
        return found.fetchone() is not None

    def move(self, chat_id: int, new_chat_id: int) -> None:
        """Note that a chat has another number from now on; the messages in it do not keep theirs."""
        with self._connection:
            self._connection.execute(
                "UPDATE exchanges SET chat_id = ?, message_id = NULL WHERE chat_id = ?", (new_chat_id, chat_id)
            )

    def _one(self, condition: str, *values: int) -> Exchange | None:
        query = f"SELECT {_COLUMNS}, {_OWN_VOTE} FROM exchanges WHERE {condition}"  # noqa: S608
        query += " ORDER BY exchange_id DESC LIMIT 1"
        row = self._connection.execute(query, values).fetchone()
        if row is None:
            return None
        exchange_id, asked_at, chat_id, user_id, question, context, status, kind, meeting, quotes, vote = row
        outcome = Outcome(status, kind, meeting, tuple(json.loads(quotes)))
        return Exchange(
            exchange_id,
            asked_at,
            (chat_id, user_id),
            question,
            tuple(json.loads(context)),
            outcome,
            Vote(vote) if vote else None,
        )
