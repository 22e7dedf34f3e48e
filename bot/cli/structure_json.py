"""How a source was read, as a program reads it."""

from __future__ import annotations

from typing import TypedDict

from msgspec import Struct

from bot import paths
from bot.corpus.positions import position_at
from bot.corpus.structure import Structure
from bot.types import SourceText

__all__ = ["DoubtRecord", "SpeechShown", "StructureRecord", "structure_record"]


class _Place(TypedDict):
    line: int | None
    page: int | None
    time: float | None
    paragraph: int | None


class DoubtRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is uncertain: kind, words, the name they resemble, and where they stand in the file."""

    kind: str
    text: str
    other: str = ""
    line: int | None = None
    page: int | None = None
    time: float | None = None
    paragraph: int | None = None


class SpeechShown(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A speech and where its words begin: line, page and line, seconds, or paragraph, as the format counts."""

    speaker: str
    role: str
    section: str
    paragraphs: int
    characters: int
    line: int | None = None
    page: int | None = None
    time: float | None = None
    paragraph: int | None = None


class StructureRecord(Struct, frozen=True, kw_only=True):
    """A meeting as read.

    Attributes:
        left_out: Lines that are page heads and page numbers.
        settled: Numbers of the lines that the file next to the source settles.
        added_aliases: What it says somebody is called, by full name.
        removed_aliases: What it says nobody is called.
    """

    source: str
    title: str
    subtitle: str
    byline: str
    date: str
    speeches: tuple[SpeechShown, ...]
    doubts: tuple[DoubtRecord, ...]
    left_out: int
    settled: tuple[int, ...]
    added_aliases: dict[str, tuple[str, ...]]
    removed_aliases: tuple[str, ...]


def structure_record(structure: Structure, date: str) -> StructureRecord:
    """Return ``structure`` for a program; ``date`` is when the meeting was held, as far as known."""
    read = structure.meeting

    speeches = tuple(
        SpeechShown(
            speaker=speech.speaker,
            role=speech.role,
            section=speech.section,
            paragraphs=len(speech.paragraphs),
            characters=len(speech.text),
            **_place(read.source, speech.offsets[0]),
        )
        for speech in read.speeches
    )
    doubts = tuple(
        DoubtRecord(
            kind=doubt.kind.value,
            text=doubt.text,
            other=doubt.other,
            **_place(read.source, doubt.start),
        )
        for doubt in structure.doubts
    )
    return StructureRecord(
        source=paths.shown(read.source.path),
        title=read.title,
        subtitle=read.subtitle,
        byline=read.byline.of(read.reporter.text) if read.byline else "",
        date=date,
        speeches=speeches,
        doubts=doubts,
        left_out=structure.left_out,
        settled=structure.settled,
        added_aliases={
            speaker: tuple(name for name, called in read.added_aliases if called == speaker)
            for speaker in dict.fromkeys(called for _, called in read.added_aliases)
        },
        removed_aliases=read.removed_aliases,
    )


def _place(source: SourceText, start: int) -> _Place:
    mark = position_at(source, start)
    return {"line": mark.line, "page": mark.page, "time": mark.time, "paragraph": mark.paragraph}
