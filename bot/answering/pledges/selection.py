"""Of a ledger, the pledges that somebody asks for: by speaker, by topic, by number."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.claims import topic_of
from bot.answering.matching import SAID, match_terms
from bot.answering.quantities import parse_quantities, same_quantity
from bot.retrieval.normal import fold
from bot.types import Pledge, Question, Term

__all__ = ["select_pledges", "with_number"]

_MOST_OF_IT = 0.5
"""Share of the topic's weight that the words of a pledge must cover."""


def with_number(pledges: Sequence[Pledge]) -> tuple[Pledge, ...]:
    """Return the pledges that promise a number."""
    return tuple(pledge for pledge in pledges if pledge.quantity is not None)


def select_pledges(pledges: Sequence[Pledge], wish: Question) -> tuple[Pledge, ...]:
    """Return the pledges that a message asks for, in their order; none when none is.

    Args:
        pledges: The ledger.
        wish: The message as understood: whom it names, what it is about, which numbers it states. A pledge is by one of
            those named, speaks of the topic in its own words or, when no pledge does, in its heading, and
            states one of the numbers. What the message does not name excludes nothing.
    """
    chosen = [pledge for pledge in pledges if not wish.speakers or pledge.quote.speech.speaker in wish.speakers]
    if wish.quantities:
        chosen = [pledge for pledge in chosen if _states(pledge, wish)]
    topic = topic_of(wish)
    return tuple(_about(chosen, topic) if topic else chosen)


def _states(pledge: Pledge, wish: Question) -> bool:
    said = parse_quantities(fold(pledge.quote.text))
    return any(same_quantity(asked, number) for asked in wish.quantities for number in said)


def _about(pledges: Sequence[Pledge], topic: Sequence[Term]) -> list[Pledge]:
    """Return the pledges whose own words speak of a topic; if none does, those under a heading that does."""
    by_words = [pledge for pledge in pledges if _covers(topic, f"{pledge.subject_text} {pledge.quote.text}")]
    return by_words or [pledge for pledge in pledges if _covers(topic, pledge.quote.speech.section)]


def _covers(topic: Sequence[Term], text: str) -> bool:
    matches = [match for match in match_terms(topic, fold(text)) if match.strength >= SAID]
    found = sum(match.term.weight for match in matches)
    return bool(matches) and found >= _MOST_OF_IT * sum(term.weight for term in topic)
