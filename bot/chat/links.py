"""Links that open the private chat at a quote, a speech or a speaker: what stands behind ``?start=``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.corpus.places import OutdatedPlaceError, Place, fingerprint
from bot.types import Meeting, Speech

__all__ = ["ASK", "Target", "TargetKind", "deep_link", "parse_payload"]

ASK = "ask"
"""The payload of a link to nothing in particular: who follows it wants to ask something."""

_WRITTEN = re.compile(r"(?P<kind>speaker|speech)-(?P<meeting>[0-9a-f]{8})-(?P<number>[0-9]{1,6})", re.ASCII)


class TargetKind(StrEnum):
    """What a link or a button leads to; the values are the actions of buttons, too."""

    SPEAKER = "speaker"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Target:
    """A speaker or a speech of a meeting.

    Attributes:
        kind: Which of the two.
        meeting: The meeting's fingerprint.
        number: Index into ``Meeting.speakers`` or ``Meeting.speeches``.
    """

    kind: TargetKind
    meeting: str
    number: int

    @classmethod
    def of_speaker(cls, speaker: str, meeting: Meeting) -> Self:
        """Return what leads to a speaker.

        Raises:
            ValueError: nobody of that name spoke.
        """
        return cls(TargetKind.SPEAKER, fingerprint(meeting), meeting.speakers.index(speaker))

    @classmethod
    def of_speech(cls, speech: Speech, meeting: Meeting) -> Self:
        """Return what leads to a speech.

        Raises:
            ValueError: it is none of the meeting's.
        """
        return cls(TargetKind.SPEECH, fingerprint(meeting), meeting.speeches.index(speech))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str(target)`` wrote.

        Raises:
            OutdatedPlaceError: it is nothing of the kind.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise OutdatedPlaceError(text)
        return cls(TargetKind(written["kind"]), written["meeting"], int(written["number"]))

    def __str__(self) -> str:
        """Write the target with ``0-9 a-z -`` only, in at most 23 characters."""
        return f"{self.kind.value}-{self.meeting}-{self.number}"

    def speaker(self, meeting: Meeting) -> str:
        """Return the speaker it leads to.

        Raises:
            OutdatedPlaceError: it belongs to another text, or leads to a speech.
        """
        return meeting.speakers[self._number(TargetKind.SPEAKER, meeting, len(meeting.speakers))]

    def speech(self, meeting: Meeting) -> Speech:
        """Return the speech it leads to.

        Raises:
            OutdatedPlaceError: it belongs to another text, or leads to a speaker.
        """
        return meeting.speeches[self._number(TargetKind.SPEECH, meeting, len(meeting.speeches))]

    def _number(self, kind: TargetKind, meeting: Meeting, count: int) -> int:
        if self.kind is not kind or self.meeting != fingerprint(meeting) or not 0 <= self.number < count:
            raise OutdatedPlaceError(str(self))
        return self.number


def parse_payload(payload: str) -> Place | Target:
    """Read what a link leads to; whether that is still there, ``quote``, ``speech`` and ``speaker`` tell.

    Raises:
        OutdatedPlaceError: it is no link of this bot's.
    """
    return Target.parse(payload) if _WRITTEN.fullmatch(payload) else Place.parse(payload)


def deep_link(username: str, payload: str) -> str:
    """Return the address that starts the private chat with the bot of this name with ``payload``."""
    return f"https://t.me/{username}?start={payload}"
