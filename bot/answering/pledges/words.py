"""The patterns of ``config/language/pledges.toml``, compiled."""

from __future__ import annotations

import re
from functools import cache

from bot.language import language

__all__ = ["QUOTED", "found", "names_circumstance", "opens_ahead", "opens_with_deed", "pattern"]

QUOTED = re.compile(r"[“‘《「『〈][^”’》」』〉]*[”’》」』〉]")
"""What stands in quotation marks is a name or somebody else's words."""
_DEED = "<deed>"
"""Stands in an expression for any verb of a pledge, or an adverb before it."""


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a name: it matches where any of the expressions listed under it does, the longest first.

    Raises:
        KeyError: nothing is listed under the name.
    """
    listed = sorted(language().pledging.patterns[name], key=len, reverse=True)
    joined = "|".join(f"(?:{expression})" for expression in listed)
    if _DEED in joined:
        joined = joined.replace(_DEED, f"(?:{pattern('adverbs').pattern}|{pattern('verbs').pattern})")
    return re.compile(joined, re.ASCII)


def found(name: str, folded: str) -> bool:
    """Tell whether folded text holds any of the expressions listed under a name."""
    return pattern(name).search(folded) is not None


@cache
def _opening() -> re.Pattern[str]:
    adverbs, verbs = pattern("adverbs").pattern, pattern("verbs").pattern
    count = r"(?:[一二三四五六七八九十]是要?|首先|其次|再次|最后|第[一二三四五六七八九十])?[,，、]?"
    return re.compile(rf"[\s,，、—:：(（)）]*{count}(?:(?:{adverbs})地?)*(?:{verbs})", re.ASCII)


def opens_with_deed(folded: str) -> bool:
    """Tell whether a folded clause begins with what is to be done (全力推进…), adverbs aside."""
    return _opening().match(folded) is not None


@cache
def _opening_ahead() -> re.Pattern[str]:
    return re.compile(rf"[\s,，、—:：(（)）]*(?:我们|我[局镇市县区院校]|将)?(?:{pattern('ahead').pattern})[,，]?")


def opens_ahead(folded: str) -> bool:
    """Tell whether a folded clause begins with a time that lies ahead and what is to be done in it (年内新增…)."""
    time = _opening_ahead().match(folded)
    return time is not None and opens_with_deed(folded[time.end() :])


def names_circumstance(folded: str) -> bool:
    """Tell whether a folded clause only says in what, by what or with what something is to be done."""
    words = QUOTED.sub("", folded).strip(" ,，;；。:：、")
    if found("circumstance", words):
        return True
    preposition = pattern("prepositions").match(words)
    return preposition is not None and pattern("verbs").search(words, preposition.end() + 1, len(words) - 2) is None
