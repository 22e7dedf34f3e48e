"""An answer as a program reads it: one JSON object, offsets in the source file's text."""

from __future__ import annotations

import json

import msgspec
from msgspec import Struct

from bot import paths
from bot.types import Answer, Quote, Span, Speech

__all__ = ["AnswerRecord", "QuoteRecord", "SpeechRecord", "quote_record", "to_json", "to_record", "to_speech_record"]


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
    """

    speaker: str
    role: str = ""
    section: str = ""
    text: str
    source: str = ""
    start: int
    end: int


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
    )
