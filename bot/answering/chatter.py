"""Messages that ask nothing of a meeting: greetings, requests to another service, noise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache

from bot.language import HAN, hint, language

__all__ = ["Courtesy", "is_chatter", "read_courtesy"]

_LETTERS = re.compile(f"[a-z0-9{HAN}]")
_REPEATED = re.compile(r"(.{1,4}?)\1{6,}")


class Courtesy(StrEnum):
    """What a message that asks nothing of a meeting may be answered with in kind."""

    GREETING = "greeting"
    THANKS = "thanks"
    PLEASANTRY = "pleasantry"
    """好的, bye: nothing is wanted."""
    ABOUT = "about"
    """What the bot is, and whether it makes things up."""
    RUDE = "rude"


def read_courtesy(normal: str) -> Courtesy | None:
    """Return what a message in normal form is that wants no quotes; None for a question or other chatter."""
    found = (kind for kind, pattern in _courtesies() if pattern.search(normal))
    kind = next(found, None)
    if kind is not Courtesy.PLEASANTRY:
        return kind
    data = language().offtopic
    if _any(data.thanks).search(normal):
        return Courtesy.THANKS
    return Courtesy.GREETING if _any(data.greetings).search(normal) else kind


def is_chatter(normal: str, said: str, names_somebody: Callable[[], bool], asked: str = "") -> bool:
    """Tell whether a message is no question about a meeting.

    Args:
        normal: The message in normal form.
        said: All that the meeting's voices say, folded: what they talk about is no chatter.
        names_somebody: Whether it names a speaker of the meeting; asked only where that matters.
        asked: What of a long message asks, if not all of it: what else it tells is nobody's business here.
    """
    if not _LETTERS.search(normal) or _REPEATED.search(normal):
        return True
    if read_courtesy(normal):
        return True
    requests, topics, private = _patterns()
    if any(pattern.search(normal) for pattern in requests):
        return True
    if any(names_somebody() or word not in said for word in _matched(private, asked or normal)):
        return True
    strange = any(word not in said for word in _matched(topics, asked or normal))
    return strange and not names_somebody() and not hint("mentioning").search(normal)


def _matched(patterns: Iterable[re.Pattern[str]], normal: str) -> list[str]:
    """Return the words that patterns name: their first group, or the whole match."""
    return [match[1] if pattern.groups else match[0] for pattern in patterns if (match := pattern.search(normal))]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], ...]:
    data = language().offtopic
    return tuple(
        tuple(re.compile(pattern, re.ASCII) for pattern in patterns)
        for patterns in (data.requests, data.topics, data.private)
    )


@cache
def _courtesies() -> tuple[tuple[Courtesy, re.Pattern[str]], ...]:
    data = language().offtopic
    return (
        (Courtesy.PLEASANTRY, _any(data.pleasantries)),
        (Courtesy.RUDE, _any(data.rude)),
        (Courtesy.ABOUT, _any(data.about)),
    )


@cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.ASCII)
