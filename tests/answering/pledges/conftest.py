"""Ledgers of speeches that a test has written out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.pledges import read_pledges, with_number
from bot.types import Meeting, Pledge

Said = tuple[str, str, str, str]
"""Quote, number, deadline and word that commits, as said; empty for none."""


def said(pledge: Pledge) -> Said:
    """Return a pledge in its own words."""
    text = pledge.quote.speech.text
    places = (pledge.quantity.span if pledge.quantity else None, pledge.deadline, pledge.commitment)
    number, deadline, commitment = (span.of(text) if span else "" for span in places)
    return pledge.quote.text, number, deadline, commitment


@pytest.fixture
def ledger(make_meeting: Callable[[str], Meeting]) -> Callable[..., list[Said]]:
    """Return what reads the pledges with a number of one speech; paragraphs are parted by line feeds."""

    def read(speech: str, *, heading: str = "抓好落实", everything: bool = False) -> list[Said]:
        paragraphs = "\n\n".join(speech.split("\n"))
        meeting = make_meeting(f"# 全县工作会议发言摘要\n\n### {heading}\n\n□县长 马文骏\n\n{paragraphs}\n")
        pledges = read_pledges(meeting)
        return [said(pledge) for pledge in (pledges if everything else with_number(pledges))]

    return read
