"""Which questions got no answer, and what people think of the answers that were given: for who improves the bot.

While an exchange is kept, it is read from there; when it is old, only this stays of it: the question without contacts,
what became of it, and how many liked that. Who asked, where and at which hour is gone then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from time import time

from bot.store.anonymity import without_contacts
from bot.store.exchanges import Outcome

__all__ = ["Feedback", "FeedbackStore"]

_NOT_FOUND = "not_found"
"""Of the statuses, the one that says a question got no answer. Small talk (off_topic) is nobody's business, and a
question back (clarify) is no end; who thinks that either was a mistake presses 👎."""

_LIVE = """
    SELECT date(asked_at, 'unixepoch') AS day, question, CASE follows WHEN 0 THEN '[]' ELSE context END AS context,
        status, kind, meeting, quotes,
        count(*) FILTER (WHERE vote = 'up') AS ups, count(*) FILTER (WHERE vote = 'down') AS downs
    FROM exchanges LEFT JOIN votes USING (exchange_id)
    WHERE asked_at >= ? AND asked_at < ?
    GROUP BY exchange_id
    HAVING status = ? OR ups + downs > 0
    ORDER BY exchange_id DESC
"""
_KEPT = "SELECT day, question, context, status, kind, meeting, quotes, ups, downs FROM feedback"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A question that got no answer, or was voted on; asked once or often.

    Attributes:
        question: As typed, without contacts.
        context: The earlier messages it was understood from, oldest first, the same; empty when it stands alone.
        outcome: What became of it.
        asked: How often.
        last: The last day it was asked, in UTC.
        ups: Votes that the answer was good.
        downs: Votes that it was not.
    """

    question: str
    context: tuple[str, ...]
    outcome: Outcome
    asked: int
    last: date
    ups: int = 0
    downs: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer, or for a better one."""
        return self.outcome.status == _NOT_FOUND or self.downs > self.ups


class FeedbackStore:
    """What is worth a look among the exchanges, and what is kept of it for longer.

    Args:
        connection: From ``open_database``.
        clock: Returns the time in Unix seconds.
    """

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], float] = time) -> None:
        self._connection = connection
        self._clock = clock

    def entries(self) -> tuple[Feedback, ...]:
        """Return all there is, the same question and outcome as one; the last asked first, then the most asked."""
        live = self._connection.execute(_LIVE, (0, self._clock() + 1, _NOT_FOUND)).fetchall()
        grouped: dict[tuple[str, tuple[str, ...], Outcome], Feedback] = {}
        for entry in _read(live + self._connection.execute(_KEPT).fetchall()):
            key = (entry.question, entry.context, entry.outcome)
            same = grouped.get(key)
            grouped[key] = _together(same, entry) if same else entry
        return tuple(sorted(grouped.values(), key=lambda entry: (entry.last, entry.asked), reverse=True))

    def retire(self, days: int) -> int:
        """Delete the exchanges older than ``days``, keep of them what is worth it, and return how many they were."""
        before = self._days_ago(days).timestamp()
        with self._connection:
            worth = self._connection.execute(_LIVE, (0, before, _NOT_FOUND)).fetchall()
            kept = [
                (day, without_contacts(question), _clean(context), *rest) for day, question, context, *rest in worth
            ]
            self._connection.executemany(
                "INSERT INTO feedback (day, question, context, status, kind, meeting, quotes, ups, downs)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sorted(kept),  # else whose questions stand side by side would tell who asked them all
            )
            old = self._connection.execute("DELETE FROM exchanges WHERE asked_at < ?", (before,))
        return old.rowcount

    def prune(self, days: int) -> int:
        """Delete what was kept of questions asked more than ``days`` ago and return how many."""
        with self._connection:
            old = self._connection.execute(
                "DELETE FROM feedback WHERE day < ?", (self._days_ago(days).date().isoformat(),)
            )
        return old.rowcount

    def _days_ago(self, days: int) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC) - timedelta(days=days)


def _read(rows: Iterable[tuple[str, str, str, str, str, str, str, int, int]]) -> Iterable[Feedback]:
    for day, question, context, status, kind, meeting, quotes, ups, downs in rows:
        outcome = Outcome(status, kind, meeting, tuple(json.loads(quotes)))
        before = tuple(json.loads(_clean(context)))
        yield Feedback(without_contacts(question), before, outcome, 1, date.fromisoformat(day), ups, downs)


def _together(one: Feedback, other: Feedback) -> Feedback:
    return replace(
        one,
        asked=one.asked + other.asked,
        last=max(one.last, other.last),
        ups=one.ups + other.ups,
        downs=one.downs + other.downs,
    )


def _clean(context: str) -> str:
    return json.dumps([without_contacts(text) for text in json.loads(context)], ensure_ascii=False)
