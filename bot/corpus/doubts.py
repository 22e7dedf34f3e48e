"""What is uncertain in the reading of a meeting, so that its owner can look at the place and settle it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from bot.corpus.laidout import LaidOut, LineKind
from bot.corpus.speakers.standing import find_unread_names
from bot.corpus.speakers.turns import find_unread_labels, name_speaker
from bot.corpus.unspoken import unspoken_runs
from bot.types import Meeting

__all__ = ["Doubt", "DoubtKind", "find_doubts"]

_SENTENCE_END = re.compile(r"[。；;][”’」』）》)\]]*$")
_FEWEST_CHARACTERS = 4
_FULL_NAME = 3
_LONGEST_ALIKE = 400
"""Speakers; of more, names are not held against each other: a parliament's year has many that are alike."""


class DoubtKind(StrEnum):
    """What is uncertain."""

    SPEAKER = "speaker"
    """A line that looks like a new speaker and was read as text."""
    HEADING = "heading"
    """A heading that ends as a sentence does."""
    NAME = "name"
    """A name that differs from another one's by one character."""
    SHORT = "short"
    """A speech of hardly a word."""
    UNSPOKEN = "unspoken"
    """Words under a heading before anybody speaks: they are taken for the reporter's."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One uncertain thing.

    Attributes:
        kind: What is uncertain.
        start: Offset in the source's text.
        text: The words in doubt.
        other: For ``NAME``, the name that it resembles; else empty.
    """

    kind: DoubtKind
    start: int
    text: str
    other: str = ""


def find_doubts(meeting: Meeting, laid_out: Sequence[LaidOut]) -> tuple[Doubt, ...]:
    """Return what is uncertain, in order of the source.

    Args:
        meeting: As read.
        laid_out: What its lines were taken for; empty where the format itself says who speaks.
    """
    found = (*_lines(laid_out), *_unspoken(laid_out), *_names(meeting), *_short(meeting))
    return tuple(sorted(found, key=lambda doubt: doubt.start))


def _lines(laid_out: Sequence[LaidOut]) -> Iterator[Doubt]:
    settled = {part.line.number for part in laid_out if part.kind is LineKind.SPEAKER}
    unread = _unread_labels(laid_out, settled)
    for part in laid_out:
        if part.kind is LineKind.HEADING and _SENTENCE_END.search(part.text):
            yield Doubt(DoubtKind.HEADING, part.start, part.text)
        elif part.kind is LineKind.TEXT and part.line.number not in settled:
            label = name_speaker(part.text) or unread.get(part.start, "")
            if label:
                yield Doubt(DoubtKind.SPEAKER, part.start, label)


def _unread_labels(laid_out: Sequence[LaidOut], settled: Collection[int]) -> Mapping[int, str]:
    """Return the labels and names that nobody is known by, by their offset in the source."""
    lines = list({part.line.number: part.line for part in laid_out}.values())
    spoken = [index for index, line in enumerate(lines) if line.number in settled]
    unread = {**find_unread_labels(lines, spoken), **find_unread_names(lines, spoken)}
    return {lines[index].start: label for index, label in unread.items()}


def _unspoken(laid_out: Sequence[LaidOut]) -> Iterator[Doubt]:
    for first, *_ in unspoken_runs(laid_out):
        yield Doubt(DoubtKind.UNSPOKEN, first.start, first.text)


def _names(meeting: Meeting) -> Iterator[Doubt]:
    if len(meeting.speakers) > _LONGEST_ALIKE:
        return
    times = Counter(speech.speaker for speech in meeting.speeches)
    named = dict.fromkeys(speech.speaker for speech in meeting.speeches if speech.role != speech.speaker)
    for one, other in combinations(named, 2):
        if len(one) != len(other) or sum(a != b for a, b in zip(one, other, strict=True)) != 1:
            continue
        roles = [{speech.role for speech in meeting.speeches_of(name)} - {""} for name in (one, other)]
        # two brothers may speak; two names of two characters share one by chance
        if len(one) >= _FULL_NAME or roles[0] & roles[1]:
            rare, common = sorted((one, other), key=lambda name: times[name])
            speech = meeting.speeches_of(rare)[0]
            yield Doubt(DoubtKind.NAME, speech.offsets[0], rare, common)


def _short(meeting: Meeting) -> Iterator[Doubt]:
    for speech in meeting.speeches:
        if len(speech.text) < _FEWEST_CHARACTERS:
            yield Doubt(DoubtKind.SHORT, speech.offsets[0], speech.text)
