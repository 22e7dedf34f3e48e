"""English words of a question → Chinese wordings, whatever their ending."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.language import language

__all__ = ["wordings"]


@lru_cache(maxsize=1024)
def wordings(word: str) -> tuple[str, ...]:
    """Return the Chinese wordings of a lower-case English word or phrase; empty when none is known.

    An inflected word has those of its base (subsidies, planned, building), a compound those of its parts
    (government-subsidised).
    """
    known = language().english
    for form in (word, *_bases(word)):
        if form in known:
            return known[form]
    parts = word.split("-")
    return tuple(dict.fromkeys(found for part in parts for found in wordings(part))) if len(parts) > 1 else ()


def _bases(word: str) -> Iterator[str]:
    plain = word.removesuffix("'s").removesuffix("’s")
    if plain != word:
        yield plain
    british = plain.replace("is", "iz") if plain.endswith(("ise", "ised", "ises", "ising")) else plain
    for form in dict.fromkeys((plain, british)):
        if form.endswith("ies"):
            yield form[:-3] + "y"
        for ending, others in (
            ("es", ("", "e")),
            ("s", ("",)),
            ("ed", ("", "e")),
            ("ing", ("", "e")),
            ("er", ("", "e")),
        ):
            stem = form.removesuffix(ending)
            if stem != form and len(stem) > 2:
                yield from (stem + other for other in others)
                if len(stem) > 3 and stem[-1] == stem[-2]:
                    yield stem[:-1]
