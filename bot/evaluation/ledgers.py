"""How complete and how clean the ledger of a meeting is, beside one written by hand.

A line of a ledger and a pledge are the same when the speaker is the same, the pledge's number stands inside the line's
words at their place in the source, the pledge's quote and the line's words share at least half of the characters that
either covers, and value and unit of the number are the same (100亿元 is 1e10 元). Each line is found once, each pledge
counts once. Comparator, deadline and commitment are compared on what was found, and do not decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.answering.quantities import parse_quantities
from bot.errors import QuestionSetError
from bot.evaluation.jsonlines import Record, read_records
from bot.evaluation.metrics import Mean
from bot.retrieval.normal import fold
from bot.types import Comparator, Meeting, Pledge, Quantity, Span, Speech

__all__ = ["Counts", "LedgerFigures", "LedgerLine", "measure_ledger", "read_ledger"]

_OVERLAP = 0.5
"""Characters shared by quote and line, of those that either covers."""
_COMPARATORS = {
    "=": Comparator.EXACT,
    "≥": Comparator.AT_LEAST,
    ">": Comparator.MORE_THAN,
    "≤": Comparator.AT_MOST,
    "approx": Comparator.ABOUT,
    "range": Comparator.RANGE,
    "magnitude": Comparator.MAGNITUDE,
}


class Counts(StrEnum):
    """What a line of a ledger says of its words."""

    YES = "yes"
    """A pledge with a number: it must be found."""
    EITHER = "either"
    """It may be found or not."""
    NO = "no"
    """No pledge: its number must not be found."""


class LedgerLine(Record, frozen=True, kw_only=True):
    """A line of a ledger written by hand; other keys of it are ignored.

    Attributes:
        text: Words of the source, line breaks aside.
        speaker: Who says them; empty for anybody's.
        counts: Whether they are a pledge with a number.
        low: The number, or the lower end of a range; None unless it counts.
        high: The upper end; None for a single number.
        unit: As written, with its scale (亿元).
        comparator: One of = ≥ > ≤ approx range magnitude; empty when not judged.
        deadline: The words that say by when; None for none.
        deadline_accept: Other deadlines that are right too.
        commitment_word: The word that commits, or the verb where none does.
    """

    text: str
    speaker: str = ""
    counts: Counts = Counts.YES
    low: float | None = None
    high: float | None = None
    unit: str = ""
    comparator: str = ""
    deadline: str | None = None
    deadline_accept: tuple[str | None, ...] = ()
    commitment_word: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """What ``measure_ledger`` found.

    Attributes:
        precision: Pledges with a number that stand in the ledger; those it leaves open are left out.
        recall: Lines that count and were found.
        comparator: Of the lines found, those with the comparator read right.
        deadline: The same for the deadline: the words overlap, or there are none in both.
        commitment: The same for the word that commits, where the pledge names one.
        missed: Lines that count and were not found.
        wrong: Pledges that are in no line.
        forbidden: Lines that are no pledge and were found as one, each with the pledge.
    """

    precision: Mean
    recall: Mean
    comparator: Mean
    deadline: Mean
    commitment: Mean
    missed: tuple[LedgerLine, ...]
    wrong: tuple[Pledge, ...]
    forbidden: tuple[tuple[LedgerLine, Pledge], ...]


def read_ledger(path: Path) -> tuple[LedgerLine, ...]:
    """Read a ledger written by hand.

    Raises:
        QuestionSetError: as ``read_records``, or a line that counts has no number.
    """
    lines = read_records(path, LedgerLine, "ledger line")
    for number, line in enumerate(lines, start=1):
        if line.counts is Counts.YES and line.low is None:
            raise QuestionSetError(path, number, f"low: is missing, and {line.id!r} counts")
        if line.comparator and line.comparator not in _COMPARATORS:
            raise QuestionSetError(path, number, f"comparator: {line.comparator!r} is none of {' '.join(_COMPARATORS)}")
    return lines


def measure_ledger(lines: Sequence[LedgerLine], pledges: Sequence[Pledge], meeting: Meeting) -> LedgerFigures:
    """Compare the ledger of a meeting with one written by hand.

    Args:
        lines: As written by hand.
        pledges: As found; those without a number are passed over.
        meeting: Where both stand.
    """
    numbered = [pledge for pledge in pledges if pledge.quantity]
    left = list(numbered)
    found: list[tuple[LedgerLine, Pledge]] = []
    missed = []
    places = {line.id: tuple(_places(line, meeting)) for line in lines}
    for line in lines:
        if line.counts is not Counts.YES:
            continue
        same = next((pledge for pledge in left if _is_same(line, places[line.id], pledge)), None)
        if same is None:
            missed.append(line)
        else:
            found.append((line, same))
            left.remove(same)
    open_to = [line for line in lines if line.counts is Counts.EITHER]
    wrong = [pledge for pledge in left if not any(_holds_number(places[line.id], pledge) for line in open_to)]
    forbidden = [
        (line, pledge)
        for line in lines
        if line.counts is Counts.NO
        for pledge in left
        if _holds_number(places[line.id], pledge)
    ]
    return LedgerFigures(
        precision=Mean.over([1.0] * len(found) + [0.0] * len(wrong)),
        recall=Mean.over([1.0] * len(found) + [0.0] * len(missed)),
        comparator=Mean.over([_same_comparator(line, pledge) for line, pledge in found if line.comparator]),
        deadline=Mean.over([_same_deadline(line, pledge) for line, pledge in found]),
        commitment=Mean.over([_same_commitment(line, pledge) for line, pledge in found]),
        missed=tuple(missed),
        wrong=tuple(wrong),
        forbidden=tuple(forbidden),
    )


def _places(line: LedgerLine, meeting: Meeting) -> Iterator[tuple[Speech, Span]]:
    """Yield where the words of a line stand, whitespace aside."""
    words = "".join(line.text.split())
    speeches = meeting.speeches_of(line.speaker) if line.speaker else (meeting.reporter, *meeting.speeches)
    for speech in speeches:
        solid = [at for at, character in enumerate(speech.text) if not character.isspace()]
        text = "".join(speech.text[at] for at in solid)
        start = text.find(words)
        while words and start >= 0:
            yield speech, Span(solid[start], solid[start + len(words) - 1] + 1)
            start = text.find(words, start + 1)


def _holds_number(places: Sequence[tuple[Speech, Span]], pledge: Pledge) -> bool:
    number = pledge.quantity
    return number is not None and any(
        speech is pledge.quote.speech and span.covers(number.span) for speech, span in places
    )


def _is_same(line: LedgerLine, places: Sequence[tuple[Speech, Span]], pledge: Pledge) -> bool:
    number = pledge.quantity
    if number is None or not _holds_number(places, pledge):
        return False
    quote = pledge.quote.span
    near = any(speech is pledge.quote.speech and _overlap(span, quote) >= _OVERLAP for speech, span in places)
    asked = _number(line)
    return near and asked is not None and (asked.low, asked.high, asked.unit) == (number.low, number.high, number.unit)


def _overlap(one: Span, other: Span) -> float:
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / (len(one) + len(other) - shared)


def _number(line: LedgerLine) -> Quantity | None:
    """Read a line's number with its unit; None when they make none."""
    low, high = (
        parse_quantities(fold(f"{end:.10g}{line.unit}")) if end is not None else ()
        for end in (line.low, line.low if line.high is None else line.high)
    )
    if not low or not high:
        return None
    return Quantity(low[0].low, high[0].low, low[0].unit, Comparator.EXACT, low[0].span)


def _same_comparator(line: LedgerLine, pledge: Pledge) -> bool:
    return pledge.quantity is not None and pledge.quantity.comparator is _COMPARATORS[line.comparator]


def _same_deadline(line: LedgerLine, pledge: Pledge) -> bool:
    said = pledge.deadline.of(pledge.quote.speech.text) if pledge.deadline else None
    right = (line.deadline, *line.deadline_accept)
    if said is None:
        return None in right
    return any(other and (said in other or other in said) for other in right)


def _same_commitment(line: LedgerLine, pledge: Pledge) -> bool:
    """Tell whether the word that commits is the line's; one without such a word is right where the line has a verb."""
    text = pledge.quote.speech.text
    if pledge.commitment is None:
        return line.commitment_word is None or line.commitment_word in pledge.quote.text
    said = pledge.commitment.of(text)
    return line.commitment_word is not None and (said in line.commitment_word or line.commitment_word in said)
