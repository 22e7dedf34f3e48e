"""What kind of answer a question wants: the first kind whose cues match and whose conditions hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from bot.answering.quantities import parse_quantities
from bot.answering.wording import content, without
from bot.language import hint, language
from bot.types import Mention, QuestionKind

__all__ = ["kind_of"]

_FEW = 2
"""Speakers that can be compared; content words too many for a question about the meeting itself."""
_OF_NAMED = frozenset({QuestionKind.WHAT, QuestionKind.HOW})
"""Kinds that ask about a speaker when nothing but a name is left (段经理怎么说)."""
_OF_A_NUMBER = frozenset({QuestionKind.WHEN, QuestionKind.QUANTITY, QuestionKind.WHAT})
"""Kinds that ask what a number is when nothing but a number is left (1570亿是哪一年的数)."""


def kind_of(normal: str, bare: str, mentions: Sequence[Mention]) -> QuestionKind:
    """Return the kind of a question.

    Args:
        normal: The question in normal form.
        bare: The same, the people and offices it names blanked out.
        mentions: Whom it names.
    """
    speakers = {mention.speaker for mention in mentions}
    words = tuple(content(bare))
    kind = next(
        kind
        for kind, patterns in _cues()
        if any(pattern.search(normal) for pattern in patterns) and _may_be(kind, normal, words, mentions)
    )
    plain = all(word in language().words.deeds | language().words.matters for word in words)
    numbers = [quantity for quantity in parse_quantities(bare) if quantity.unit != "季度"]
    if speakers and not numbers and kind in _OF_NAMED and plain:
        return QuestionKind.SPEAKER  # nothing but a name: tell who that is, or what that speaker says
    if kind in _OF_A_NUMBER and numbers:
        rest = without(bare, [(number.span.start, number.span.end) for number in numbers])
        if not any(content(rest)):
            return QuestionKind.NUMBER
    return kind


def _may_be(kind: QuestionKind, normal: str, words: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Tell whether a question whose words show a kind can be of it: some kinds need or exclude a named speaker."""
    speakers = {mention.speaker for mention in mentions}
    if kind is QuestionKind.MEETING:
        # much may be asked of the lead, little of the headline, and nothing but the meeting itself elsewhere
        others = sum(word not in language().words.meeting for word in words)
        headline = hint("headline").search(normal) is not None and others <= _FEW
        return not speakers and (others < _FEW or headline or hint("lead").search(normal) is not None)
    possible = {
        QuestionKind.COMPARE: lambda: len(speakers) >= _FEW or _compares_unnamed(normal, mentions),
        QuestionKind.SPEAKER: lambda: _is_about_speaker(normal, words, speakers),
        QuestionKind.POINTS: lambda: bool(speakers or words),
        QuestionKind.LIST: lambda: not _is_of_people(mentions) or hint("others").search(normal) is not None,
    }
    return possible[kind]() if kind in possible else True


def _is_of_people(mentions: Sequence[Mention]) -> bool:
    """Tell whether people are named, not only offices: then they are asked, not asked for."""
    return any(mention.how not in {"organisation", "office"} for mention in mentions)


def _is_about_speaker(normal: str, words: Sequence[str], speakers: Collection[str]) -> bool:
    """Tell whether nothing is left to ask about but a person or who holds an office."""
    data = language()
    office = data.words.office | data.words.deeds | data.words.matters
    offices = [word for word in words if word.endswith(data.offices.titles)]
    if speakers:
        return all(word in office or word in offices for word in words)
    return bool(offices) and words[-1] in offices and hint("holder").search(normal) is not None


def _compares_unnamed(normal: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether a comparison is of speakers it does not name: 两位, 谁, 老王跟某局."""
    if hint("several").search(normal):
        return True
    return any(
        re.match(r"[和跟与同、]", normal[mention.span.end :])
        or re.search(r"[和跟与同、]$", normal[: mention.span.start])
        for mention in mentions
    )


@cache
def _cues() -> tuple[tuple[QuestionKind, tuple[re.Pattern[str], ...]], ...]:
    return tuple((cue.kind, cue.compiled) for cue in language().cues)
