"""Several meetings asked about together, as one; and some speeches of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.types import Meeting, SourceText, Speech

__all__ = ["Selection", "gather"]


@dataclass(frozen=True, eq=False)
class Selection(Meeting):
    """Some speeches of some meetings. Nobody else's voice is heard in it, nor the reporters'.

    Attributes:
        reported: Of what the reporters wrote, what quotations are held against; nothing, unless it is chosen.
    """

    reported: tuple[Speech, ...] = ()

    @property
    def reporters(self) -> tuple[Speech, ...]:
        """What was chosen of it."""
        return self.reported

    @cached_property
    def voices(self) -> tuple[Speech, ...]:
        """The speeches alone."""
        return self.speeches


def gather(
    meetings: Sequence[Meeting], speeches: Sequence[Speech] | None = None, reported: Sequence[Speech] = ()
) -> Meeting:
    """Return several meetings as one, whose ``parts`` they are; a single one is returned as it is.

    Args:
        meetings: At least one; in the order in which their speeches follow each other.
        speeches: Which of their speeches it has, in order; None for all.
        reported: Where speeches are chosen, what of the reporters' quotations are held against, too.
    """
    if speeches is None and len(meetings) == 1:
        return meetings[0]
    digest = hashlib.sha256("".join(meeting.source.sha256 for meeting in meetings).encode()).hexdigest()
    source = SourceText("", Path(), digest)
    together = Selection(
        meeting_id="",
        title="",
        subtitle="",
        source=source,
        reporter=Speech(source, "", "", "", "", "", (), ()),
        speeches=tuple(speech for meeting in meetings for speech in meeting.speeches)
        if speeches is None
        else tuple(speeches),
        parts=tuple(meetings),
        reported=tuple(reported),
    )
    if speeches is not None:
        return together
    return Meeting("", "", "", source, together.reporter, together.speeches, parts=together.parts)
