"""From a meeting to its ledger: every clause by which a speaker commits to something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answering.pledges.commitments import Commitment, announced, hand_on, read_commitment
from bot.answering.pledges.cutting import pieces, trimmed, without
from bot.answering.pledges.outlook import Outlook, outlooks
from bot.answering.pledges.targets import read_targets
from bot.answering.pledges.words import found, names_circumstance, opens_ahead, opens_with_deed, pattern
from bot.corpus.passages import clauses
from bot.retrieval.normal import fold
from bot.types import Meeting, Pledge, Quantity, Quote, Span, Speech

__all__ = ["read_pledges"]

_SHORTEST, _LONGEST = 4, 300
"""Characters of a pledge: what is longer without a comma is a table."""


def read_pledges(meeting: Meeting) -> tuple[Pledge, ...]:
    """Return what the speakers of a meeting commit to, in the order of the source.

    A pledge with a number is a goal that can be counted; of a clause without one only a word that commits, or a verb
    where the speech looks ahead, makes a pledge. What has been achieved, what is a name and what is a condition inside
    a goal are none.
    """
    return tuple(pledge for speech in meeting.speeches for pledge in _of_speech(speech))


def _of_speech(speech: Speech) -> Iterator[Pledge]:
    folded = fold(speech.text)
    for view in outlooks(speech):
        said: Commitment | None = None
        for clause in clauses(folded, view.sentence):
            words = clause.of(folded)
            if len(clause) > _LONGEST or _tells_facts(words):
                said = announced(folded, clause)
                continue
            targets = read_targets(folded, clause)
            own = read_commitment(folded, clause, targets)
            before = said.for_deed() if said and opens_with_deed(words) else said
            whole = own.after(before) if before else own
            outlook = view.at(clause)
            if outlook is Outlook.BACK and found("forecasts", folded[view.sentence.start : clause.end]):
                continue  # 预计全年将突破: a count that is not final yet
            if found("expects", words) and not found("firm", words) and not found("aims", words):
                said = hand_on(words, whole, said, governed=False)
                continue
            governed = _is_governed(words, own, said, outlook, counted=bool(targets))
            if governed:
                yield from _of_clause(speech, folded, clause, targets, whole)
            said = hand_on(words, whole, said, governed=governed)


def _tells_facts(words: str) -> bool:
    """Tell whether a folded clause tells what is done, what is the case, or what is doubtful."""
    if found("done", words) or found("unsure", words):
        return True
    return found("present", words) and not any(found(name, words) for name in ("firm", "aims", "plans"))


def _is_governed(words: str, own: Commitment, said: Commitment | None, outlook: Outlook, *, counted: bool) -> bool:
    """Tell whether a folded clause commits to what it says: by a word, or by a verb where the speech looks ahead.

    Args:
        words: The clause.
        own: What it says of how firmly and by when.
        said: What an earlier clause says for it.
        outlook: Where it looks.
        counted: Whether it holds a number that can be a goal.
    """
    if own.word:
        return outlook is not Outlook.BACK or not found("past", words)
    if said and said.word:
        return True
    if outlook is Outlook.OPEN and counted:
        # 年内新增路灯120盏, where no sentence tells which way the speech looks
        return opens_ahead(words) or bool(said and said.opens and said.undertakes and opens_with_deed(words))
    if outlook is not Outlook.AHEAD:
        return False
    expected = bool(said and (said.lists or said.undertakes)) or opens_with_deed(words) or found("reached", words)
    return expected or not found("states", words)


def _of_clause(
    speech: Speech, folded: str, clause: Span, targets: tuple[Quantity, ...], said: Commitment
) -> Iterator[Pledge]:
    word = said.word if said.word and clause.covers(said.word) else None
    if word:
        targets = _behind(targets, word, folded[word.end : clause.end])
    if not targets:
        pledge = _pledge(speech, folded, clause, said, None)
        if pledge and _is_undertaking(clause.of(folded), committed=word is not None):
            yield pledge
        return
    parts = pieces(folded, clause, targets)
    for target, piece in zip(targets, parts, strict=True):
        shared = [other.span for other, part in zip(targets, parts, strict=True) if part == piece]
        pledge = _pledge(speech, folded, piece, said, Span(shared[0].start, shared[-1].end))
        if pledge:
            quote = replace(pledge.quote, emphasis=(target.span,))
            yield replace(pledge, quote=quote, quantity=target)


def _behind(targets: tuple[Quantity, ...], word: Span, rest: str) -> tuple[Quantity, ...]:
    """Return the goals behind the word that commits; those before it only where it commits to do something with them.

    In 7项工程预计可提供1000个 the first is only spoken of; in 30个项目将于年内开工 it is the goal.
    """
    behind = tuple(target for target in targets if target.span.start >= word.end)
    return behind or (targets if pattern("verbs").search(rest) else ())


def _is_undertaking(words: str, *, committed: bool) -> bool:
    """Tell whether a folded clause without a number undertakes something."""
    if found("ceremony", words) or (not committed and names_circumstance(words)):
        return False
    return committed or opens_with_deed(words) or pattern("prepositions").match(words) is not None


def _pledge(speech: Speech, folded: str, piece: Span, said: Commitment, numbers: Span | None) -> Pledge | None:
    """Return the pledge of a part of a clause, its number not filled in; None when hardly a word is left of it.

    Args:
        speech: Whose it is.
        folded: The text of the speech.
        piece: The part.
        said: How firmly and by when.
        numbers: From its first number to its last; None when it has none.
    """
    words = trimmed(folded, piece)
    if len(words) < _SHORTEST:
        return None
    taken = [span for span in (said.word, said.deadline, numbers) if span and words.covers(span)]
    return Pledge(
        quote=Quote(speech, words),
        subject=tuple(without(folded, words, taken)),
        deadline=said.deadline,
        commitment=said.word,
    )
