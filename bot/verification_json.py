"""A verification as a program reads it: one JSON object a quotation."""

from __future__ import annotations

from msgspec import Struct

from bot.answer_json import QuoteRecord, quote_record
from bot.types import Verification

__all__ = ["DifferenceRecord", "VerificationRecord", "to_verification_record"]


class DifferenceRecord(Struct, frozen=True, kw_only=True):
    """A difference.

    Attributes:
        kind: See ``DifferenceKind``.
        said: The meeting's words, with their place; None where the quotation adds some.
        pasted: The quotation's words; empty where it leaves some out.
        start: First code point of them in the quotation's ``text``.
        end: One past their last.
    """

    kind: str
    said: QuoteRecord | None
    pasted: str
    start: int
    end: int


class VerificationRecord(Struct, frozen=True, kw_only=True):
    """A quotation held against the meeting; its fields are those of ``Verification``."""

    status: str
    text: str
    claimed: tuple[str, ...]
    speakers: tuple[str, ...]
    misattributed: bool
    quotes: tuple[QuoteRecord, ...]
    elsewhere: tuple[QuoteRecord, ...]
    differences: tuple[DifferenceRecord, ...]
    stitched: bool
    other_script: bool
    other_marks: bool
    nearest: QuoteRecord | None


def to_verification_record(one: Verification) -> VerificationRecord:
    """Return ``one`` for a program."""
    return VerificationRecord(
        status=one.status.value,
        text=one.text,
        claimed=one.claimed,
        speakers=one.speakers,
        misattributed=one.misattributed,
        quotes=tuple(map(quote_record, one.quotes)),
        elsewhere=tuple(map(quote_record, one.elsewhere)),
        differences=tuple(
            DifferenceRecord(
                kind=difference.kind.value,
                said=quote_record(difference.said) if difference.said else None,
                pasted=difference.pasted.of(one.text),
                start=difference.pasted.start,
                end=difference.pasted.end,
            )
            for difference in one.differences
        ),
        stitched=one.stitched,
        other_script=one.other_script,
        other_marks=one.other_marks,
        nearest=quote_record(one.nearest) if one.nearest else None,
    )
