"""A message → a question: its kind, whom it names, what it is about, which numbers it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.answering.linking import Linker
from bot.answering.quantities import parse_quantities
from bot.answering.spelling import Speller
from bot.language import language
from bot.retrieval.normal import normalise
from bot.retrieval.pinyin import split_syllables
from bot.retrieval.tokens import rarity, words
from bot.types import Meeting, Mention, Question, QuestionKind, Term

__all__ = ["Parser", "content"]

_LONGEST = 300
"""Code points of a message that are read; a question fits, a pasted page does not."""
_LETTERS = re.compile(r"[a-z0-9\u3400-\u9fff\U00020000-\U0003ffff]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[a-z]{2,}")
_REPEATED = re.compile(r"(.{1,4}?)\1{6,}")
_ASK_FOR_SPEAKERS = frozenset({QuestionKind.WHO, QuestionKind.LIST, QuestionKind.ABSENT})
_LATIN_WEIGHT = 0.8
_SINGLE = 0.7
_LONGEST_EVERYDAY = 4
"""Tokens that may make up one word of the synonym tables (打 黑, belt and road)."""
_COUNTED = re.compile(r"[几哪一二两三四五六七八九十]+[个位家年天点条项种样成份块层级]")
"""几个, 哪一年, 三点: they ask or count, and name no topic."""
_QUOTED = re.compile(r"[“‘《]([^”’》]{2,30})[”’》]")


class Parser:
    """Reads messages as questions about one meeting.

    Args:
        meeting: Whose names and words to know.
    """

    def __init__(self, meeting: Meeting) -> None:
        self._linker = Linker(meeting)
        texts = [meeting.reporter.text, *(speech.text for speech in meeting.speeches)]
        self._speller = Speller(texts, (name for name in self._linker.names if _HAN.search(name)))

    def parse(self, text: str) -> Question:
        """Read a message; one that is no question about a meeting has the kind ``OFFTOPIC``."""
        normal = normalise(text)[:_LONGEST]
        if self._is_chatter(normal):
            return Question(text, normal, QuestionKind.OFFTOPIC)
        normal = self._speller.mend(normal)
        mentions = self._linker.link(normal)
        bare = _without(normal, mentions)
        kind = _kind(normal, bare, mentions)
        if kind in _ASK_FOR_SPEAKERS and not any(content(bare)) and mentions and not _names_people(mentions):
            # 谁没有提到港口: whoever asks for people means the office as a topic
            mentions, bare = (), normal
        return Question(
            text=text,
            normal=normal,
            kind=kind,
            mentions=mentions,
            terms=tuple(self._terms(bare)),
            quantities=parse_quantities(bare),
            negated=kind is QuestionKind.ABSENT,
        )

    def holders(self, question: Question) -> tuple[str, ...]:
        """Return who could be meant by a question that says no more than a shared title (局长说了什么)."""
        if question.mentions or not (titles := self._linker.titles(question.normal)):
            return ()
        rest = [word for word in content(question.normal) if word not in titles]
        return tuple(dict.fromkeys(name for title in titles for name in titles[title])) if not rest else ()

    def _is_chatter(self, normal: str) -> bool:
        if not _LETTERS.search(normal) or _REPEATED.search(normal):
            return True
        if any(pattern.search(normal) for pattern in _offtopic()):
            return not self._linker.link(normal) or _is_private(normal)
        if _HAN.search(normal):
            return False
        return self._is_gibberish(normal)

    def _is_gibberish(self, normal: str) -> bool:
        """Tell whether Latin letters are neither English nor pinyin nor a name of the meeting."""
        tokens = _LATIN.findall(normal)
        if not tokens:
            return not any(character.isdigit() for character in normal)
        data = language()
        known = sum(token in data.words.english or token in data.english for token in tokens)
        if known or self._linker.link(normal) or self._speller.mend(normal) != normal:
            return False
        return not all(split_syllables(token) for token in tokens)

    def _terms(self, bare: str) -> Iterator[Term]:
        """Yield the content words, rarest wordings whole: what stands in quotation marks counts as one term."""
        data = language()
        seen: set[str] = set()
        for quoted in _QUOTED.findall(bare):
            if quoted not in seen:
                seen.add(quoted)
                yield Term(quoted, 1.2)
        for word in content(bare):
            if word in seen:
                continue
            seen.add(word)
            variants = data.synonyms.get(word, ()) + data.english.get(word, ())
            yield Term(word, _weight(word), variants)


def _names_people(mentions: tuple[Mention, ...]) -> bool:
    return any(mention.how not in {"organisation", "office"} for mention in mentions)


def content(bare: str) -> Iterator[str]:
    """Yield the words of a normal form that carry content, in order, with repetitions.

    An everyday word that the synonym table knows is kept whole even where the tokenizer would cut it.
    """
    data = language()
    dropped = _dropped()
    for word in _everyday_whole(list(words(bare))):
        if word in data.synonyms or word in data.english:
            yield word
            continue
        if word in dropped or _COUNTED.fullmatch(word):
            continue
        if len(word) == 1 and not _HAN.match(word) and not word.isdigit():
            continue
        yield word


@cache
def _dropped() -> frozenset[str]:
    data = language().words
    return data.question | data.function | data.english | data.time


def _weight(word: str) -> float:
    """Return what a word tells of a topic: its rarity; a single character says little whatever its rarity."""
    if not _HAN.search(word):
        return _LATIN_WEIGHT
    return rarity(word) * (_SINGLE if len(word) == 1 else 1.0)


def _everyday_whole(tokens: list[str]) -> Iterator[str]:
    """Join tokens that together are a word of the synonym tables, the longest first."""
    data = language()
    start = 0
    while start < len(tokens):
        for size in range(min(_LONGEST_EVERYDAY, len(tokens) - start), 1, -1):
            some = tokens[start : start + size]
            joined = (" " if some[0].isascii() else "").join(some)
            if joined in data.synonyms or joined in data.english:
                yield joined
                start += size
                break
        else:
            yield tokens[start]
            start += 1


@cache
def _offtopic() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII) for pattern in language().offtopic)


_PRIVATE = re.compile(r"手机号|家庭住址|身份证|微信号|老婆|老公|年薪|离婚|home address|phone number")


def _is_private(normal: str) -> bool:
    return _PRIVATE.search(normal) is not None


def _without(normal: str, mentions: tuple[Mention, ...]) -> str:
    """Blank out the people and offices a question names; what is left is what it is about."""
    characters = list(normal)
    for mention in mentions:
        for index in range(mention.span.start, mention.span.end):
            characters[index] = " "
    return "".join(characters)


@cache
def _cues() -> tuple[tuple[QuestionKind, tuple[re.Pattern[str], ...]], ...]:
    return tuple((cue.kind, cue.compiled) for cue in language().cues)


def _kind(normal: str, bare: str, mentions: tuple[Mention, ...]) -> QuestionKind:
    """Return the first kind whose cues match; some kinds need or exclude a named speaker."""
    speakers = {mention.speaker for mention in mentions}
    for kind, patterns in _cues():
        if not any(pattern.search(normal) for pattern in patterns):
            continue
        if kind is QuestionKind.COMPARE and len(speakers) < 2 and not re.search(r"谁", normal):
            continue
        if kind in {QuestionKind.SPEAKER, QuestionKind.POINTS} and not speakers:
            continue
        if kind is QuestionKind.SPEAKER and any(content(bare)) and not _ASKS_OFFICE.search(normal):
            continue
        if kind is QuestionKind.MEETING and (
            speakers or sum(1 for word in content(bare) if word not in language().words.meeting) > 1
        ):
            continue
        if kind is QuestionKind.WHAT:
            break
        return kind
    # nothing but a name: tell who that is
    return (
        QuestionKind.SPEAKER
        if speakers and not any(content(bare)) and not parse_quantities(bare)
        else QuestionKind.WHAT
    )


_ASKS_OFFICE = re.compile(
    r"是谁|职务|职位|头衔|身份|哪个单位|什么单位|叫什么|担任|来自|什么官|是哪一?位|哪儿的|哪里的|哪的"
    r"|who is|who's|position|title|job|role|post"
)
