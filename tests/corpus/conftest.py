"""Meetings written on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.types import Meeting

Read = Callable[[str], Meeting]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a reader of inline text, by way of a real file."""

    def from_text(text: str) -> Meeting:
        path = tmp_path / "会议.txt"
        path.write_bytes(text.encode())
        return read_meeting(path)

    return from_text
