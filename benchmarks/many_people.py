"""What 100,000 people who each come once leave in memory: the paces of sending and asking, which have a bound.

    python benchmarks/many_people.py

Prints the megabytes after so many people. That nothing else grows with them is a test: tests/chat/test_growth.py.
"""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from typing import Any

from bot.chat.handlers.throttle import Throttle
from bot.config import Settings
from bot.transport.counters import Counters
from bot.transport.limiter import SendingLimiter

MARKS = (1_000, 10_000, 20_000, 50_000, 100_000)
FIRST_ID = 10_000_000_000


class Asked:
    """As much of ``Services`` as the throttle uses."""

    settings = Settings()


async def send() -> None:
    """Send nothing, in a round of the event loop."""
    await asyncio.sleep(0)


async def main() -> None:
    """Let one person after another be answered once."""
    limiter, services = SendingLimiter(Counters(), per_second=1e9), Asked()
    throttle = Throttle(services)  # type: ignore[arg-type]
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(1, MARKS[-1] + 1):
        person = FIRST_ID + number
        data: dict[str, Any] = {"chat_id": person}
        await limiter.process_request(send, (), {}, "sendMessage", data, None)
        throttle._allowance(person, float(number))  # noqa: SLF001 - the rest of it needs messages
        if number in MARKS:
            gc.collect()
            print(f"{number:7,} people: {(tracemalloc.get_traced_memory()[0] - before) / 1e6:.1f} MB")


if __name__ == "__main__":
    asyncio.run(main())
