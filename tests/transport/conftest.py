"""An event loop whose time passes by itself, so that waits of minutes take no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

import pytest


class _NoWaiting(selectors.SelectSelector):
    """Instead of waiting, lets the loop's clock run ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        self.now += max(timeout or 0.0, 1e-6)  # a little always: what waits for a rounding error would wait for ever
        return super().select(0)


def run_ahead(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine that waits for nothing but time."""
    selector = _NoWaiting()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


@pytest.fixture(scope="session")
def run():
    """Return ``run_ahead``."""
    return run_ahead
