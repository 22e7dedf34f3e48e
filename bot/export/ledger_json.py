"""The ledger as JSON: pledges with the place of each quote in the source file."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from bot.answer_json import QuoteRecord, quote_record, to_json
from bot.types import Pledge

__all__ = ["PledgeRecord", "pledge_record", "render_json"]


class QuantityRecord(Struct, frozen=True, kw_only=True):
    """A number that is promised.

    Attributes:
        text: As said.
        comparator: See ``bot.types.Comparator``.
        low: The number, or the lower end of a range.
        high: The upper end.
        unit: What low and high are in: 元, not 亿元.
    """

    text: str
    comparator: str
    low: float
    high: float
    unit: str


class PledgeRecord(Struct, frozen=True, kw_only=True):
    """A pledge.

    Attributes:
        speaker: Full name.
        subject: What is to be reached, in the speaker's words.
        quantity: None for a pledge without a number.
        deadline: The words that say by when; empty for none.
        commitment: The word that commits; empty where only a verb does.
        quote: The clause that holds it.
    """

    speaker: str
    subject: str
    quantity: QuantityRecord | None
    deadline: str
    commitment: str
    quote: QuoteRecord


def pledge_record(pledge: Pledge) -> PledgeRecord:
    """Return a pledge for a program."""
    text, quantity = pledge.quote.speech.text, pledge.quantity
    return PledgeRecord(
        speaker=pledge.quote.speech.speaker,
        subject=pledge.subject_text,
        quantity=QuantityRecord(
            text=quantity.span.of(text),
            comparator=quantity.comparator.value,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
        )
        if quantity
        else None,
        deadline=pledge.deadline.of(text) if pledge.deadline else "",
        commitment=pledge.commitment.of(text) if pledge.commitment else "",
        quote=quote_record(pledge.quote),
    )


def render_json(pledges: Sequence[Pledge]) -> bytes:
    """Return pledges as one JSON array, UTF-8, one pledge a line."""
    lines = ",\n".join(to_json(pledge_record(pledge)) for pledge in pledges)
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"
