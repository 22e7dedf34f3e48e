"""An answer as a program reads it: one JSON object, offsets in the source file's text."""

from __future__ import annotations

import json

import msgspec
from msgspec import Struct

from bot import paths
from bot.corpus.positions import position_of
from bot.types import Answer, Quote, SourceText, Span, Speech

__all__ = [
    "AnswerRecord",
    "PlaceRecord",
    "QuoteRecord",
    "SpeechRecord",
    "quote_record",
    "to_json",
    "to_record",
    "to_speech_record",
]


class PlaceRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where words stand in the file, as its format counts; what it does not count is left out.

    Attributes:
        page: On which the first word stands, counted from 1.
        line: Of the page or, without pages, of the file.
        paragraph: Of a file without pages and lines, among those that hold text.
        time: Seconds from the beginning of the recording: when the first word's cue or turn begins.
        last_page: On which the last word stands, where that is another; so for the others.
    """

    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    time: float | None = None
    last_page: int | None = None
    last_line: int | None = None
    last_paragraph: int | None = None
    last_time: float | None = None


class QuoteRecord(Struct, frozen=True, kw_only=True):
    """A quote.

    Attributes:
        speaker: Full name; empty when the reporter wrote the words.
        role: The role line, without the name.
        section: The section heading.
        text: The words.
        source: The file they stand in.
        start: First code point of them in the file's text, read with ``newline=""``.
        end: One past their last; the slice equals ``text`` whitespace aside.
        place: Where a person finds them in the file.
    """

    speaker: str
    role: str = ""
    section: str = ""
    text: str
    source: str = ""
    start: int
    end: int
    place: PlaceRecord = PlaceRecord()


class AnswerRecord(Struct, frozen=True, kw_only=True):
    """An answer.

    Attributes:
        id: The question's id.
        status: See ``AnswerStatus``.
        kind: See ``QuestionKind``.
        speakers: Full names the answer names.
        quotes: Best first.
        text: The whole reply as plain text.
        ms: Milliseconds from the question to the answer.
    """

    id: str
    status: str
    kind: str = ""
    speakers: tuple[str, ...] = ()
    quotes: tuple[QuoteRecord, ...] = ()
    text: str = ""
    ms: float = 0.0


class SpeechRecord(Struct, frozen=True, kw_only=True):
    """A speech; its fields are those of ``QuoteRecord`` for the whole of it.

    Attributes:
        organisation: The body the speaker stands for.
        characters: Length of the reading text.
    """

    speaker: str
    role: str
    organisation: str
    section: str
    characters: int
    source: str
    start: int
    end: int
    place: PlaceRecord


def to_record(answer: Answer, *, question_id: str, text: str, ms: float) -> AnswerRecord:
    """Return ``answer`` for a program; ``text`` is the reply that a person would read."""
    return AnswerRecord(
        id=question_id,
        status=answer.status.value,
        kind=answer.question.kind.value,
        speakers=answer.speakers,
        quotes=tuple(quote_record(quote) for quote in answer.quotes),
        text=text,
        ms=round(ms, 3),
    )


def to_speech_record(speech: Speech) -> SpeechRecord:
    """Return ``speech`` for a program, without its words."""
    place = speech.source_span(Span(0, len(speech.text)))
    return SpeechRecord(
        speaker=speech.speaker,
        role=speech.role,
        organisation=speech.organisation,
        section=speech.section,
        characters=len(speech.text),
        source=paths.shown(speech.source.path),
        start=place.start,
        end=place.end,
        place=_place_record(speech.source, place),
    )


def to_json(record: Struct) -> str:
    r"""Return ``record`` as one line of JSON.

    Half a surrogate pair, which a question may hold and UTF-8 may not, is written ``\ud800``: JSON allows that.
    """
    line = json.dumps(msgspec.to_builtins(record), ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def quote_record(quote: Quote) -> QuoteRecord:
    """Return ``quote`` for a program."""
    place = quote.source_span
    return QuoteRecord(
        speaker=quote.speech.speaker,
        role=quote.speech.role,
        section=quote.speech.section,
        text=quote.text,
        source=paths.shown(quote.speech.source.path),
        start=place.start,
        end=place.end,
        place=_place_record(quote.speech.source, place),
    )


def _place_record(source: SourceText, span: Span) -> PlaceRecord:
    first, last = position_of(source, span)
    paged = first.page != last.page
    return PlaceRecord(
        page=first.page,
        line=first.line,
        paragraph=first.paragraph,
        time=first.time,
        last_page=last.page if paged else None,
        last_line=last.line if paged or first.line != last.line else None,
        last_paragraph=last.paragraph if first.paragraph != last.paragraph else None,
        last_time=last.time if first.time != last.time else None,
    )
