"""Where a quote stands, in a few characters that outlive the process: for buttons, deep links and the store.

A place names its meeting by the first digits of the source's SHA-256, so that one made for another text, or for an
earlier state of this one, is known to be outdated instead of showing other words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from bot.types import Meeting, Quote, Span, Speech

__all__ = ["OutdatedPlaceError", "Place", "fingerprint"]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FINGERPRINT_LENGTH = 8
_REPORTER = "r"
# Ten digits to the base of 36 count far beyond any text; more would only cost time to read.
_WRITTEN = re.compile(r"([0-9a-f]{8})-(r|[0-9a-z]{1,10})-([0-9a-z]{1,10})-([0-9a-z]{1,10})", re.ASCII)


class OutdatedPlaceError(LookupError):
    """A place leads nowhere: it belongs to another text, or was never one."""


def fingerprint(meeting: Meeting) -> str:
    """Return the first 8 hexadecimal digits of the source's SHA-256; of several meetings, one for all of them."""
    return meeting.source.sha256[:_FINGERPRINT_LENGTH]


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a speech of a meeting.

    Attributes:
        meeting: Its fingerprint.
        speech: Index into ``Meeting.speeches``; None for the reporter's.
        span: Which words, in ``Speech.text``.
    """

    meeting: str
    speech: int | None
    span: Span

    @classmethod
    def of(cls, quote: Quote, meeting: Meeting) -> Self:
        """Return where ``quote`` stands in ``meeting``.

        Raises:
            ValueError: its speech is none of the meeting's.
        """
        try:
            part = meeting.part_of(quote.speech)
            speech = None if quote.speech is part.reporter else part.numbers[id(quote.speech)]
        except LookupError:
            msg = f"no speech of {meeting.title}"
            raise ValueError(msg) from None
        return cls(fingerprint(part), speech, quote.span)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str(place)`` wrote.

        Raises:
            OutdatedPlaceError: it is nothing of the kind.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise OutdatedPlaceError(text)
        meeting, speech, start, end = written.groups()
        try:
            span = Span(int(start, 36), int(end, 36))
        except ValueError:
            raise OutdatedPlaceError(text) from None
        return cls(meeting, None if speech == _REPORTER else int(speech, 36), span)

    def __str__(self) -> str:
        """Write the place with ``0-9 a-z -`` only, as links and buttons allow."""
        speech = _REPORTER if self.speech is None else _to_base_36(self.speech)
        if self.speech is not None and speech == _REPORTER:
            speech = f"0{speech}"  # the 28th speech
        return f"{self.meeting}-{speech}-{_to_base_36(self.span.start)}-{_to_base_36(self.span.end)}"

    def quote(self, meeting: Meeting) -> Quote:
        """Return the words that stand there.

        Raises:
            OutdatedPlaceError: the place belongs to another text.
        """
        try:
            return Quote(self._speech(meeting), self.span)
        except (IndexError, ValueError):
            raise OutdatedPlaceError(str(self)) from None

    def _speech(self, meeting: Meeting) -> Speech:
        part = next((part for part in meeting.parts or (meeting,) if fingerprint(part) == self.meeting), None)
        if part is None:
            raise OutdatedPlaceError(str(self))
        return part.reporter if self.speech is None else part.speeches[self.speech]


def _to_base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or "0"
