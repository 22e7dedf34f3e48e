"""A doubt and somebody's yes or no to it → what the lines of the source are settled to be."""

from __future__ import annotations

from bot.corpus.doubts import Doubt, DoubtKind
from bot.corpus.lines import Line, split_lines
from bot.corpus.settling import SettledLine
from bot.corpus.speakers.labelled import split_label
from bot.corpus.speakers.turns import read_speaker
from bot.types import Meeting, Speech

__all__ = ["decide", "is_decidable", "is_decided"]


def is_decidable(doubt: Doubt) -> bool:
    """Tell whether a yes or no is enough: who said words that nobody is named for must be written down."""
    return doubt.kind is not DoubtKind.UNSPOKEN


def decide(doubt: Doubt, meeting: Meeting, *, yes: bool) -> tuple[SettledLine, ...]:
    """Return what a yes or no makes of the lines a doubt is about.

    Args:
        doubt: One that ``is_decidable``.
        meeting: In whose reading it arose.
        yes: That it is a speaker, a heading, one person with two spellings, a speech to be kept.

    Raises:
        LookupError: the doubt is none of this meeting's.
    """
    if doubt.kind is DoubtKind.SPEAKER:
        lines = _alike(meeting, doubt)
        if not yes:
            return tuple(SettledLine(number=line.number, kind="text") for line in lines)
        role, name = read_speaker(doubt.text)
        return tuple(SettledLine(number=line.number, kind="speaker", role=role, name=name) for line in lines)
    if doubt.kind is DoubtKind.HEADING:
        return (SettledLine(number=_line_at(meeting, doubt.start).number, kind="heading" if yes else "text"),)
    speeches = [speech for speech in meeting.speeches if speech.offsets[0] == doubt.start]
    if doubt.kind is DoubtKind.NAME and yes:
        return tuple(_named(meeting, speech, doubt.other) for speech in meeting.speeches_of(doubt.text))
    if doubt.kind is DoubtKind.SHORT and not yes:
        numbers = {line.number: None for speech in speeches for line in _lines_of(meeting, speech)}
        return tuple(SettledLine(number=number, kind="aside") for number in numbers)
    return tuple(_named(meeting, speech, speech.speaker) for speech in speeches)


def is_decided(doubt: Doubt, meeting: Meeting, settled: frozenset[int]) -> bool:
    """Tell whether the lines that a doubt about a speech is about are settled.

    Args:
        doubt: Any.
        meeting: In whose reading it arose.
        settled: Numbers of lines.
    """
    if not settled or doubt.kind not in {DoubtKind.NAME, DoubtKind.SHORT}:
        return False
    speeches = (speech for speech in meeting.speeches if speech.offsets[0] == doubt.start)
    return any(_head(meeting, speech).number in settled for speech in speeches)


def _alike(meeting: Meeting, doubt: Doubt) -> list[Line]:
    """Return the line that may be a speaker's, with those that begin with the same words and a colon."""
    here = _line_at(meeting, doubt.start)
    return [
        line
        for line in split_lines(meeting.source)
        if line.number == here.number
        or ((label := split_label(line.text)) and line.text[label[0] : label[1]] == doubt.text)
    ]


def _named(meeting: Meeting, speech: Speech, name: str) -> SettledLine:
    return SettledLine(number=_head(meeting, speech).number, kind="speaker", role=speech.role, name=name)


def _head(meeting: Meeting, speech: Speech) -> Line:
    """Return the line that names who speaks."""
    start = meeting.reporter.offsets[speech.role_line.start] if speech.role_line else speech.offsets[0]
    return _line_at(meeting, start)


def _lines_of(meeting: Meeting, speech: Speech) -> list[Line]:
    first, last = _head(meeting, speech).number, _line_at(meeting, speech.offsets[-1]).number
    return [line for line in split_lines(meeting.source) if first <= line.number <= last]


def _line_at(meeting: Meeting, start: int) -> Line:
    found = [line for line in split_lines(meeting.source) if line.start <= start]
    return found[-1]
