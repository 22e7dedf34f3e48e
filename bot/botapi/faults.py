"""Faults on order: what a real network and a busy server do to a bot now and then."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Fault", "Faults", "RandomFaults"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One call gone wrong.

    Attributes:
        delay: Seconds before the call is looked at.
        code: HTTP status to answer instead of the result; None to answer the result.
        retry_after: Seconds the bot is told to wait; only with code 429.
        body: What is answered word for word, with ``code`` or 200: a proxy's page, JSON that is torn.
        drop: Whether the connection is closed without an answer.
        applied: Whether the call takes effect before its answer is lost or replaced: what a time-out after
            delivery looks like to the bot.
    """

    delay: float = 0.0
    code: int | None = None
    retry_after: int | None = None
    body: str | None = None
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

    @property
    def left(self) -> int:
        """How many have met no call yet."""
        return sum(map(len, self._waiting.values()))

    def take(self, method: str) -> Fault | None:
        """Return and use up the fault for this call of ``method``; None for a call that goes well."""
        waiting = self._waiting.get(method.lower())
        return waiting.popleft() if waiting else None


class RandomFaults(Faults):
    """Faults that meet some of all calls by chance, besides those in store.

    Args:
        share: How many of the calls, 0 to 1.
        kinds: What they meet, each as likely as the others.
        seed: The same seed and order of calls, the same faults.
    """

    def __init__(self, share: float, kinds: Sequence[Fault], seed: int = 0) -> None:
        super().__init__()
        self._share = share
        self._kinds = kinds
        self._random = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret

    def take(self, method: str) -> Fault | None:
        """Return and use up the fault for this call of ``method``; None for a call that goes well."""
        if fault := super().take(method):
            return fault
        return self._random.choice(self._kinds) if self._random.random() < self._share else None
