"""Faults on order: what a real network and a busy server do to a bot now and then."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

__all__ = ["Fault", "Faults"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One call gone wrong.

    Attributes:
        delay: Seconds before the call is looked at.
        code: HTTP status to answer instead of the result; None to answer the result.
        retry_after: Seconds the bot is told to wait; only with code 429.
        drop: Whether the connection is closed without an answer.
        applied: Whether the call takes effect before its answer is lost or replaced: what a time-out after
            delivery looks like to the bot.
    """

    delay: float = 0.0
    code: int | None = None
    retry_after: int | None = None
    drop: bool = False
    applied: bool = False

    @classmethod
    def too_many_requests(cls, retry_after: int) -> Fault:
        """Return the answer to a bot that sends too fast."""
        return cls(code=429, retry_after=retry_after)

    @classmethod
    def bad_gateway(cls) -> Fault:
        """Return the answer of a server that is being restarted."""
        return cls(code=502)


class Faults:
    """Faults in store for the next calls, by method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = {}

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next ``times`` calls of ``method`` that have none yet meet ``fault``."""
        self._waiting.setdefault(method.lower(), deque()).extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """Return and use up the fault for this call of ``method``; None for a call that goes well."""
        waiting = self._waiting.get(method.lower())
        return waiting.popleft() if waiting else None
