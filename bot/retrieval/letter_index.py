"""Where in a meeting a run of letters stands, and where something like it does.

An index of all runs of three letters leads from a text to the few places worth a look, so that the cost follows the
length of what is looked for rather than the length of the meeting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.letters import read_letters
from bot.types import Span, Speech, squash

__all__ = ["LetterIndex"]

_GRAM = 3
_WALL = "\uffff"
"""Between two speeches, and where the source has other words between two paragraphs: no text runs across it."""
_MANY = 400
"""Places of three letters from which on they tell little; rarer ones are followed where there are any."""
_FOLLOWED = 20_000
"""Places that are followed for one text, at most."""


class LetterIndex:
    """The letters of several speeches, one after the other, and where each stands.

    Args:
        speeches: In the order in which equally good places are given.

    Attributes:
        text: All letters, walls between the speeches.
        speeches: As given; one that is several stretches of its source comes as often.
    """

    def __init__(self, speeches: Sequence[Speech]) -> None:
        letters = [(speech, *stretch) for speech in speeches for stretch in _stretches(speech)]
        self.speeches = tuple(speech for speech, _, _ in letters)
        self.text = _WALL.join(text for _, text, _ in letters)
        self._starts = np.cumsum([0, *(len(text) + 1 for _, text, _ in letters[:-1])])
        self._offsets = [offsets for _, _, offsets in letters]
        grams = _grams(self.text)
        self._order = np.argsort(grams, kind="stable").astype(np.int32)
        self._sorted = grams[self._order]

    def speech_at(self, place: int) -> int:
        """Return the number of the speech that a letter belongs to."""
        return int(np.searchsorted(self._starts, place, side="right")) - 1

    def bounds(self, number: int) -> Span:
        """Return where the letters of a speech stand."""
        start = int(self._starts[number])
        return Span(start, start + len(self._offsets[number]))

    def span(self, letters: Span) -> tuple[Speech, Span]:
        """Return the speech and the stretch of its text under a run of letters, which is not empty."""
        number = self.speech_at(letters.start)
        offsets, start = self._offsets[number], int(self._starts[number])
        first, last = offsets[letters.start - start], offsets[letters.end - 1 - start]
        return self.speeches[number], Span(int(first), int(last) + 1)

    def offsets(self, letters: Span) -> list[int]:
        """Return the offset of each letter of a run within one speech, in the text of that speech."""
        number = self.speech_at(letters.start)
        start = int(self._starts[number])
        return [int(offset) for offset in self._offsets[number][letters.start - start : letters.end - start]]

    def exact(self, letters: str) -> tuple[int, ...]:
        """Return every place where a run of letters stands, in order; none for an empty run."""
        if len(letters) < _GRAM:
            return tuple(_everywhere(letters, self.text)) if letters else ()
        low, high = self._ranges(letters)
        rarest = int(np.argmin(high - low))
        places = np.sort(self._order[low[rarest] : high[rarest]]) - rarest
        return tuple(place for place in places.tolist() if place >= 0 and self.text.startswith(letters, place))

    def near(self, letters: str, most: int) -> tuple[int, ...]:
        """Return where texts like a run of letters may begin, the likeliest first; may lie outside the text.

        Args:
            letters: What is looked for; less than four letters are like nothing.
            most: LetterIndex wanted.
        """
        if len(letters) < _GRAM:
            return ()
        low, high = self._ranges(letters)
        counts = high - low
        order = np.argsort(counts, kind="stable")
        order = order[counts[order] > 0]
        rare = order[counts[order] <= _MANY]
        order = rare if len(rare) else order[:1]
        order = order[np.cumsum(counts[order]) <= max(_FOLLOWED, int(counts[order[:1]].sum()))]
        if not len(order):
            return ()
        begins = np.sort(np.concatenate([self._order[low[gram] : high[gram]] - gram for gram in order.tolist()]))
        return _peaks(begins, max(6, len(letters) // 4), most)

    def _ranges(self, letters: str) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        grams = _grams(letters)
        return np.searchsorted(self._sorted, grams, "left"), np.searchsorted(self._sorted, grams, "right")


def _stretches(speech: Speech) -> Iterator[tuple[str, NDArray[np.int32]]]:
    """Yield the letters of each stretch of the source that a speech is made of, with their offsets in the speech.

    What the reporter wrote stands between speeches, and a page's head may stand between two paragraphs.
    """
    letters = read_letters(speech.text)
    source, offsets = speech.source.text, speech.offsets
    parted = [
        bisect_left(letters.offsets, after.start)
        for before, after in pairwise(speech.paragraphs)
        if before.end and squash(source[offsets[before.end - 1] + 1 : offsets[after.start]])
    ]
    for start, end in pairwise([0, *parted, len(letters.offsets)]):
        if start < end or not parted:
            yield letters.text[start:end], letters.offsets[start:end]


def _grams(text: str) -> NDArray[np.uint32]:
    """Return a number for each run of three letters; others may share it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    if len(codes) < _GRAM:
        return np.zeros(0, np.uint32)
    mixed = codes[:-2] * np.uint32(0x9E3779B1) ^ codes[1:-1] * np.uint32(0x85EBCA6B) ^ codes[2:] * np.uint32(0xC2B2AE35)
    return np.asarray(mixed, dtype=np.uint32)


def _everywhere(letters: str, text: str) -> list[int]:
    places = []
    place = text.find(letters)
    while place >= 0:
        places.append(place)
        place = text.find(letters, place + 1)
    return places


def _peaks(begins: NDArray[np.integer], width: int, most: int) -> tuple[int, ...]:
    """Return where sorted numbers crowd within ``width``, the densest crowd first, crowds apart."""
    crowd = np.searchsorted(begins, begins + width, "right") - np.arange(len(begins))
    found: list[int] = []
    for number in np.argsort(-crowd, kind="stable"):
        place = int(begins[number + crowd[number] // 2])
        if all(abs(place - other) > width for other in found):
            found.append(place)
            if len(found) == most:
                break
    return tuple(found)
