"""What the speakers of a meeting are called, as whoever looks after it reads it: by rule, and what is ambiguous."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.aliases import Rule
from bot.answering.linking import Linker
from bot.types import Meeting

__all__ = ["Called", "list_aliases"]


@dataclass(frozen=True, slots=True)
class Called:
    """One name by which a speaker is known.

    Attributes:
        speaker: The full name.
        alias: What they are called.
        rule: Where it comes from.
        how: By what it is recognised, see ``Mention.how``.
        score: How like the name or office it is, 0 to 1.
        others: Who else is called so; such a name is asked back about unless the topic tells.
    """

    speaker: str
    alias: str
    rule: Rule
    how: str
    score: float
    others: tuple[str, ...] = ()


def list_aliases(meeting: Meeting) -> tuple[Called, ...]:
    """Return every name that leads to a speaker, by speaker in order of appearance, then by rule."""
    order = {speaker: place for place, speaker in enumerate(meeting.speakers)}
    return tuple(sorted(_known(meeting), key=lambda called: (order[called.speaker], list(Rule).index(called.rule))))


def _known(meeting: Meeting) -> Iterator[Called]:
    for aliases in Linker(meeting).aliases.values():
        for alias in aliases:
            others = tuple(other.speaker for other in aliases if other.speaker != alias.speaker)
            yield Called(alias.speaker, alias.text, alias.rule, alias.how, alias.score, others)
