"""By which word a clause commits and by when, in its own words or in what an earlier clause says for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.pledges.deadlines import read_deadline
from bot.answering.pledges.words import QUOTED, pattern
from bot.types import Quantity, Span

__all__ = ["Commitment", "announced", "hand_on", "read_commitment"]

_ABOUT_TIME = 10
"""Characters of a clause that says little more than by when."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a clause says of how firmly and by when, all of it spans of the same folded text.

    Attributes:
        word: The word that commits; None when there is none.
        plans: Whether that word only plans: 将 and 要 speak for every verb behind them, 力争 and 确保 for their own.
        deadline: The words that say by when; None when there are none.
        opens: Whether these open the clause, and so speak for every verb behind them.
        lists: Whether the clause names a goal or ended with a colon: it speaks for all that follows.
        undertakes: Whether the clause commits to anything, with or without such a word.
    """

    word: Span | None = None
    plans: bool = False
    deadline: Span | None = None
    opens: bool = False
    lists: bool = False
    undertakes: bool = False

    def for_deed(self) -> Commitment:
        """Return what of it speaks for a later clause with a verb of its own."""
        if self.lists:
            return self
        return replace(self, word=self.word if self.plans else None, deadline=self.deadline if self.opens else None)

    def after(self, before: Commitment) -> Commitment:
        """Return it with what was said before where it says nothing itself."""
        return Commitment(
            self.word or before.word,
            self.plans if self.word else before.plans,
            self.deadline or before.deadline,
            self.opens if self.deadline else before.opens,
            self.lists,
        )


def read_commitment(folded: str, clause: Span, targets: Sequence[Quantity]) -> Commitment:
    """Return what a clause of a folded text says itself; its goals (缩短到7天以内) are no deadlines."""
    word, deadline = _word(folded, clause), read_deadline(folded, clause, [target.span for target in targets])
    plans = word is not None and pattern("plans").match(folded, word.start) is not None
    lists = word is not None and pattern("goals").match(folded, word.start) is not None
    return Commitment(word, plans, deadline, _opens(deadline, clause, folded), lists)


def announced(folded: str, clause: Span) -> Commitment | None:
    """Return what a clause says for those behind it when it announces what a goal is (提出了…目标，即…); else None."""
    goal = pattern("announces").search(folded, clause.start, clause.end + 2)
    return Commitment(Span(*goal.span()), lists=True) if goal else None


def hand_on(words: str, whole: Commitment, before: Commitment | None, *, governed: bool) -> Commitment | None:
    """Return what a clause says for those behind it in its sentence; None for nothing.

    Args:
        words: The clause.
        whole: What it says, together with what was said for it.
        before: What was handed to it.
        governed: Whether it commits to anything.
    """
    ends = words.rstrip("”’」》")[-1:]
    if ends in "：:":
        return replace(whole, lists=True, undertakes=governed)
    if before and before.lists:
        return replace(before, deadline=before.deadline or (whole.deadline if whole.opens else None))
    if whole.lists:
        return replace(whole, undertakes=governed)
    if ends in "；;":
        return Commitment(undertakes=governed)
    return replace(whole, undertakes=True) if governed else replace(whole, word=None, plans=False)


def _word(folded: str, clause: Span) -> Span | None:
    """Return the word of a clause that commits, in no quotation marks: one that binds or aims before one that plans."""
    quoted = [Span(*match.span()) for match in QUOTED.finditer(folded, clause.start, clause.end)]
    for names in (("firm", "aims"), ("plans",)):
        places = [
            Span(*match.span())
            for name in names
            for match in pattern(name).finditer(folded, clause.start, clause.end)
            if not any(mark.start < match.start() < mark.end for mark in quoted)
        ]
        if places:
            return min(places)
    return None


def _opens(deadline: Span | None, clause: Span, folded: str) -> bool:
    """Tell whether the words that say by when open their clause, or are about all there is in it (三年目标两年完成)."""
    if deadline is None:
        return False
    return len(clause) <= _ABOUT_TIME or not folded[clause.start : deadline.start].strip(" —到至在即，,")
