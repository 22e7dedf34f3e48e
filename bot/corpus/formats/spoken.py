"""What is written down as it was said: turns, each with who speaks and when, as subtitles and transcripts have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.corpus.formats.document import Document, DocumentWriter, Piece, UnreadableError
from bot.corpus.speakers.asides import find_title
from bot.errors import SourceFault

__all__ = ["SpokenTurn", "seconds_of", "write_spoken"]


@dataclass
class SpokenTurn:
    """What somebody says at a stretch.

    Attributes:
        speaker: As printed; empty for words that nobody is told to have said.
        paragraphs: Each of one and more pieces.
        unsaid: What stands there and nobody said: a picture, a notice of the program.
        heading: Of it and what follows.
    """

    speaker: str
    paragraphs: list[list[Piece]]
    unsaid: list[Piece] = field(default_factory=list)
    heading: Piece | None = None


def write_spoken(turns: Iterable[SpokenTurn], front: Sequence[str] = (), foot: Sequence[str] = ()) -> Document:
    """Write turns down as a document.

    Args:
        turns: In order; one without words is left out, but for what nobody said.
        front: Lines before the first turn; the one that names the meeting, else the first, is its title.
        foot: Lines behind the last one, which nobody said.

    Raises:
        UnreadableError: nobody speaks.
    """
    turns = list(turns)
    if not any(turn.speaker and turn.paragraphs for turn in turns):
        msg = "no speaker found: no cue says who speaks, as “<v name>” or “name：” would"
        raise UnreadableError(msg, SourceFault.NO_SPEAKER_IN_SUBTITLES)
    writer = DocumentWriter()
    _write_front(writer, front)
    for turn in turns:
        if turn.heading:
            writer.heading(turn.heading)
        if turn.speaker and turn.paragraphs:
            name, role = _name_and_role(turn.speaker)
            writer.turn(name, role, turn.paragraphs)
        else:
            for paragraph in turn.paragraphs:
                for piece in paragraph:
                    writer.remark(piece)
        for piece in turn.unsaid:
            writer.aside(piece)
    for line in foot:
        writer.aside(Piece(line))
    return writer.document()


def _write_front(writer: DocumentWriter, front: Sequence[str]) -> None:
    titled, begin = find_title(front)
    for index, line in enumerate(front):
        label = line[:begin].rstrip() if index == titled else line
        if label:
            writer.remark(Piece(label))
        if index == titled:
            writer.title(Piece(line[begin:]))


def seconds_of(time: str) -> float:
    """Return the seconds of 01:02:03.5 or 02:03."""
    seconds = 0.0
    for part in re.split("[:：]", time.replace(",", ".")):
        seconds = seconds * 60 + float(part)
    return seconds


def _name_and_role(speaker: str) -> tuple[str, str]:
    """Part 张三（市水务局局长） into name and role."""
    found = re.fullmatch(r"(.+?)\s*[（(](.+)[）)]", speaker)
    return (found[1], found[2]) if found else (speaker, "")
