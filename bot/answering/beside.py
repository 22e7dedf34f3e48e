"""What there is to show beside an answer: the speakers' other words on its topic, others' words, and pledges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.types import Answer, Pledge, Quote

__all__ = ["NOTHING_BESIDE", "Beside", "select_beside"]

_MOST_NEAR = 18
"""Of a long meeting, who pages on further than that looks for something else."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What an answer does not show and its reader may ask for next.

    Attributes:
        own: For each quoted speaker who says more on the topic, the first quoted first: those quotes, best first.
        near: What speakers who are not quoted say on the topic, best first; it need not answer the question.
        pledges: For each quoted speaker who pledges anything, the first quoted first: the pledges in order.
    """

    own: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    near: tuple[Quote, ...] = ()
    pledges: Mapping[str, tuple[Pledge, ...]] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


def select_beside(answer: Answer, on_topic: Sequence[Quote], pledges: Sequence[Pledge]) -> Beside:
    """Sort out what to offer with an answer.

    Args:
        answer: Any answer; for one without quotes there is nothing beside.
        on_topic: What anybody says on its topic, best first.
        pledges: The meeting's, by speech.
    """
    speakers = dict.fromkeys(quote.speech.speaker for quote in answer.quotes if not quote.speech.by_reporter)
    others = [quote for quote in on_topic if not any(_overlap(quote, shown) for shown in answer.quotes)]
    own = {name: tuple(quote for quote in others if quote.speech.speaker == name) for name in speakers}
    pledged = {name: tuple(pledge for pledge in pledges if pledge.quote.speech.speaker == name) for name in speakers}
    return Beside(
        {name: quotes for name, quotes in own.items() if quotes},
        tuple(quote for quote in others if quote.speech.speaker not in speakers)[:_MOST_NEAR] if speakers else (),
        {name: found for name, found in pledged.items() if found},
    )


def _overlap(one: Quote, other: Quote) -> bool:
    return one.speech is other.speech and one.span.overlaps(other.span)
