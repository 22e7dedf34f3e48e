"""From places of letters to pieces: stretches of a quotation, each with the one stretch of the meeting it renders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from bot.answering.verification.alignment import NOWHERE
from bot.retrieval.letter_index import LetterIndex
from bot.retrieval.letters import Letters
from bot.types import Span

__all__ = ["Joint", "Piece", "cut_sentences", "pieces_of"]

_ELLIPSIS = re.compile(r"…|\.{3}|。{3}|[（(【\[]\s*(?:略|下略|中略)\s*[)）】\]]")
_SENTENCE_END = re.compile(r"[。！？!?；;\n\r\u2028\u2029]|…|\.{3}")
_CLAUSE_END = re.compile(r"[。！？!?；;，,：:\n]")
_LONGEST = 240
"""Letters of a sentence that are aligned at once."""
_SKIPPED = 24
"""Letters that a piece may leave out or add in one place."""
_SPARE = 2
"""Letters more than the quotation's that words right before or behind a piece may have for them."""


class Joint(Enum):
    """How a piece follows the one before it in the quotation."""

    APART = "apart"
    """In another sentence, or at the beginning."""
    ELLIPSIS = "ellipsis"
    STITCHED = "stitched"
    """In the same sentence, as if it went on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation and of the meeting.

    Attributes:
        pasted: Its letters in the quotation.
        said: Its letters in the meeting.
        pairs: Which letter is which, in order, as (quotation's, meeting's).
        joint: How it follows the piece before it.
    """

    pasted: Span
    said: Span
    pairs: tuple[tuple[int, int], ...]
    joint: Joint


def cut_sentences(text: str, letters: Letters) -> tuple[Span, ...]:
    """Cut a quotation's letters into sentences and ；-clauses, none longer than what is aligned at once."""
    ends = [0]
    for number, (before, after) in enumerate(pairwise(letters.offsets.tolist()), 1):
        gap = after - before > 1 and _SENTENCE_END.search(text, before + 1, after)
        if gap or number - ends[-1] >= _LONGEST:
            ends.append(number)
    ends.append(len(letters.text))
    return tuple(Span(start, end) for start, end in pairwise(ends) if start < end)


def pieces_of(
    text: str, letters: Letters, sentences: Sequence[Span], found: Sequence[int], index: LetterIndex
) -> tuple[Piece, ...]:
    """Return the pieces of a quotation, in order.

    Args:
        text: The quotation.
        letters: Its letters.
        sentences: How they are cut.
        found: Where each stands in the meeting.
        index: The meeting's letters.
    """
    groups = list(_groups(text, letters, found, index))
    pieces: list[Piece] = []
    for number, group in enumerate(groups):
        first, last = group[0][0], group[-1][0]
        floor = pieces[-1].pasted.end if pieces else 0
        ceiling = groups[number + 1][0][0] if number + 1 < len(groups) else len(found)
        start = max(floor, _sentence_of(sentences, first).start)
        end = min(ceiling, _sentence_of(sentences, last).end)
        joint = _joint(text, letters, pieces[-1].pasted.end - 1, start) if pieces else Joint.APART
        pieces.append(
            Piece(
                pasted=Span(start, end),
                said=Span(
                    group[0][1] - _before(group[0][1], first - start, index),
                    group[-1][1] + 1 + _behind(group[-1][1], end - 1 - last, index),
                ),
                pairs=tuple(group),
                joint=joint,
            )
        )
    return tuple(pieces)


def _groups(text: str, letters: Letters, found: Sequence[int], index: LetterIndex) -> Iterator[list[tuple[int, int]]]:
    """Yield the placed letters, cut where the meeting does not go on."""
    group: list[tuple[int, int]] = []
    for letter, place in enumerate(found):
        if place == NOWHERE:
            continue
        if group and not _goes_on(text, letters, group[-1], (letter, place), index):
            yield group
            group = []
        group.append((letter, place))
    if group:
        yield group


def _goes_on(text: str, letters: Letters, last: tuple[int, int], after: tuple[int, int], index: LetterIndex) -> bool:
    added, skipped = after[0] - last[0] - 1, after[1] - last[1] - 1
    if not added and not skipped:
        return True
    if not 0 <= skipped <= _SKIPPED or added > _SKIPPED or index.speech_at(last[1]) != index.speech_at(after[1]):
        return False
    return _joint(text, letters, last[0], after[0]) is not Joint.ELLIPSIS


def _joint(text: str, letters: Letters, last: int, after: int) -> Joint:
    """Tell how the quotation goes from one letter to another."""
    between = text[int(letters.offsets[last]) + 1 : int(letters.offsets[after])]
    if _ELLIPSIS.search(between):
        return Joint.ELLIPSIS
    return Joint.APART if _SENTENCE_END.search(between) else Joint.STITCHED


def _sentence_of(sentences: Sequence[Span], letter: int) -> Span:
    return next(sentence for sentence in sentences if sentence.start <= letter < sentence.end)


def _before(place: int, unplaced: int, index: LetterIndex) -> int:
    """Return how many letters before a place stand for the unplaced ones at the head of a piece."""
    if not unplaced:
        return 0
    start = index.bounds(index.speech_at(place)).start
    most = min(unplaced + _SPARE, place - start)
    for count in range(most):
        if _parted(place - count - 1, index):
            return count
    return min(unplaced, most)


def _behind(place: int, unplaced: int, index: LetterIndex) -> int:
    """Return how many letters behind a place stand for the unplaced ones at the end of a piece."""
    if not unplaced:
        return 0
    end = index.bounds(index.speech_at(place)).end
    most = min(unplaced + _SPARE, end - 1 - place)
    for count in range(most):
        if _parted(place + count, index):
            return count
    return min(unplaced, most)


def _parted(place: int, index: LetterIndex) -> bool:
    """Tell whether a clause ends between a letter of a speech and the next."""
    speech, both = index.span(Span(place, place + 2))
    return _CLAUSE_END.search(speech.text, both.start + 1, both.end - 1) is not None
