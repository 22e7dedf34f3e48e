"""The ledger as rows of values: one pledge a row, the same columns in every file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.rendering.positions import full_place
from bot.chat.texts import Texts
from bot.types import Comparator, Pledge

__all__ = ["SYMBOLS", "LedgerRow", "header", "row"]

SYMBOLS = {
    Comparator.EXACT: "",
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.ABOUT: "≈",
    Comparator.RANGE: "–",
    Comparator.MAGNITUDE: "~",
}
"""How a quantity relates to its number, as everybody reads it; a number that is exact needs no sign."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A pledge as values, in the order of ``header``; empty or None where the words say nothing.

    Attributes:
        speaker: Full name.
        role: Role line.
        section: Section heading.
        quote: The words.
        subject: What is to be reached, in the speaker's words.
        number: The number as said (8%以上).
        comparator: A sign of ``SYMBOLS``.
        low: The number, or the lower end of a range.
        high: The upper end; equal to ``low`` for a single number.
        unit: What is counted; low and high are in it (元, not 亿元).
        deadline: The words that say by when.
        commitment: The word that commits.
        place: Where the words stand in the file, as the reader's language says it.
    """

    speaker: str
    role: str
    section: str
    quote: str
    subject: str
    number: str
    comparator: str
    low: float | None
    high: float | None
    unit: str
    deadline: str
    commitment: str
    place: str


def row(pledge: Pledge, texts: Texts) -> LedgerRow:
    """Return a pledge as values."""
    speech, quantity = pledge.quote.speech, pledge.quantity
    return LedgerRow(
        speaker=speech.speaker,
        role=speech.role,
        section=speech.section,
        quote=pledge.quote.text,
        subject=pledge.subject_text,
        number=quantity.span.of(speech.text) if quantity else "",
        comparator=SYMBOLS[quantity.comparator] if quantity else "",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else "",
        deadline=pledge.deadline.of(speech.text) if pledge.deadline else "",
        commitment=pledge.commitment.of(speech.text) if pledge.commitment else "",
        place=full_place(pledge.quote, texts),
    )


def header(texts: Texts) -> Sequence[str]:
    """Return the names of the columns, in the order of a row's values."""
    return (
        texts.column_speaker,
        texts.column_role,
        texts.column_section,
        texts.column_quote,
        texts.column_subject,
        texts.column_number,
        texts.column_comparator,
        texts.column_low,
        texts.column_high,
        texts.column_unit,
        texts.column_deadline,
        texts.column_commitment,
        texts.column_place,
    )
