"""How fast a page may ask for things."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["Pace"]


class Pace:
    """Lets a burst through and then only so many a second.

    Args:
        burst: Gestures at once.
        a_second: Gestures a second in the long run.
        clock: Returns seconds that only grow.
    """

    def __init__(
        self, *, burst: float = 80.0, a_second: float = 10.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._a_second = a_second
        self._clock = clock
        self._left = burst
        self._seen = clock()

    def allows(self) -> bool:
        """Tell whether one more is allowed now, and count it if so."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._seen) * self._a_second)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
