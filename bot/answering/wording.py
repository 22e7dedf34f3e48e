"""Which words of a question carry content: what it is about, apart from how it asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from bot.answering.english import wordings
from bot.language import HAN, language
from bot.retrieval.tokens import is_word, rarity, words
from bot.types import Term

__all__ = ["abbreviates", "abbreviations", "content", "is_matter", "pairs", "terms", "without"]

_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(rf"[{HAN}]{{2,}}")
_TWICE = 2
_LONGEST_PAIR = 3
_MOSTLY = 0.6
"""Share of a character's uses that must be with a longer word for the two to be one."""
_PLACING = frozenset("上下中内外前后大小多")
"""Function words that also begin or end short names: 规上, 上合."""
_INTRODUCED = re.compile(
    rf"(?P<full>[{HAN}]{{3,24}})[(（][“‘]?(?:下称|简称|以下简称)?[“‘]?(?P<short>[{HAN}]{{2,5}})[”’]?[)）]"
)
_NOTHING: Mapping[str, str] = MappingProxyType({})
_LATIN_WEIGHT = 0.8
_SINGLE = 0.7
_MATTER = 0.4
"""What 目标 or 措施 tells of a topic beside another word of its rarity."""
_NO_NOUN = r"$|[^\w]|[是有呢吗的定]|分别|都|什么|哪|多少|怎"
"""What follows a noun that is not part of another."""
_LONGEST_EVERYDAY = 4
"""Tokens that may make up one word of the synonym tables (打 黑, belt and road)."""
_COUNTED = re.compile(r"第?[几哪一二两三四五六七八九十]+[个位家年天点条项种样成份块层级座回次趟处件辆栋]")
"""几个, 哪一年, 三点: they ask or count, and name no topic."""
_EITHER_OR = re.compile(r"^(.)[不没]\1(.)$")
"""愿不愿意 asks about 愿意."""
_QUOTED = re.compile(r"[“‘《]([^”’》]{2,30})[”’》]")


def pairs(text: str) -> frozenset[str]:
    """Return what folded text uses like a word though no dictionary holds it: 租置, 社署, 平机会.

    Two words that stand side by side at least twice, one of them a single character that the text seldom uses without
    the other; neither joins or asks, but a place or a size may be the other half of a pair (规上, 上合).
    """
    dropped = _dropped() - _PLACING
    found: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    for run in _RUN.findall(text):
        tokens = list(words(run))
        alone.update(token for token in tokens if len(token) == 1)
        found.update(
            (left, right)
            for left, right in pairwise(tokens)
            if min(len(left), len(right)) == 1
            and len(left) + len(right) <= _LONGEST_PAIR
            and dropped.isdisjoint((left, right))
            and not {left, right} <= _PLACING
        )
    return frozenset(
        left + right
        for (left, right), count in found.items()
        if count >= _TWICE
        and (
            len(left) == len(right)
            or count > max(_TWICE, _MOSTLY * max(alone[part] for part in (left, right) if len(part) == 1))
        )
    )


def abbreviations(text: str) -> dict[str, str]:
    """Return the short names that folded text introduces, each with what it stands for: 社会福利署(“社署”)."""
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        full, short = match["full"], match["short"]
        starts = [at for at, character in enumerate(full) if character == short[0] and abbreviates(short, full[at:])]
        if starts and len(short) < len(full) - starts[-1]:
            found[short] = full[starts[-1] :]
    return found


def abbreviates(short: str, full: str) -> bool:
    """Tell whether a short form is made of characters of the full one, in its order."""
    rest = iter(full)
    return all(character in rest for character in short)


def terms(bare: str, known: Collection[str] = (), short: Mapping[str, str] = _NOTHING) -> Iterator[Term]:
    """Yield the content words, rarest wordings whole: what stands in quotation marks counts as one term.

    Args:
        bare: A question in normal form, without the people it names.
        known: Words to keep together that the tokenizer would cut.
        short: Short names with what they stand for.
    """
    data = language()
    seen: set[str] = set()
    for quoted in _QUOTED.findall(bare):
        if quoted not in seen:
            seen.add(quoted)
            yield Term(quoted, 1.2)
    for word in content(bare, known):
        if word in seen:
            continue
        seen.add(word)
        variants = data.synonyms.get(word, ()) + (wordings(word) if word.isascii() else ())
        if word in short:
            variants += (short[word],)
        yield Term(word, _weight(word) * (_MATTER if is_matter(word, bare) else 1.0), variants)


def content(bare: str, known: Collection[str] = ()) -> Iterator[str]:
    """Yield the words of a normal form that carry content, in order, with repetitions.

    An everyday word that the synonym table knows is kept whole even where the tokenizer would cut it.
    """
    data = language()
    dropped = _dropped()
    for word in _whole(list(words(bare)), known):
        if word in data.synonyms or word in data.english:
            yield word
            continue
        if word in dropped or _COUNTED.fullmatch(word):
            continue
        if len(word) == 1 and not _HAN.match(word) and not word.isdigit():
            continue
        yield _timeless(_EITHER_OR.sub(r"\1\2", word))


def is_matter(word: str, bare: str) -> bool:
    """Tell whether a word stands for a part of any speech (目标是什么) and does not describe another (重点人员)."""
    return word in language().words.matters and re.search(rf"{re.escape(word)}(?:{_NO_NOUN})", bare) is not None


def _timeless(word: str) -> str:
    """Return a word without the time that it begins with, where the rest is a word (全年收入)."""
    return next(
        (
            word[len(time) :]
            for time in language().words.time
            if word.startswith(time) and len(word) >= len(time) + 2 and is_word(word[len(time) :])
        ),
        word,
    )


def without(normal: str, places: list[tuple[int, int]]) -> str:
    """Blank out stretches of a text: pairs of start and end."""
    characters = list(normal)
    for start, end in places:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


@cache
def _dropped() -> frozenset[str]:
    data = language().words
    return data.question | data.function | data.english | data.time | data.pinyin


def _weight(word: str) -> float:
    """Return what a word tells of a topic: its rarity; a single character says little whatever its rarity."""
    if not _HAN.search(word):
        return _LATIN_WEIGHT
    return rarity(word) * (_SINGLE if len(word) == 1 else 1.0)


def _whole(tokens: list[str], known: Collection[str]) -> Iterator[str]:
    """Join tokens that together are a word of the synonym tables, the longest first, or a word known otherwise."""
    data = language()
    start = 0
    while start < len(tokens):
        for size in range(min(_LONGEST_EVERYDAY, len(tokens) - start), 1, -1):
            some = tokens[start : start + size]
            joined = (" " if some[0].isascii() else "").join(some)
            if joined in data.synonyms or joined in data.english or joined in known:
                yield joined
                start += size
                break
        else:
            yield tokens[start]
            start += 1
