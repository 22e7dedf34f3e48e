"""A message → a question: its kind, whom it names, what it is about, which numbers it states."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from bot.answering.asking import kind_of
from bot.answering.chatter import is_chatter
from bot.answering.expectation import asked_numbers
from bot.answering.linking import Linker
from bot.answering.matching import coverage, match_terms
from bot.answering.quantities import parse_quantities, same_quantity
from bot.answering.spelling import Speller
from bot.answering.units import CALENDAR
from bot.answering.wording import abbreviations, content, is_matter, pairs, terms, without
from bot.language import HAN, hint, language
from bot.retrieval.normal import fold, normalise
from bot.retrieval.pinyin import split_syllables
from bot.types import Meeting, Mention, Quantity, Question, QuestionKind, Span, Term

__all__ = ["LinksNames", "Parser", "content"]

_LONGEST = 300
"""Code points of a message that are read: of a pasted page those that ask."""
_LONG_WINDED = 36
"""Code points from which on a message tells more than it asks."""
_SENTENCE_END = re.compile(r"[。！？!?；;\n]+")
_SAYS = 0.8
"""Share of a topic's words in a sentence from which on its speaker said it."""
_TOLD = 0.3
"""What a word weighs in a clause of a long message that asks nothing, beside one that does."""
_NUMBER = 0.8
"""What a number weighs in a message that holds nothing else."""
_CLAUSE = re.compile(r"[^,，。;；!！?？]+[,，。;；!！?？]*")
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[a-z]{2,}")
_OF_A_PERSON = frozenset({"name", "title"})
"""How a mention is recognised that can mean one person only, unlike an office that several hold."""
_OF_ONE = frozenset({QuestionKind.WHAT, QuestionKind.HOW, QuestionKind.SPEAKER, QuestionKind.POINTS, QuestionKind.WHO})
"""Kinds that must know which of several holders of a title is meant."""
_ASK_FOR_ALL = frozenset({QuestionKind.LIST, QuestionKind.ABSENT})


class LinksNames(Protocol):
    """Who a question names."""

    @property
    def names(self) -> Sequence[str]:
        """Every wording that is recognised, in normal form."""

    def link(self, text: str) -> tuple[Mention, ...]:
        """Return the speakers named in a text in normal form, in order; places do not overlap."""

    def titles(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return the titles in a text that several speakers hold, each with its holders."""


class Parser:
    """Reads messages as questions about one meeting.

    Args:
        meeting: Whose names and words to know.
        linker: Who knows its speakers already. With one, misspelt words are not mended and words of the meeting's
            own are not learned: that takes longer than an answer may, for speeches that were just chosen.

    Attributes:
        speakers: Who speaks, in order.
        said: All that the meeting's voices say, folded.
    """

    def __init__(self, meeting: Meeting, linker: LinksNames | None = None) -> None:
        self._meeting = meeting
        self._linker: LinksNames = Linker(meeting) if linker is None else linker
        texts = [voice.text for voice in meeting.voices]
        self.speakers = meeting.speakers
        self.said = "\n".join(map(fold, texts))
        self._short = abbreviations(self.said)
        self._known: Collection[str] = self._short.keys()
        self._mend: Callable[[str], str] = str
        if linker is None:
            self._known = pairs(self.said) | self._short.keys()
            self._mend = Speller(texts, (name for name in self._linker.names if _HAN.search(name))).mend

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """All that is said, sentence by sentence."""
        return tuple(filter(None, _SENTENCE_END.split(self.said)))

    @cached_property
    def _speeches(self) -> Sequence[tuple[str, tuple[str, ...]]]:
        return [
            (speech.speaker, tuple(filter(None, _SENTENCE_END.split(fold(speech.text)))))
            for speech in self._meeting.speeches
        ]

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        speeches_of = self._meeting.speeches_of
        return {name: " ".join(fold(speech.role) for speech in speeches_of(name)) for name in self.speakers}

    def parse(self, text: str) -> Question:
        """Read a message; one that is no question about a meeting has the kind ``OFFTOPIC``."""
        normal = _readable(normalise(text))
        chatter = is_chatter(normal, self.said, lambda: bool(self._linker.link(normal)), _asking(normal))
        if chatter or self._is_gibberish(normal):
            return Question(text, normal, QuestionKind.OFFTOPIC)
        normal = self._mend(_gist(normal))
        mentions = self._linker.link(normal)
        bare = without(normal, [(mention.span.start, mention.span.end) for mention in mentions])
        bare = without(bare, _askees(normal))
        if mentions:
            bare = _without_view(bare)
        kind = kind_of(normal, bare, mentions)
        if _means_topic(kind, bare, mentions):
            # 谁没有提到港口: whoever asks for people means the office as a topic
            mentions, bare = (), without(normal, _askees(normal))
        if kind is QuestionKind.SPEAKER and not mentions:
            mentions = tuple(self._all_holders(bare))
        question = Question(
            text=text,
            normal=normal,
            kind=kind,
            mentions=mentions,
            terms=tuple(terms(bare, self._known, self._short)),
            quantities=parse_quantities(bare),
            negated=kind is QuestionKind.ABSENT,
        )
        question = replace(question, terms=tuple(self._without_numerals(question, bare)))
        return self._by_asking(question) if len(normal) > _LONG_WINDED else question

    def _by_asking(self, question: Question) -> Question:
        """Return a long question with the words and numbers that it only tells weighing less, or not at all.

        Where what asks holds no content (请问从几号开始), what is told is what is asked about.
        """
        asks = _clauses_that_ask(question.normal)
        if not asks:
            return question
        asking = _asking(question.normal)
        return replace(
            question,
            terms=tuple(
                term if not asking or term.text in asking else replace(term, weight=term.weight * _TOLD)
                for term in question.terms
                if term.text in asking or term.text in self.said
            ),
            quantities=tuple(
                number
                for number in question.quantities
                if any(number.span.of(question.normal) in clause for clause in asks)
            ),
        )

    def _without_numerals(self, question: Question, bare: str) -> Iterator[Term]:
        """Yield the terms of a question; of numbers those wordings that the meeting has for them.

        A message that is nothing but numbers asks with them as the meeting writes them (百分之九十五 - 95%), any other
        with the rest: its numbers are looked for as numbers.
        """
        numbers = [number for number in asked_numbers(question) if number.unit not in CALENDAR]
        rest = without(bare, [(number.span.start, number.span.end) for number in numbers])
        if numbers and question.kind is QuestionKind.NUMBER and not any(content(rest)):
            yield from (self._as_said(number, question.normal) for number in numbers)
            return
        for term in question.terms:
            if is_matter(term.text, bare) and len(question.terms) > 1 and not self._says(term):
                continue  # 营收的目标, where nobody calls it so
            inside = [number for number in numbers if term.text in number.span.of(question.normal)]
            if inside and term.text.isdigit():
                yield self._as_said(inside[0], question.normal)  # the 8 of 8 percent is no 8 of anything else
            elif term.text in self.said or not inside:
                yield term

    def _as_said(self, number: Quantity, normal: str) -> Term:
        """Return a number of a question as the meeting writes it, or as the question does where it does not."""
        said = dict.fromkeys(
            other.span.of(self.said).strip() for other in self._quantities if same_quantity(number, other)
        )
        wordings = tuple(said) or (number.span.of(normal).strip(),)
        return Term(wordings[0], _NUMBER, wordings[1:])

    def _says(self, term: Term) -> bool:
        return any(wording in self.said for wording in (term.text, *term.variants))

    @cached_property
    def _quantities(self) -> tuple[Quantity, ...]:
        return parse_quantities(self.said)

    def holders(self, question: Question) -> tuple[str, ...]:
        """Return who could be meant by a question that says no more than a shared title or name (局长说了什么)."""
        if shared := _shared(question):
            return shared
        if question.mentions or question.kind not in _OF_ONE or not (titles := self._linker.titles(question.normal)):
            return ()
        rest = [word for word in content(question.normal) if word not in titles]
        return tuple(dict.fromkeys(name for title in titles for name in titles[title])) if not rest else ()

    def sayers(self, asked: Sequence[Term]) -> tuple[str, ...]:
        """Return the one speaker who says all of some terms in a sentence; nobody when there are none or several."""
        if not asked:
            return ()
        found = {
            speaker
            for speaker, sentences in self._speeches
            if any(coverage(match_terms(asked, sentence)) >= _SAYS for sentence in sentences)
        }
        return tuple(found) if len(found) == 1 else ()

    def _all_holders(self, bare: str) -> Iterator[Mention]:
        """Yield everybody whose role line holds the office that a question asks for the holders of (局长都有谁)."""
        words = list(content(bare))
        start = bare.find(words[-1])
        for speaker, role in self._roles.items():
            if all(re.search(rf"(?<!副){re.escape(word)}", role) for word in words):
                yield Mention(speaker, Span(start, start + len(words[-1])), 1.0, "title")

    def _is_gibberish(self, normal: str) -> bool:
        """Tell whether Latin letters are neither English nor pinyin nor a name of the meeting."""
        if _HAN.search(normal):
            return False
        tokens = _LATIN.findall(normal)
        if any(re.search(rf"\b{token}\b", self.said, re.ASCII) for token in tokens):
            return False  # what the meeting says is a word: ERP, OKR
        if not tokens:
            return not any(character.isdigit() for character in normal)
        data = language()
        known = sum(token in data.words.english or token in data.english for token in tokens)
        if known or self._linker.link(normal) or self._mend(normal) != normal:
            return False
        return not all(split_syllables(token) for token in tokens)


def _readable(normal: str) -> str:
    """Return a message, of one that is too long the clauses that ask, the last of them, or else its beginning."""
    if len(normal) <= _LONGEST:
        return normal
    asking = ""
    for clause in reversed(_CLAUSE.findall(normal)):
        if hint("asks").search(clause) and len(clause) + len(asking) <= _LONGEST:
            asking = clause + asking
    return asking or normal[:_LONGEST]


def _gist(normal: str) -> str:
    """Leave out of a long message the clauses that only tell who asks, and the words before what is asked."""
    if len(normal) <= _LONG_WINDED:
        return normal
    if _clauses_that_ask(normal) and not _asking(normal):
        return normal  # 请问从几号开始: what begins is said where nothing is asked
    clauses = [clause for clause in _CLAUSE.findall(normal) if not hint("preamble").search(clause.strip())]
    gist = hint("hearsay").sub("", "".join(clauses))
    return gist if any(content(gist)) else normal


def _asking(normal: str) -> str:
    """Return the clauses of a long message that ask; nothing when it is short or they hold no content."""
    asking = "".join(_clauses_that_ask(normal))
    return asking if any(content(without(asking, _askees(asking)))) else ""


def _clauses_that_ask(normal: str) -> list[str]:
    return (
        [clause for clause in _CLAUSE.findall(normal) if hint("asks").search(clause)]
        if len(normal) > _LONG_WINDED
        else []
    )


def _askees(normal: str) -> list[tuple[int, int]]:
    return [match.span() for name in ("askees", "beginning") for match in hint(name).finditer(normal)]


def _without_view(bare: str) -> str:
    """Leave out words that ask for a view (怎么看, 的态度) where they are all that is left."""
    rest = without(bare, [match.span() for match in hint("view").finditer(bare)])
    return bare if any(content(rest)) else rest


def _means_topic(kind: QuestionKind, bare: str, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether the offices a question names are what it is about: it asks for people and names none."""
    if not mentions or any(mention.how not in {"organisation", "office"} for mention in mentions):
        return False
    return kind in _ASK_FOR_ALL or (kind is QuestionKind.WHO and not any(content(bare)))


def _shared(question: Question) -> tuple[str, ...]:
    """Return the speakers whom the one name in a question may stand for, where nothing else tells which is meant."""
    places = {mention.span for mention in question.mentions}
    if question.terms or question.quantities or question.kind not in _OF_ONE or len(places) != 1:
        return ()
    people = question.speakers if all(mention.how in _OF_A_PERSON for mention in question.mentions) else ()
    return people if len(people) > 1 and not hint("plural").search(question.normal) else ()
