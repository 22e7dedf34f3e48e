"""Letters: what of a text is compared when the question is whether it is the same text.

Letters and digits count, folded in width, case and script; whitespace and marks do not, save where a mark makes a
number (8%, 3.5, -2, 5-6). Each letter keeps its way back to the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

from bot.retrieval.normal import fold
from bot.types import squash

__all__ = ["Letters", "read_letters"]

_POINTS = 0x110000
_LEFT_OUT, _BLANK, _LETTER, _DIGIT, _MINUS = range(5)
_COUNTING = frozenset("%‰‱℃°+=≥≤±×÷$€£¥￥")
"""Marks that belong to a number wherever they stand."""
_MINUSES = frozenset("-−－")
_BETWEEN = {
    ".": ".",
    "．": ".",
    ":": ":",
    "：": ":",
    "/": "/",
    "／": "/",
    "·": "·",
    "•": "·",
    "・": "·",
} | dict.fromkeys("-–—―~～－−〜", "-")
"""Marks between two digits that make one number of them; any other parts two numbers."""
_OTHER_SCRIPT = {"瞭": "了", "覆": "复", "藉": "借", "甦": "苏", "揹": "背", "彷": "仿"}
"""What whole words are converted with but single characters are not (明了 → 明瞭, 回复 → 回覆)."""
_FIRST_WIDE = 0x2E80
"""The first Chinese character or radical: letters before it are joined by a hyphen."""
_PARTS = "、"
_THOUSAND = 3


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text.

    Attributes:
        text: One code point a letter.
        offsets: For each letter, its offset in the text they were read from; strictly increasing.
    """

    text: str
    offsets: NDArray[np.int32]


class _Characters:
    """What each character counts as, learned when it is first met. Writing twice does no harm: the values agree."""

    def __init__(self) -> None:
        self.kinds = np.zeros(_POINTS, np.uint8)
        self.folded = np.zeros(_POINTS, np.uint32)
        self._known: set[str] = set()
        self._from_hong_kong = OpenCC("hk2s")
        self._to_taiwan = OpenCC("s2tw")

    def learn(self, characters: Iterable[str]) -> None:
        """Learn those that are new."""
        for character in set(characters) - self._known:
            letter = self._letter(character)
            self.kinds[ord(character)] = _kind(character, letter)
            self.folded[ord(character)] = ord(letter)
            self._known.add(character)

    def _letter(self, character: str) -> str:
        """Return what stands for all forms of a character, also those that one script tells apart (着, 著)."""
        if "\ud800" <= character <= "\udfff":
            return character
        for convert in (self._from_hong_kong.convert, self._to_taiwan.convert):
            converted = convert(character)
            character = fold(converted if len(converted) == 1 else character)
        return _OTHER_SCRIPT.get(character, character)


def _kind(character: str, letter: str) -> int:
    if letter in "0123456789":
        return _DIGIT
    if not squash(character):
        return _BLANK
    if letter.isalnum() or letter in _COUNTING:
        return _LETTER
    return _MINUS if character in _MINUSES else _LEFT_OUT


@cache
def _characters() -> _Characters:
    return _Characters()


def read_letters(text: str) -> Letters:
    """Return the letters of any text; none for one of marks, blanks and emojis alone."""
    characters = _characters()
    characters.learn(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    solid = np.flatnonzero(characters.kinds[codes] != _BLANK)
    kinds = characters.kinds[codes[solid]]
    folded = characters.folded[codes[solid]]
    kept = (kinds == _LETTER) | (kinds == _DIGIT)
    _keep_signs(solid, kinds, folded, kept)
    _keep_marks_between_digits(text, solid, kinds, folded, kept)
    return Letters(
        folded[kept].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass"), solid[kept].astype(np.int32)
    )


def _keep_signs(
    solid: NDArray[np.intp], kinds: NDArray[np.uint8], folded: NDArray[np.uint32], kept: NDArray[np.bool_]
) -> None:
    """Keep a minus that touches the digit behind it and joins no letter to it: COVID-19 has none, nor a list."""
    signs = np.flatnonzero((kinds[:-1] == _MINUS) & (kinds[1:] == _DIGIT) & (np.diff(solid) == 1))
    before = kinds[signs - 1]
    joins = (before == _DIGIT) | (before == _MINUS) | ((before == _LETTER) & (folded[signs - 1] < _FIRST_WIDE))
    signs = signs[(signs == 0) | ~joins]
    kept[signs] = True
    folded[signs] = ord("-")


def _keep_marks_between_digits(
    text: str, solid: NDArray[np.intp], kinds: NDArray[np.uint8], folded: NDArray[np.uint32], kept: NDArray[np.bool_]
) -> None:
    """Keep one mark between two digits, for 3.5 is not 35 and neither is 3、5; 14,450 is 14450."""
    places = np.flatnonzero(kept)
    apart = np.flatnonzero((np.diff(places) > 1) & (kinds[places[:-1]] == _DIGIT) & (kinds[places[1:]] == _DIGIT))
    for before, after in zip(places[apart].tolist(), places[apart + 1].tolist(), strict=True):
        marks = "".join(text[place] for place in solid[before + 1 : after])
        behind = kinds[after : after + _THOUSAND + 1]
        if marks == "," and (behind[:_THOUSAND] == _DIGIT).sum() == _THOUSAND and (behind == _DIGIT).sum() == _THOUSAND:
            continue
        kept[before + 1] = True
        folded[before + 1] = ord(_BETWEEN.get(marks, _PARTS))
