"""Which meeting somebody names on the command line: a file, or an added meeting by its id or title."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.corpus.settling import nearest
from bot.errors import SourceError, UnknownMeetingError
from bot.retrieval.normal import fold
from bot.store.meetings import MeetingRecord
from bot.types import squash

__all__ = ["choose_record", "is_file"]

_FEWEST_DIGITS = 4
"""Of an id that is cut short."""
_FEWEST_CHARACTERS = 2
"""Of a part of a title."""


def is_file(name: str) -> bool:
    """Tell whether a name is that of a file that is there."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # longer than a path may be, or no path at all
        return False


def choose_record(name: str, records: Sequence[MeetingRecord]) -> MeetingRecord:
    """Return the meeting that is meant.

    Args:
        name: Its id or the beginning of it; its title or a part that no other title holds; the name of its file.
        records: The meetings there are.

    Raises:
        UnknownMeetingError: none is meant, or several are; the error tells the nearest.
        SourceError: what is named is a file, and is not there.
    """
    wanted = _form(name)
    for meant in (
        [record for record in records if record.meeting_id == wanted],
        [record for record in records if len(wanted) >= _FEWEST_DIGITS and record.meeting_id.startswith(wanted)],
        [record for record in records if wanted in {_form(record.title), _form(record.file)}],
        [record for record in records if len(wanted) >= _FEWEST_CHARACTERS and wanted in _form(record.title)],
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            msg = f"{name}: several meetings are called so: {_listed(meant)}"
            raise UnknownMeetingError(msg)
    if "/" in name or "\\" in name or Path(name).suffix:
        raise SourceError(name, 0, "is no file, and no added meeting is called so")
    titles = {record.title: record for record in records}
    near = [titles[title] for title in nearest(name, tuple(titles))]
    found = f"did you mean {_listed(near)}?" if near else f"there are {_listed(records)}"
    msg = f"{name}: no file and no meeting is called so; {found}"
    raise UnknownMeetingError(msg)


def _form(title: str) -> str:
    return squash(fold(title.strip(" 《》")))


def _listed(records: Sequence[MeetingRecord]) -> str:
    return ", ".join(f"{record.meeting_id} ({record.title})" for record in records[:5])
