"""Deleting what was kept long enough: when the bot starts, and every day after."""

from __future__ import annotations

import asyncio
import logging
import sqlite3

from bot.chat.services import Services

__all__ = ["keep_tidy"]

_LOG = logging.getLogger(__name__)
_DAY_SECONDS = 86_400.0


async def keep_tidy(services: Services, *, every: float = _DAY_SECONDS) -> None:
    """Tidy the store now and every so many seconds, until cancelled."""
    data = services.settings.data
    while True:
        try:
            await services.run(services.store.tidy, data.keep_days, data.keep_feedback_days)
            if services.library is not None:
                await services.run(services.library.library.sweep)
        except sqlite3.Error as error:  # busy, or the disk is full: the bot answers all the same, and tries again
            _LOG.warning("the store could not be tidied: %s", error)
        await asyncio.sleep(every)
