"""What speakers commit to: the ledger of a meeting."""

from __future__ import annotations

from bot.answering.pledges.reading import read_pledges
from bot.answering.pledges.selection import select_pledges, with_number

__all__ = ["read_pledges", "select_pledges", "with_number"]
