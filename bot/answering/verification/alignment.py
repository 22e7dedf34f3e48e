"""Which letter of a pasted quotation is which letter of the meeting.

Sentence by sentence: what stands there as it is, together with what follows as far as it goes; else the most similar
stretch; and of what that leaves over, another stretch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from bot.retrieval.letter_index import LetterIndex
from bot.types import Span

__all__ = ["NOWHERE", "align", "nearest_stretch", "share"]

NOWHERE = -1
"""The place of a letter that the meeting does not have there."""

_CANDIDATES = 4
_LEFT_OVER = 6
"""Letters of a sentence that one stretch leaves over from which on they are looked for elsewhere."""
_FOUND_APART = 0.8
"""Share of those that must be found there."""
_PREFERRED = 0.04
"""What it counts, as a share of the letters, that a stretch goes on from the last, or is of who is named."""
_LIKE = 0.25
"""Share of letters in the same order from which on a stretch is looked at."""
_MANY_PAIRS = 20_000
"""Pairs of equal letters from which on runs in common are not looked for one by one: one word, over and over."""
_GAP = 0.4
"""What a letter skipped on the way from one common run to the next costs, in common letters."""

_Block = tuple[int, int, int]
"""Where a common run begins in either text, and its length."""


def align(letters: str, sentences: Sequence[Span], index: LetterIndex, claimed: Iterable[int] = ()) -> list[int]:
    """Return for each letter of a quotation its place in the meeting, or ``NOWHERE``.

    Args:
        letters: The quotation's.
        sentences: How it is cut, in order; together they hold every letter.
        index: The meeting's letters.
        claimed: The numbers of the speeches it is said to be from.
    """
    preferred = frozenset(claimed)
    found = [NOWHERE] * len(letters)
    number = 0
    end = NOWHERE
    while number < len(sentences):
        sentence = sentences[number]
        exact = index.exact(sentence.of(letters))
        if exact:
            following = number + 1
            while following < len(sentences):
                longer = letters[sentence.start : sentences[following].end]
                still = tuple(place for place in exact if index.text.startswith(longer, place))
                if not still:
                    break
                exact, following = still, following + 1
            last = sentences[following - 1].end
            place = _choose(exact, index, end, preferred)
            _withdraw(found, sentence.start, place)
            found[sentence.start : last] = range(place, place + last - sentence.start)
            end, number = place + last - sentence.start, following
            continue
        for stretch, blocks in _similar(letters, sentence, index, end, preferred):
            for start, place, size in blocks:
                found[stretch.start + start : stretch.start + start + size] = range(place, place + size)
        ends = [place for place in found[sentence.start : sentence.end] if place != NOWHERE]
        end = ends[-1] + 1 if ends else end
        number += 1
    return found


def share(found: Sequence[int], stretch: Span) -> float:
    """Return the share of a stretch's letters that have a place, 0 to 1."""
    return sum(place != NOWHERE for place in found[stretch.start : stretch.end]) / max(1, len(stretch))


def nearest_stretch(letters: str, index: LetterIndex, claimed: Iterable[int] = ()) -> tuple[Span, float] | None:
    """Return the stretch of the meeting most like some letters, and the share of them it has; None for none."""
    blocks = _best(letters, index, NOWHERE, frozenset(claimed))
    if not blocks:
        return None
    (_, start, _), (_, last, size) = blocks[0], blocks[-1]
    return Span(start, last + size), sum(size for _, _, size in blocks) / len(letters)


def _choose(exact: Sequence[int], index: LetterIndex, end: int, preferred: frozenset[int]) -> int:
    """Choose among equal places: where the last one ended, in a speech it is said to be from, behind the last one."""

    def rank(place: int) -> tuple[bool, bool, bool]:
        number = index.speech_at(place)
        follows = end != NOWHERE and place >= end and number == index.speech_at(max(0, end - 1))
        return place != end, number not in preferred, not follows

    return min(exact, key=rank)


def _withdraw(found: list[int], before: int, place: int) -> None:
    """Take back places right before a stretch that lie behind its own: they were guesses, this one is certain."""
    for letter in range(before - 1, max(-1, before - _LEFT_OVER), -1):
        if place <= found[letter] < place + _LEFT_OVER:
            found[letter] = NOWHERE


def _similar(
    letters: str, sentence: Span, index: LetterIndex, end: int, preferred: frozenset[int]
) -> Iterator[tuple[Span, list[_Block]]]:
    """Yield stretches of a sentence with the blocks they have in common with the meeting."""
    blocks = _best(sentence.of(letters), index, end, preferred)
    if not blocks:
        return
    yield sentence, blocks
    last, place, size = blocks[-1]
    rest = (Span(0, blocks[0][0]), Span(last + size, len(sentence)))
    ends = (end, place + size)
    for over, after in zip(rest, ends, strict=True):
        if len(over) < _LEFT_OVER:
            continue
        stretch = Span(sentence.start + over.start, sentence.start + over.end)
        exact = index.exact(stretch.of(letters))
        if exact:
            yield stretch, [(0, _choose(exact, index, after, preferred), len(stretch))]
            continue
        apart = _best(stretch.of(letters), index, NOWHERE, preferred)
        if sum(size for _, _, size in apart) >= _FOUND_APART * len(stretch):
            yield stretch, apart


def _best(letters: str, index: LetterIndex, end: int, preferred: frozenset[int]) -> list[_Block]:
    """Return the blocks that some letters have in common with the stretch most like them; none for no such stretch."""
    best: tuple[float, Span] | None = None
    begins = (*index.near(letters, _CANDIDATES), *((end,) if end != NOWHERE else ()))
    for begin in begins:
        window, number = _window(letters, begin, index)
        if not len(window):
            continue
        likeness = LCSseq.similarity(letters, window.of(index.text)) / len(letters)
        likeness += _PREFERRED * ((number in preferred) + (begin == end))
        if best is None or likeness > best[0]:
            best = likeness, window
    return _common(letters, best[1], index.text) if best and best[0] >= _LIKE else []


def _window(letters: str, begin: int, index: LetterIndex) -> tuple[Span, int]:
    """Return where to compare some letters that may begin at a place: with room on both sides, within one speech."""
    middle = min(max(begin + len(letters) // 2, 0), len(index.text) - 1)
    number = index.speech_at(middle)
    bounds = index.bounds(number)
    room = 4 + len(letters) // 4
    start = min(max(begin - room, bounds.start), bounds.end)
    return Span(start, max(start, min(begin + len(letters) + room, bounds.end))), number


def _common(letters: str, window: Span, text: str) -> list[_Block]:
    """Return what some letters and a window have in common, as far as it lies together.

    On either side of the longest common run, the nearest of equal ones is taken.
    """
    said = window.of(text)
    counts = Counter(said)
    if sum(counts[letter] for letter in letters) > _MANY_PAIRS:
        blocks = [(one.a, window.start + one.b, one.size) for one in LCSseq.opcodes(letters, said).as_matching_blocks()]
        return _together(_without_chance([block for block in blocks if block[2]]))
    longest = SequenceMatcher(None, letters, said, autojunk=False).find_longest_match()
    if not longest.size:
        return []
    before = SequenceMatcher(None, letters[: longest.a][::-1], said[: longest.b][::-1], autojunk=False)
    blocks = [
        (longest.a - start - size, longest.b - place - size, size)
        for start, place, size in reversed(before.get_matching_blocks())
    ]
    end, end_said = longest.a + longest.size, longest.b + longest.size
    behind = SequenceMatcher(None, letters[end:], said[end_said:], autojunk=False)
    blocks.append((longest.a, longest.b, longest.size))
    blocks += [(end + start, end_said + place, size) for start, place, size in behind.get_matching_blocks()]
    return _together(_without_chance([(start, window.start + place, size) for start, place, size in blocks if size]))


def _without_chance(blocks: Sequence[_Block]) -> list[_Block]:
    """Leave out single letters in common that lie on no line with a neighbour."""
    kept = []
    for number, (start, place, size) in enumerate(blocks):
        around = [blocks[other] for other in (number - 1, number + 1) if 0 <= other < len(blocks)]
        if size > 1 or any(other[1] - other[0] == place - start for other in around) or len(blocks) == 1:
            kept.append((start, place, size))
    return kept


def _together(blocks: Sequence[_Block]) -> list[_Block]:
    """Return the run of blocks that holds the most letters for the gaps it crosses."""
    best, best_run = 0.0, (0, 0)
    score, begin = 0.0, 0
    for number, (start, place, size) in enumerate(blocks):
        if number:
            last, last_place, last_size = blocks[number - 1]
            score -= _GAP * max(start - last - last_size, place - last_place - last_size)
        if score <= 0:
            score, begin = 0.0, number
        score += size
        if score > best:
            best, best_run = score, (begin, number + 1)
    return list(blocks[slice(*best_run)])
