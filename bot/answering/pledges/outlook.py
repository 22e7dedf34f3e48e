"""Whether a sentence of a report looks back, looks ahead, or does neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from bot.answering.pledges.words import found, opens_with_deed, pattern
from bot.corpus.passages import sentences
from bot.retrieval.normal import fold
from bot.types import Span, Speech

__all__ = ["Outlook", "outlooks"]


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


def outlooks(speech: Speech) -> Iterator[tuple[Span, Outlook]]:
    """Yield the sentences of a speech, in order, with where they look.

    A sentence that looks back (今年以来) speaks for the rest of its paragraph, and for what follows when it opens the
    paragraph. One that opens with a time ahead (下一阶段) speaks for all that follows: a report tells first what was
    done and then what comes. Where no sentence does, the first paragraph that begins with what is to be done, and tells
    of nothing done, is where the speech turns. A heading that looks one way (回顾, 主要任务) does so for all below it.
    """
    heading = _of_heading(fold(speech.section))
    paragraphs = [list(sentences(speech.text, paragraph)) for paragraph in speech.paragraphs]
    turns = any(_turns(fold(sentence.of(speech.text))) for paragraph in paragraphs for sentence in paragraph)
    base = heading
    for paragraph in paragraphs:
        now = base
        if base is Outlook.BACK and heading is Outlook.OPEN and not turns and _undertakes(speech, paragraph):
            now = base = Outlook.AHEAD
        for number, sentence in enumerate(paragraph):
            folded = fold(sentence.of(speech.text))
            named = _named(folded)
            if named is Outlook.AHEAD and (heading is Outlook.BACK or not _turns(folded)):
                yield sentence, named  # it holds for this sentence only
                continue
            now = named or now
            if heading is Outlook.OPEN and (named is Outlook.AHEAD or (named is Outlook.BACK and number == 0)):
                base = now
            yield sentence, now


def _undertakes(speech: Speech, paragraph: Sequence[Span]) -> bool:
    """Tell whether a paragraph begins with what is to be done, and tells of nothing that is done."""
    folded = [fold(sentence.of(speech.text)) for sentence in paragraph]
    done = any(found("done", sentence) or found("past", sentence) for sentence in folded)
    return bool(folded) and not done and opens_with_deed(folded[0])


def _turns(folded: str) -> bool:
    """Tell whether a folded sentence opens with a time that lies ahead, and so opens a part of the speech."""
    turn = pattern("turns").search(folded)
    return turn is not None and turn.start() <= _OPENING


def _of_heading(folded: str) -> Outlook:
    if found("past_heading", folded):
        return Outlook.BACK
    return Outlook.AHEAD if found("next_heading", folded) else Outlook.OPEN


def _named(folded: str) -> Outlook | None:
    """Return the way that the first time in a folded sentence looks; None when it names none."""
    back = pattern("past").search(folded)
    ahead = pattern("next").search(folded) or pattern("turns").search(folded)
    if back and (ahead is None or back.start() <= ahead.start()):
        return Outlook.BACK
    return Outlook.AHEAD if ahead else None
