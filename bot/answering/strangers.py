"""People and offices a question names that did not speak: 李局长怎么说, 教育局局长讲了什么, 赵立民怎么看."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.language import HAN, hint, language
from bot.retrieval.pinyin import split_syllables, syllables
from bot.retrieval.tokens import is_word, words

__all__ = ["strangers"]

_START = r"(?:^|[，。？！；：,?!;: ])(?:请问|那么?|还有)?"
_BODY = r"[局厅部委办院署镇乡区市县省校司处所站]"
_ASKING = frozenset("哪谁各几两某什么这那位个名")


@cache
def _person() -> re.Pattern[str]:
    surname = f"[{language().offices.surnames}]"
    # 林郑月娥: a married name has two surnames
    name = f"{surname}(?:{surname}[{HAN}])?[{HAN}]{{1,2}}"
    speaks = hint("speaks").pattern
    return re.compile(rf"{_START}(?P<name>{name}){speaks}")


@cache
def _holder() -> re.Pattern[str]:
    surnames, titles, says = language().offices.surnames, _titles(), hint("says").pattern
    return re.compile(
        rf"(?P<surname>(?<![{HAN}])[{surnames}](?:{titles}|总(?={says})))"
        rf"|(?P<office>[{HAN}]{{1,8}}?{_BODY}的?(?:{titles}))|(?P<head>[{HAN}]{{2,8}}{_BODY}长)"
    )


@cache
def _office() -> re.Pattern[str]:
    """Return what finds an office that is asked for its words: 副校长说了什么, 研发总监的发言, 市委书记."""
    titles, says = _titles(), hint("says").pattern
    return re.compile(rf"{_START}(?P<name>[{HAN}]{{0,10}}?(?:{titles}))(?={says}|呢?\s*[?？]?$)")


def _titles() -> str:
    """Return the alternatives of a pattern of any title, longest first."""
    return "|".join(sorted(language().offices.titles, key=len, reverse=True))


_LATIN = re.compile(
    r"^(?P<name>[a-z]+(?: [a-z]+){0,2}?) ?(?=怎么|如何|说|讲|提|谈|(?:zen ?me|shuo|jiang|ti ?dao|tan)\b)"
    r"|^(?P<whole>[a-z]+(?: [a-z]+){1,2})[?？]?$"
)


@cache
def _surname_sounds() -> frozenset[str]:
    return frozenset(sound for character in language().offices.surnames for sound in syllables(character))


def strangers(normal: str, said: str) -> tuple[str, ...]:
    """Return the people and offices that a question asks for their words and that the meeting knows nothing of.

    Args:
        normal: The question in normal form; one that names no speaker.
        said: Everything the meeting's voices say, folded; a name that stands in it is no stranger.
    """
    return tuple(dict.fromkeys(name for name in _named(normal) if not _is_said(name, said)))


def _is_said(name: str, said: str) -> bool:
    """Tell whether a name or office stands in what was said; a deputy's office is another."""
    return any(re.search(rf"(?<!副){re.escape(form)}", said) for form in {name, name.replace("的", "")})


def _named(normal: str) -> Iterator[str]:
    for match in _person().finditer(normal):
        name = match["name"]
        # a word of the dictionary that begins like a surname is none (方案怎么说)
        if not is_word(name) and len(next(words(normal[match.start("name") :]))) != 2:
            yield name
    for match in _holder().finditer(normal):
        name = match.group()
        if not _ASKING.intersection(name):
            yield name
    for match in _office().finditer(normal):
        if not _ASKING.intersection(match["name"]):
            yield match["name"]
    for match in _LATIN.finditer(normal):
        name = match["name"] or match["whole"]
        parts = [split_syllables(token) for token in name.split()]
        sounds = [sound for part in parts if part for sound in part]
        if all(parts) and 2 <= len(sounds) <= 3 and sounds[0] in _surname_sounds():
            yield name
