"""What differs between a piece of a quotation and the meeting's words, and what each difference changes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.number_words import AFTER, BEFORE
from bot.answering.quantities import parse_quantities
from bot.answering.verification.pieces import Piece
from bot.language import HAN, hint
from bot.retrieval.letter_index import LetterIndex
from bot.retrieval.letters import Letters
from bot.retrieval.normal import fold
from bot.retrieval.tokens import words
from bot.types import DifferenceKind, Quantity, Span

__all__ = ["Deviation", "deviations", "ends_amid", "with_whole_numbers"]

_AROUND = 12
"""Code points on either side of words that are read along: a number may begin or end there."""
_CONTEXT = 3
"""The same where only a word may begin or end there (不 of 不断)."""
_HAN = re.compile(f"[{HAN}]{{2,3}}")
_DIGIT = re.compile(r"[0-9]")
_NUMERAL = re.compile(r"第?[零〇一二三四五六七八九十百千万亿两0-9]+")
_COMPARATORS = BEFORE | AFTER
_COMPARES = re.compile("|".join(map(re.escape, sorted(_COMPARATORS, key=len, reverse=True))))

_Column = tuple[int | None, int | None]
"""A letter of the quotation and the meeting's beside it; None where the other has none."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A difference by letters.

    Attributes:
        kind: What it changes.
        pasted: The quotation's letters; empty where it leaves some out.
        said: The meeting's letters; empty where the quotation adds some.
    """

    kind: DifferenceKind
    pasted: Span
    said: Span


class _Side:
    """One of two texts to compare: a run of letters, and the quantities that they are part of.

    Args:
        text: Where the letters stand.
        letters: Which they are.
        offsets: Where each stands in ``text``; at least one.
    """

    def __init__(self, text: str, letters: Span, offsets: Sequence[int]) -> None:
        self._first = letters.start
        start = max(0, offsets[0] - _AROUND)
        self._offsets = [offset - start for offset in offsets]
        self._text = fold(text[start : offsets[-1] + 1 + _AROUND])
        self.quantities = tuple(self._by_letter(parse_quantities(self._text)))

    def _by_letter(self, quantities: Iterable[Quantity]) -> Iterator[tuple[Quantity, Span]]:
        for quantity in quantities:
            start = bisect_left(self._offsets, quantity.span.start)
            end = bisect_left(self._offsets, quantity.span.end)
            if start < end:
                yield quantity, Span(self._first + start, self._first + end)

    def text(self, letters: Span) -> str:
        """Return the words under some letters."""
        start, end = self.place(letters)
        return self._text[start:end]

    def words_at(self, letters: Sequence[int]) -> tuple[Span, ...]:
        """Return the words of several characters that some letters belong to."""
        found = []
        place = 0
        for word in words(self._text) if letters else ():
            place = self._text.index(word, place)
            start, end = bisect_left(self._offsets, place), bisect_left(self._offsets, place + len(word))
            span = Span(self._first + start, self._first + end)
            if _HAN.fullmatch(word) and any(span.start <= letter < span.end for letter in letters):
                found.append(span)
            place += len(word)
        return tuple(found)

    def tally(self, pattern: re.Pattern[str], letters: Span) -> Counter[str]:
        """Count what a pattern finds in or right beside some letters: 不 counts where 断 was left out behind it."""
        start, end = self.place(letters)
        first = max(0, start - _CONTEXT)
        around = self._text[first : end + _CONTEXT]
        return Counter(
            match.group()
            for match in pattern.finditer(around)
            if first + match.start() <= end and first + match.end() >= start
        )

    def place(self, letters: Span) -> tuple[int, int]:
        """Return where some letters stand in the text; an empty run stands behind the letter before it."""
        start, end = letters.start - self._first, letters.end - self._first
        if start < end:
            return self._offsets[start], self._offsets[end - 1] + 1
        between = self._offsets[start - 1] + 1 if start else self._offsets[0]
        return between, between

    def negation_cut(self, letter: int) -> tuple[int, int]:
        """Return how many letters before a letter, and from it on, are of the word that negates it; 0, 0 for none."""
        place, _ = self.place(Span(letter, letter + 1))
        start = max(0, place - _CONTEXT)
        for match in hint("negation").finditer(self._text[start : place + _CONTEXT]):
            if start + match.start() < place <= start + match.end():
                return place - start - match.start(), start + match.end() - place
        return 0, 0

    def within(self, letters: Span) -> list[tuple[float, float, str, str]]:
        """Return the quantities that overlap some letters: ends, unit, comparator."""
        return [
            (quantity.low, quantity.high, quantity.unit, quantity.comparator.value)
            for quantity, span in self.quantities
            if span.overlaps(letters)
        ]


def deviations(piece: Piece, text: str, letters: Letters, index: LetterIndex) -> tuple[Deviation, ...]:
    """Return what differs in a piece, in order.

    Args:
        piece: A stretch of the quotation and the meeting's for it.
        text: The quotation.
        letters: Its letters.
        index: The meeting's letters.
    """
    columns = list(_columns(piece))
    if all(None not in column for column in columns):
        return ()
    pasted = _Side(text, piece.pasted, letters.offsets[piece.pasted.start : piece.pasted.end].tolist())
    said = _said_side(piece.said, index)
    changed = [None in column for column in columns]
    _join_neighbours(columns, changed)
    _widen_to_words(columns, changed, 0, pasted)
    _widen_to_words(columns, changed, 1, said)
    for side, quantities in ((0, pasted.quantities), (1, said.quantities), (0, pasted.quantities)):
        _widen(columns, changed, side, [span for _, span in quantities])
    return tuple(
        Deviation(_kind(theirs, ours, pasted, said), theirs, ours)
        for run in _runs(piece, columns, changed)
        for theirs, ours in _by_number(*run, pasted, said)
    )


def ends_amid(piece: Piece, index: LetterIndex) -> tuple[Deviation, ...]:
    """Return what a piece cuts in two at its edges: a number (8% of 8%以上), or what is negated from its 不.

    An edge with words that the meeting does not have there cuts nothing: it differs already.
    """
    bounds = index.bounds(index.speech_at(piece.said.start))
    wide = Span(max(bounds.start, piece.said.start - _AROUND), min(bounds.end, piece.said.end + _AROUND))
    said = _said_side(wide, index)
    opens, closes = _opens(piece), _closes(piece)
    found = []
    before, behind = said.negation_cut(piece.said.start) if opens else (0, 0)
    if before:
        word = Span(piece.said.start - before, piece.said.start + behind)
        found.append(Deviation(DifferenceKind.NEGATION, Span(piece.pasted.start, piece.pasted.start + behind), word))
    for quantity, span in said.quantities:
        cut_before = opens and span.start < piece.said.start < span.end
        cut_behind = closes and span.start < piece.said.end < span.end
        if not cut_before and not cut_behind:
            continue
        inside = Span(max(span.start, piece.said.start), min(span.end, piece.said.end))
        kept = parse_quantities(said.text(inside))
        alike = any((quantity.low, quantity.high, quantity.unit) == (part.low, part.high, part.unit) for part in kept)
        kind = DifferenceKind.COMPARATOR if alike else DifferenceKind.NUMBER
        pasted = (
            Span(piece.pasted.start, piece.pasted.start + len(inside))
            if cut_before
            else Span(piece.pasted.end - len(inside), piece.pasted.end)
        )
        found.append(Deviation(kind, pasted, span))
    return tuple(found)


def with_whole_numbers(piece: Piece, index: LetterIndex) -> Piece:
    """Return a piece whose edges, where the words differ anyway, do not cut the meeting's numbers in two."""
    bounds = index.bounds(index.speech_at(piece.said.start))
    wide = Span(max(bounds.start, piece.said.start - _AROUND), min(bounds.end, piece.said.end + _AROUND))
    start, end = piece.said.start, piece.said.end
    if _opens(piece) and _closes(piece):
        return piece
    for _, span in _said_side(wide, index).quantities:
        if not _opens(piece) and span.start < start < span.end:
            start = span.start
        if not _closes(piece) and span.start < end < span.end:
            end = span.end
    return replace(piece, said=Span(start, end))


def _opens(piece: Piece) -> bool:
    """Tell whether a piece begins with words of the meeting."""
    return piece.pairs[0] == (piece.pasted.start, piece.said.start)


def _closes(piece: Piece) -> bool:
    """Tell whether a piece ends with words of the meeting."""
    return piece.pairs[-1] == (piece.pasted.end - 1, piece.said.end - 1)


def _said_side(letters: Span, index: LetterIndex) -> _Side:
    """Return the meeting's words under some letters, as far as they are read along."""
    speech, _ = index.span(letters)
    return _Side(speech.text, letters, index.offsets(letters))


def _columns(piece: Piece) -> Iterator[_Column]:
    pasted, said = piece.pasted.start, piece.said.start
    for letter, place in (*piece.pairs, (piece.pasted.end, piece.said.end)):
        yield from ((number, None) for number in range(pasted, letter))
        yield from ((None, number) for number in range(said, place))
        if letter < piece.pasted.end:
            yield letter, place
        pasted, said = letter + 1, place + 1


def _join_neighbours(columns: Sequence[_Column], changed: list[bool]) -> None:
    """Count a single letter in common between two differences to them: 4至7 for 5至6 is one difference."""
    for number in range(1, len(columns) - 1):
        if changed[number - 1] and None in columns[number + 1]:
            changed[number] = True


def _widen_to_words(columns: Sequence[_Column], changed: list[bool], side: int, text: _Side) -> None:
    """Count the whole of a word as changed when a part of it is another: 大力 for 聚力 rather than 大 for 聚."""
    runs: list[list[int]] = []
    for number, differs in enumerate(changed):
        if differs and number and changed[number - 1]:
            runs[-1].append(number)
        elif differs:
            runs.append([number])
    replaced = [
        run for run in runs if len({columns[number].index(None) for number in run if None in columns[number]}) > 1
    ]
    letters = [letter for run in replaced for number in run if (letter := columns[number][side]) is not None]
    _widen(columns, changed, side, text.words_at(letters))


def _widen(columns: Sequence[_Column], changed: list[bool], side: int, spans: Iterable[Span]) -> None:
    """Count the whole of a quantity or word as changed when a part of it is."""
    column_of = {letter: number for number, column in enumerate(columns) if (letter := column[side]) is not None}
    for span in spans:
        within = [column_of[letter] for letter in range(span.start, span.end) if letter in column_of]
        if within and any(changed[within[0] : within[-1] + 1]):
            changed[within[0] : within[-1] + 1] = [True] * (within[-1] + 1 - within[0])


def _runs(piece: Piece, columns: Sequence[_Column], changed: Sequence[bool]) -> Iterator[tuple[Span, Span]]:
    """Yield the letters of each difference, the quotation's and the meeting's."""
    pasted, said = piece.pasted.start, piece.said.start
    start: tuple[int, int] | None = None
    for (theirs, ours), differs in zip((*columns, (None, None)), (*changed, False), strict=True):
        if differs and start is None:
            start = pasted, said
        if not differs and start is not None:
            yield Span(start[0], pasted), Span(start[1], said)
            start = None
        pasted += theirs is not None
        said += ours is not None


def _by_number(theirs: Span, ours: Span, pasted: _Side, said: _Side) -> Iterator[tuple[Span, Span]]:
    """Part a difference into its numbers and the words between them, where both sides have as many numbers."""
    numbers = [
        [span for _, span in side.quantities if run.covers(span)] for side, run in ((pasted, theirs), (said, ours))
    ]
    starts = theirs.start, ours.start
    if len(numbers[0]) == len(numbers[1]):
        for one, other in zip(*numbers, strict=True):
            yield from _unlike(Span(starts[0], one.start), Span(starts[1], other.start), pasted, said)
            yield from _unlike(one, other, pasted, said)
            starts = one.end, other.end
    yield from _unlike(Span(starts[0], theirs.end), Span(starts[1], ours.end), pasted, said)


def _unlike(theirs: Span, ours: Span, pasted: _Side, said: _Side) -> Iterator[tuple[Span, Span]]:
    """Yield a part of a difference, unless it is none by itself."""
    if pasted.text(theirs) != said.text(ours):
        yield theirs, ours


def _kind(theirs: Span, ours: Span, pasted: _Side, said: _Side) -> DifferenceKind:
    """Tell what a difference changes."""
    numbers = pasted.within(theirs), said.within(ours)
    words = pasted.text(theirs), said.text(ours)
    if numbers[0] != numbers[1]:
        return _kind_of_number(*numbers)
    if not any(numbers) and (any(map(_DIGIT.search, words)) or all(map(_NUMERAL.fullmatch, words))):
        return DifferenceKind.NUMBER
    return _kind_of_words(theirs, ours, pasted, said)


def _kind_of_words(theirs: Span, ours: Span, pasted: _Side, said: _Side) -> DifferenceKind:
    """Tell what a difference changes that is not one of numbers."""
    if pasted.tally(hint("negation"), theirs).total() != said.tally(hint("negation"), ours).total():
        return DifferenceKind.NEGATION
    if _turns_round(theirs, ours, pasted, said):
        return DifferenceKind.DIRECTION
    if pasted.tally(hint("commits"), theirs) != said.tally(hint("commits"), ours):
        return DifferenceKind.COMMITMENT
    sides = (pasted.tally(_COMPARES, theirs), said.tally(_COMPARES, ours))
    compared = [{_COMPARATORS[word] for word in found} for found in sides]
    return DifferenceKind.WORDS if compared[0] == compared[1] else DifferenceKind.COMPARATOR


def _turns_round(theirs: Span, ours: Span, pasted: _Side, said: _Side) -> bool:
    """Tell whether one side grows where the other declines."""
    growth, decline = hint("growth"), hint("decline")
    up = [side.tally(growth, letters).total() for side, letters in ((pasted, theirs), (said, ours))]
    down = [side.tally(decline, letters).total() for side, letters in ((pasted, theirs), (said, ours))]
    return bool(up[0] and down[1] and not up[1]) or bool(down[0] and up[1] and not up[0])


def _kind_of_number(
    theirs: Sequence[tuple[float, float, str, str]], ours: Sequence[tuple[float, float, str, str]]
) -> DifferenceKind:
    if [number[:2] for number in theirs] != [number[:2] for number in ours]:
        return DifferenceKind.NUMBER
    units = [number[2] for number in theirs], [number[2] for number in ours]
    if units[0] != units[1]:  # the second number of 3+3 is read as its unit
        return DifferenceKind.NUMBER if any(map(_DIGIT.search, (*units[0], *units[1]))) else DifferenceKind.UNIT
    return DifferenceKind.COMPARATOR
