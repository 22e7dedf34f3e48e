"""People and offices a question names that did not speak: 李局长怎么说, 教育局局长讲了什么, 赵立民怎么看."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.language import HAN, language
from bot.retrieval.pinyin import split_syllables, syllables
from bot.retrieval.tokens import is_word, words
from bot.types import Mention, Span

__all__ = ["strangers"]

_SPEAKS = (
    r"(?:在会上|会上)?(?:是|有没有|究竟|到底|打算|准备|又)?(?:怎么|怎样|如何|点(?:讲|样|看)|讲|说(?!法|明书)|提(?:到|出|了|过)|谈|表示|承诺|表态|认为|回应|回答|答应"
    r"|的(?:发言|讲话|表态|态度|看法|回应|承诺))"
)
_BODY = r"[局厅部委办院署镇乡区市县省校司处所站]"
_ASKING = frozenset("哪谁各几两某什么这那位个名")


@cache
def _person() -> re.Pattern[str]:
    surname = f"[{language().offices.surnames}]"
    return re.compile(rf"(?:^|[，。？！；：,?!;: ])(?:请问|那么?|还有)?(?P<name>{surname}[{HAN}]{{1,2}}){_SPEAKS}")


@cache
def _holder() -> re.Pattern[str]:
    data = language().offices
    titles = "|".join(sorted(data.titles, key=len, reverse=True))
    return re.compile(
        rf"(?P<surname>(?<![{HAN}])[{data.surnames}](?:{titles}))|(?P<office>[{HAN}]{{1,8}}?{_BODY}(?:{titles}))"
        rf"|(?P<head>[{HAN}]{{2,8}}{_BODY}长)"
    )


_LATIN = re.compile(
    r"^(?P<name>[a-z]+(?: [a-z]+){0,2}?) ?(?=怎么|如何|说|讲|提|谈|(?:zen ?me|shuo|jiang|ti ?dao|tan)\b)"
)


@cache
def _surname_sounds() -> frozenset[str]:
    return frozenset(sound for character in language().offices.surnames for sound in syllables(character))


def strangers(normal: str, mentions: Sequence[Mention], said: str) -> tuple[str, ...]:
    """Return the people and offices that a question asks for their words and that the meeting knows nothing of.

    Args:
        normal: The question in normal form.
        mentions: The speakers it names; whoever is among them is no stranger.
        said: Everything the meeting's voices say, folded; a name that stands in it is no stranger either.
    """
    known = [mention.span for mention in mentions]
    return tuple(
        dict.fromkeys(
            name
            for name, span in _named(normal)
            if name not in said and not any(span.overlaps(other) for other in known)
        )
    )


def _named(normal: str) -> Iterator[tuple[str, Span]]:
    for match in _person().finditer(normal):
        name = match["name"]
        # a word of the dictionary that begins like a surname is none (方案怎么说)
        if not is_word(name) and len(next(words(normal[match.start("name") :]))) != 2:
            yield name, Span(*match.span("name"))
    for match in _holder().finditer(normal):
        name = match.group()
        if not _ASKING.intersection(name):
            yield name, Span(*match.span())
    for match in _LATIN.finditer(normal):
        parts = [split_syllables(token) for token in match["name"].split()]
        sounds = [sound for part in parts if part for sound in part]
        if all(parts) and 2 <= len(sounds) <= 3 and sounds[0] in _surname_sounds():
            yield match["name"], Span(*match.span("name"))
