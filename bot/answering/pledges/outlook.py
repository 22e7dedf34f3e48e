"""Whether a sentence of a report looks back, looks ahead, or does neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.answering.pledges.words import found, opens_with_deed, pattern
from bot.corpus.passages import sentences
from bot.retrieval.normal import fold
from bot.types import Span, Speech

__all__ = ["Outlook", "View", "outlooks"]


_COUNTED = re.compile(r"[一二三四五六七八九十]{1,2}、")
_HEADING = 20
"""Characters of a heading inside a speech, which the page may have run into what follows."""
_MOSTLY = 0.6
"""Share of the sentences that must begin with what is to be done where no time is named."""
_OPENING = 8
"""Characters that may stand before the time that opens a part: marks, a connective, an address."""


class Outlook(Enum):
    """Which way a sentence looks."""

    BACK = auto()
    """It tells what was done: only a word that commits makes a pledge of it."""
    AHEAD = auto()
    """It tells what is to be done: a verb is enough."""
    OPEN = auto()
    """Neither was said."""


@dataclass(frozen=True, slots=True)
class View:
    """Where a sentence looks.

    Attributes:
        sentence: Its place in the speech.
        first: Where it looks from its beginning.
        then: Where it looks from the time on that it names (…已开课，明年将增设…); as ``first`` when it names none.
        turn: Where in the speech that time begins.
    """

    sentence: Span
    first: Outlook
    then: Outlook
    turn: int

    def at(self, clause: Span) -> Outlook:
        """Return where a clause of the sentence looks."""
        return self.then if clause.end > self.turn else self.first


def outlooks(speech: Speech) -> Iterator[View]:
    """Yield where the sentences of a speech look, in order.

    A sentence that looks back (今年以来) speaks for the rest of its paragraph, and for what follows when it opens the
    paragraph. One that opens with a time ahead (下一阶段) speaks for all that follows: a report tells first what was
    done and then what comes. Where no sentence does, the first paragraph that begins with what is to be done, and tells
    of nothing done, is where the speech turns; a speech that tells of nothing done may be all plan.
    A heading that looks one way (回顾, 主要任务) does so for all below it, also one inside the speech.
    """
    heading = _of_heading(fold(speech.section))
    paragraphs = [list(sentences(speech.text, paragraph)) for paragraph in speech.paragraphs]
    folded = [[fold(sentence.of(speech.text)) for sentence in paragraph] for paragraph in paragraphs]
    turns = any(_turns(words) for paragraph in folded for words in paragraph)
    if heading is Outlook.OPEN and not turns and _is_plan(folded):
        heading = Outlook.AHEAD
    base = heading
    for paragraph, said in zip(paragraphs, folded, strict=True):
        now = base
        if base is Outlook.BACK and heading is Outlook.OPEN and not turns and _undertakes(said):
            now = base = Outlook.AHEAD
        for number, (sentence, words) in enumerate(zip(paragraph, said, strict=True)):
            if (part := _heads(words)) is not Outlook.OPEN:
                heading = base = now = part
            named, place = _named(words)
            if named is None:
                yield View(sentence, now, now, sentence.start)
                continue
            turn = sentence.start + place
            if named is Outlook.AHEAD and (heading is Outlook.BACK or not _turns(words)):
                yield View(sentence, now, named, turn)  # it holds for this sentence only
                continue
            yield View(sentence, now if named is Outlook.AHEAD else named, named, turn)
            now = named
            if heading is Outlook.OPEN and (named is Outlook.AHEAD or number == 0):
                base = now


def _undertakes(folded: Sequence[str]) -> bool:
    """Tell whether a paragraph begins with what is to be done, and tells of nothing that is done."""
    return bool(folded) and not any(map(_tells_of_done, folded)) and opens_with_deed(folded[0])


def _is_plan(folded: Sequence[Sequence[str]]) -> bool:
    """Tell whether a whole speech says what is to be done, and nothing of what is done: most of its sentences do."""
    said = [words for paragraph in folded for words in paragraph]
    if any(map(_tells_of_done, said)):
        return False
    return sum(map(opens_with_deed, said)) >= _MOSTLY * len(said)


def _tells_of_done(folded: str) -> bool:
    return found("done", folded) or found("past", folded) or found("present", folded)


def _heads(folded: str) -> Outlook:
    """Return where a part of a speech looks whose heading a folded sentence begins with: 二、明年的主要任务."""
    return _of_heading(folded[:_HEADING]) if _COUNTED.match(folded) else Outlook.OPEN


def _turns(folded: str) -> bool:
    """Tell whether a folded sentence opens with a time that lies ahead, and so opens a part of the speech."""
    turn = pattern("turns").search(folded)
    return turn is not None and turn.start() <= _OPENING


def _of_heading(folded: str) -> Outlook:
    if found("past_heading", folded):
        return Outlook.BACK
    return Outlook.AHEAD if found("next_heading", folded) else Outlook.OPEN


def _named(folded: str) -> tuple[Outlook | None, int]:
    """Return the way that the first time in a folded sentence looks, and where it stands; None when it names none."""
    back = pattern("past").search(folded)
    ahead = pattern("next").search(folded) or pattern("turns").search(folded)
    if back and (ahead is None or back.start() <= ahead.start()):
        return Outlook.BACK, back.start()
    return (Outlook.AHEAD, ahead.start()) if ahead else (None, 0)
