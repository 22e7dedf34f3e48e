"""Text → tokens: the words jieba finds and the character bigrams that hold where words fail."""

from __future__ import annotations

import logging
import marshal
import math
import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import jieba

from bot.language import HAN

__all__ = [
    "add_words",
    "bigrams",
    "inner_places",
    "is_common",
    "is_everyday",
    "is_word",
    "rarity",
    "read_dictionary",
    "tagged",
    "words",
]

_WORD = re.compile(rf"[a-z]+(?:[-'’][a-z]+)*|\d+(?:\.\d+)?%?|[{HAN}]+")
_HAN = re.compile(f"[{HAN}]+")


_COMMON = 30
"""Occurrences in the texts the dictionary was counted in; names of few people occur as often."""
_EVERYDAY = 1250
"""Occurrences of words that are hardly anybody's name: 金额, 于是; below it some are, 高明, 江山, 安宁."""
_TAUGHT: dict[str, int] = {}
"""How often the dictionary had each word that it was taught since: a meeting's names become no common words."""


def is_common(word: str) -> bool:
    """Tell whether the dictionary has a folded word as a common one, whatever words it was taught since."""
    return _occurrences(word) >= _COMMON


def is_everyday(word: str) -> bool:
    """Tell whether a folded word is so common that it is hardly anybody's name."""
    return _occurrences(word) >= _EVERYDAY


def _occurrences(word: str) -> int:
    return _TAUGHT.get(word, _tokenizer().FREQ.get(word) or 0)


@cache
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.dt
    read_dictionary(tokenizer)
    tokenizer.initialize()
    return tokenizer


def read_dictionary(tokenizer: jieba.Tokenizer) -> None:
    """Read the dictionary that jieba has prepared; where it has not or it cannot be read, jieba makes a new one.

    jieba reads the same file a few bytes at a time, which takes three times as long.
    """
    prepared = tokenizer.cache_file or Path(tokenizer.tmp_dir or tempfile.gettempdir(), "jieba.cache")
    try:
        tokenizer.FREQ, tokenizer.total = marshal.loads(Path(prepared).read_bytes())  # noqa: S302 - as jieba does
    except (OSError, EOFError, TypeError, ValueError):
        return
    tokenizer.initialized = True


def add_words(found: Iterable[str]) -> None:
    """Teach the tokenizer words of a meeting: names and organisations that no dictionary holds."""
    for word in found:
        if len(word) > 1:
            _TAUGHT.setdefault(word, _tokenizer().FREQ.get(word, 0))
            _tokenizer().add_word(word)
    _cut.cache_clear()


def words(text: str) -> Iterator[str]:
    """Cut folded text into words: jieba's for Chinese, Latin words and numbers whole; punctuation is left out."""
    for match in _WORD.finditer(text):
        piece = match.group()
        if _HAN.match(piece):
            yield from _cut(piece)
        else:
            yield piece


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(_tokenizer().lcut(run, HMM=False))


def inner_places(text: str) -> Iterator[int]:
    """Yield the offsets that lie inside Chinese words of folded text, in order."""
    for match in _HAN.finditer(text):
        place = match.start()
        for word in _cut(match.group()):
            yield from range(place + 1, place + len(word))
            place += len(word)


def bigrams(text: str) -> Iterator[str]:
    """Return the overlapping pairs of each run of Chinese characters."""
    for match in _HAN.finditer(text):
        for left, right in pairwise(match.group()):
            yield left + right


def tagged(text: str) -> list[str]:
    """Return the tokens one index field holds: words tagged ``0:``, bigrams tagged ``1:``."""
    return [f"0:{word}" for word in words(text)] + [f"1:{pair}" for pair in bigrams(text)]


def is_word(text: str) -> bool:
    """Tell whether the dictionary holds the text as a word."""
    return bool(_tokenizer().FREQ.get(text))


def rarity(word: str) -> float:
    """Return how rare a word is in general Chinese, 0 (every other word) to 1 (never seen).

    The negative logarithm of jieba's unigram frequency, scaled by that of a word seen once. A word that the
    dictionary lacks is as rare as its parts are together, at most 1.
    """
    tokenizer = _tokenizer()
    whole = math.log(tokenizer.total)
    frequency = tokenizer.FREQ.get(word)
    if frequency:
        return 1.0 - math.log(frequency) / whole
    parts = _cut(word)
    if len(parts) == 1:
        return 1.0
    return min(1.0, sum(1.0 - math.log(tokenizer.FREQ.get(part) or 1) / whole for part in parts) / 2 + 0.2)
