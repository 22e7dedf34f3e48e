"""The runs of words that a meeting says, findable by their sound, by a near miss and by their abbreviation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from bot.language import HAN, language
from bot.retrieval.normal import fold
from bot.retrieval.pinyin import blur, syllables
from bot.retrieval.tokens import words

__all__ = ["LONGEST", "Vocabulary", "boundaries", "is_question_word"]

_HAN = re.compile(f"[{HAN}]+")
_RUN = re.compile(f"[a-z{HAN}]+")
LONGEST = 6
"""Code points of the longest run of words that is learned."""
_NEAR = 4
"""Code points of a run that is also learned with each one of them left out."""
_HALF = 2
"""Code points of a word that is shortened to its first."""
_COMPOUND = 4
"""Code points of a word that itself is made of two words."""


class Vocabulary:
    """What a misspelling can be mended to: words of the meeting, names, and words that only ask.

    What is learned are runs of whole words, never a chance sequence of characters across them.

    Args:
        texts: What the meeting's voices say.
        names: Names of its speakers and organisations.

    Attributes:
        said: The texts, folded.
        names: As given.
        known: Every run and name.
        by_sound: Blurred syllables → the runs, names and question words that sound so, in order of learning.
        by_gap: Place and rest of a run of four characters without the one at that place → such runs.
        abbreviated: Short form → the words it can stand for, with how often they are said.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self.known: set[str] = set()
        self.by_sound: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self.by_gap: dict[tuple[int, str], list[str]] = defaultdict(list)
        self.abbreviated: dict[str, Counter[str]] = defaultdict(Counter)
        self.said = "\n".join(map(fold, texts))
        for run in _RUN.finditer(self.said):
            self._learn(run.group())
        self.names = frozenset(names)
        for name in sorted(self.names):  # of several that sound alike the first is meant: always the same one
            self.known.add(name)
            self.by_sound[tuple(map(blur, syllables(name)))].append(name)
        data = language().words
        for word in sorted(data.question | data.function | data.time):
            if _HAN.fullmatch(word):
                self.by_sound[tuple(map(blur, syllables(word)))].append(word)

    def _learn(self, run: str) -> None:
        for short, full in _abbreviations(run):
            self.abbreviated[short][full] += 1
        sounds = tuple(map(blur, syllables(run)))
        starts = boundaries(run)
        for left, right in combinations(starts, 2):
            piece = run[left:right]
            if len(piece) > LONGEST or piece in self.known:
                continue
            self.known.add(piece)
            self.by_sound[sounds[left:right]].append(piece)
            if len(piece) == _NEAR:
                for gap in range(_NEAR):
                    self.by_gap[gap, piece[:gap] + piece[gap + 1 :]].append(piece)


def is_question_word(word: str) -> bool:
    """Tell whether a word belongs to questions in general."""
    data = language().words
    return word in data.question or word in data.function or word in data.time


def _abbreviations(run: str) -> Iterator[tuple[str, str]]:
    """Yield what two words side by side, or the halves of a long one, are shortened to: 营业收入 → 营收."""
    tokens = [word for word in words(run) if not word.isascii()]
    for left, right in pairwise(tokens):
        asking = any(map(is_question_word, (left, right, left[0], right[0])))
        if len(left) == len(right) == _HALF and not asking:
            yield left[0] + right[0], left + right
    for word in tokens:
        if len(word) == _COMPOUND:
            yield word[0] + word[_HALF], word


def boundaries(run: str) -> list[int]:
    """Return where the words of a run begin, and its end."""
    starts = [0]
    for word in words(run):
        starts.append(starts[-1] + len(word))
    return starts if starts[-1] == len(run) else [*range(len(run) + 1)]
