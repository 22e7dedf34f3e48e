"""A meeting as it was read, on disk: opening it again takes a fraction of the time that reading takes.

Offsets are kept as stretches: where the reading text runs along with its source, one number says it for all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import overload

import msgspec

from bot import __version__
from bot.types import Mark, Meeting, SourceText, Span, Speech

__all__ = ["OutdatedStructureError", "Stretches", "decode_meeting", "encode_meeting"]

_FORMAT = f"2/{__version__}"
"""What another version of the program read is read anew: it may see more in it."""


class OutdatedStructureError(ValueError):
    """It is damaged, or another version of the program wrote it."""


class Stretches(Sequence[int]):
    """Strictly increasing numbers that mostly follow upon each other, kept as stretches.

    Args:
        firsts: The first number of each stretch.
        sizes: How many numbers each has, > 0.
    """

    __slots__ = ("_ends", "_firsts", "_sizes")

    def __init__(self, firsts: Sequence[int], sizes: Sequence[int]) -> None:
        self._firsts = firsts
        self._sizes = sizes
        self._ends = tuple(accumulate(sizes))

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Stretches:
        """Keep some numbers."""
        if isinstance(numbers, Stretches):
            return numbers
        if isinstance(numbers, range) and numbers.step == 1:
            return cls((numbers.start,), (len(numbers),)) if numbers else cls((), ())
        firsts: list[int] = []
        sizes: list[int] = []
        following = -1
        for number in numbers:
            if number == following:
                sizes[-1] += 1
            else:
                firsts.append(number)
                sizes.append(1)
            following = number + 1
        return cls(firsts, sizes)

    @property
    def parts(self) -> tuple[Sequence[int], Sequence[int]]:
        """What it is made of: first numbers and sizes."""
        return self._firsts, self._sizes

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[int]:
        for first, size in zip(self._firsts, self._sizes, strict=True):
            yield from range(first, first + size)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        stretch = bisect_right(self._ends, at)
        return self._firsts[stretch] + at - (self._ends[stretch] - self._sizes[stretch])


_Pair = tuple[int, int]


class _Speech(msgspec.Struct, array_like=True, frozen=True, gc=False):
    speaker: str
    role: str
    organisation: str
    section: str
    text: str
    firsts: list[int]
    sizes: list[int]
    paragraphs: list[int]
    role_line: _Pair | None
    heading: _Pair | None


class _Meeting(msgspec.Struct, array_like=True, frozen=True):
    version: str
    meeting_id: str
    title: str
    subtitle: str
    text: str
    sha256: str
    marks: list[tuple[int, int | None, int | None, float | None, int | None]]
    reporter: _Speech
    speeches: list[_Speech]
    byline: _Pair | None
    lead: _Pair | None
    added_aliases: list[tuple[str, str]]
    removed_aliases: list[str]


def encode_meeting(meeting: Meeting) -> bytes:
    """Write a single meeting; its source's path, its name and its date are left out."""
    source = meeting.source
    return msgspec.msgpack.encode(
        _Meeting(
            _FORMAT,
            meeting.meeting_id,
            meeting.title,
            meeting.subtitle,
            source.text,
            source.sha256,
            [(mark.start, mark.page, mark.line, mark.time, mark.paragraph) for mark in source.marks],
            _from_speech(meeting.reporter),
            [_from_speech(speech) for speech in meeting.speeches],
            _pair(meeting.byline),
            _pair(meeting.lead),
            list(meeting.added_aliases),
            list(meeting.removed_aliases),
        )
    )


def decode_meeting(written: bytes, path: Path, *, name: str = "", date: str = "") -> Meeting:
    """Return the meeting that was written.

    Args:
        written: From ``encode_meeting``.
        path: Where its source is.
        name: What it was added as, where that is not its title.
        date: When it was held.

    Raises:
        OutdatedStructureError: see there.
    """
    try:
        if not written.startswith(_HEAD):
            raise OutdatedStructureError(path)
        found = _decoder.decode(written)
    except msgspec.DecodeError as error:
        raise OutdatedStructureError(path) from error
    source = SourceText(found.text, path, found.sha256, tuple(Mark(*mark) for mark in found.marks))
    return Meeting(
        found.meeting_id,
        found.title,
        found.subtitle,
        source,
        _to_speech(found.reporter, source),
        tuple(_to_speech(speech, source) for speech in found.speeches),
        _span(found.byline),
        _span(found.lead),
        name,
        date,
        added_aliases=tuple(found.added_aliases),
        removed_aliases=tuple(found.removed_aliases),
    )


_decoder = msgspec.msgpack.Decoder(_Meeting)
_HEAD = b"\x9d" + msgspec.msgpack.encode(_FORMAT)
"""A list of thirteen, the first of which is the version."""


def _from_speech(speech: Speech) -> _Speech:
    firsts, sizes = Stretches.of(speech.offsets).parts
    return _Speech(
        speech.speaker,
        speech.role,
        speech.organisation,
        speech.section,
        speech.text,
        list(firsts),
        list(sizes),
        [edge for span in speech.paragraphs for edge in (span.start, span.end)],
        _pair(speech.role_line),
        _pair(speech.heading),
    )


def _to_speech(found: _Speech, source: SourceText) -> Speech:
    edges = iter(found.paragraphs)
    return Speech(
        source,
        found.speaker,
        found.role,
        found.organisation,
        found.section,
        found.text,
        Stretches(found.firsts, found.sizes),
        tuple(Span(start, end) for start, end in zip(edges, edges, strict=True)),
        _span(found.role_line),
        _span(found.heading),
    )


def _pair(span: Span | None) -> _Pair | None:
    return None if span is None else (span.start, span.end)


def _span(pair: _Pair | None) -> Span | None:
    return None if pair is None else Span(*pair)
