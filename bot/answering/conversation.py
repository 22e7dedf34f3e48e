"""Follow-ups: what a short question takes over from the messages before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.asking import kind_of
from bot.answering.expectation import asked_numbers
from bot.answering.matching import SAID, match_terms, strongest
from bot.answering.parsing import Parser
from bot.answering.periods import period
from bot.language import HAN, hint, language
from bot.types import Mention, Question, QuestionKind, Span, Term

__all__ = ["may_lean", "understand"]

_FEW_TERMS = 2
_SHORT = 12
"""Code points of a Chinese message that hardly stands by itself."""
_SHORT_LATIN = 5
"""The same in words of another language."""
_OLD_WEIGHT = 0.5
"""What a term of the question before weighs when the new question has terms of its own."""
_TOGETHER = 0.5
"""Strength of a match from which on a term counts as spoken of."""
_OF_SPEECHES = frozenset(
    {QuestionKind.WHAT, QuestionKind.HOW, QuestionKind.LIST, QuestionKind.COMPARE, QuestionKind.SPEAKER}
)
"""Kinds that ask for a part of every speech when they name neither a topic nor a speaker."""
_OF_FACTS = frozenset({QuestionKind.WHAT, QuestionKind.HOW, QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.QUANTITY})
_NAME = 4
"""Characters of a topic that is asked about by a name of its own, where the meeting says just these (营商环境)."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HAN = re.compile(f"[{HAN}]")
_JOINED = re.compile(r"[的和与及、]?")


def understand(parser: Parser, text: str, context: Sequence[str]) -> Question:
    """Read a message in the light of the earlier ones, oldest first; what asks nothing at all is chatter."""
    before: Question | None = None
    for earlier in context:
        question = _resolve(parser, earlier, before)
        before = question if _stands(question) else before
    question = _resolve(parser, text, before)
    if _of_everybody(question):
        everybody = tuple(Mention(speaker, Span(0, 0), 1.0, "inherited") for speaker in parser.speakers)
        return replace(question, kind=QuestionKind.SPEAKER, mentions=everybody)
    asks_nothing = _asks_nothing(question)
    if asks_nothing and question.kind is QuestionKind.LIST:
        return replace(question, kind=QuestionKind.MEETING)  # 都有谁: whoever spoke
    if asks_nothing and question.kind in _OF_FACTS and not parser.holders(question):
        return replace(question, kind=QuestionKind.OFFTOPIC)
    return question


def _of_everybody(question: Question) -> bool:
    """Tell whether a question asks what was done or what comes next, of nobody and nothing else (目标有哪些)."""
    if question.mentions or asked_numbers(question) or question.kind not in _OF_SPEECHES:
        return False
    data = language().words
    named = bool(question.terms) or hint("asks").search(question.normal) is not None
    plain = all(term.text in data.deeds | data.matters for term in question.terms)
    return named and plain and period(question.normal) is not None


def _asks_nothing(question: Question) -> bool:
    return not (question.terms or question.mentions or question.quantities)


def _stands(question: Question) -> bool:
    """Tell whether the next question can lean on one: it asks something, and of nobody unknown (他负责什么)."""
    if question.kind is QuestionKind.OFFTOPIC or _asks_nothing(question):
        return False
    return bool(question.mentions) or not hint("person").search(question.normal)


def _resolve(parser: Parser, text: str, before: Question | None) -> Question:
    question = parser.parse(text)
    if before is None or question.kind is QuestionKind.OFFTOPIC:
        return question
    if year := _other_year(question.normal, before):
        question = replace(parser.parse(year), text=text)
    if not (_leans(question) or _may_lean(parser, question)):
        return question
    mentions = question.mentions or _people_before(parser, question, before)
    terms, kind, old = _topic(parser, question, before, mentions)
    if not terms and mentions and kind is QuestionKind.WHAT:
        kind = QuestionKind.SPEAKER  # 他还说了什么: nothing but a person is left to ask about
    if kind is QuestionKind.LIST and mentions and not hint("others").search(question.normal):
        kind = QuestionKind.WHAT  # 带头的是哪两家: things that the speaker before names, not other speakers
    names = "、".join(dict.fromkeys(mention.speaker for mention in mentions if mention.how == "inherited"))
    return _put_before(
        "：".join(filter(None, (names, _phrase(before, old, parser.said)))), question, mentions, terms, kind
    )


def _people_before(parser: Parser, question: Question, before: Question) -> tuple[Mention, ...]:
    """Return the speakers whom a question that names none takes over from the one before."""
    normal = question.normal
    if hint("else_who").search(normal):
        return ()
    if hint("bare_who").search(normal) and not hint("whose").search(normal):
        return ()  # 谁提到了: whoever it is
    people = before.speakers
    if not people and hint("person").search(normal):
        people = parser.sayers(before.terms)  # 他 after 谁说: whoever said it
    return tuple(Mention(speaker, Span(0, 0), 1.0, "inherited") for speaker in people)


def _topic(
    parser: Parser, question: Question, before: Question, mentions: tuple[Mention, ...]
) -> tuple[tuple[Term, ...], QuestionKind, tuple[Term, ...]]:
    """Return the terms a follow-up asks with, its kind, and those of the question before among the terms."""
    if kind := _of_speaker(question, mentions):
        return (), kind, ()
    # 那王晓红呢 after 书记说了什么 says which one is meant: the shared title is no topic
    terms, kind, old = question.terms, question.kind, () if parser.holders(before) else before.terms
    if hint("whose").search(question.normal):
        # 这是谁定的目标: all that was asked before is meant, whatever it is called now
        return (*old, *_weighed(terms)), QuestionKind.WHO, old
    if old and kind is QuestionKind.WHO and _tells_office(terms):
        terms = ()  # 谁负责
    if not old or (kind is QuestionKind.POINTS and not terms):
        return terms, kind, ()
    same = hint("whose_turn").search(question.normal) is not None
    if not terms:
        # only another speaker is named: the topic stays, and so does what was asked of it
        return old, before.kind if same else kind, old
    if question.mentions or not (_few(terms) or hint("pronoun").search(question.normal)):
        return terms, kind, ()
    old = _beside(question, old)
    if same and kind is QuestionKind.WHAT:
        if not hint("asks").search(question.normal):
            old = _said_with(parser, terms, old)
            terms = tuple(_certain(parser, terms))
        kind = kind if before.kind is QuestionKind.POINTS else before.kind
    return (*terms, *_weighed(old)), kind, old


def _of_speaker(question: Question, mentions: tuple[Mention, ...]) -> QuestionKind | None:
    """Return the kind of a follow-up that asks for a point, the office or the rest of a speaker's words; else None."""
    if not mentions:
        return None
    if hint("point").search(question.normal):
        return QuestionKind.POINTS
    if not question.terms:
        return QuestionKind.SPEAKER if hint("what_else").search(question.normal) else None
    about = not question.mentions and _tells_office(question.terms)  # 他负责什么
    kind = kind_of(question.normal, question.normal, mentions) if about else None
    return kind if kind is QuestionKind.SPEAKER else None


def _beside(question: Question, old: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms before that a follow-up does not name itself; its year takes the place of theirs."""
    known = {term.text for term in question.terms}
    dated = any(_YEAR.fullmatch(text) for text in known)
    return tuple(term for term in old if term.text not in known and not (dated and _YEAR.fullmatch(term.text)))


def _said_with(parser: Parser, new: Sequence[Term], old: Sequence[Term]) -> tuple[Term, ...]:
    """Return those of the terms before that the meeting says in one sentence with a new one.

    All others are what the new term takes the place of (校车几辆 - 空调呢). A term that nobody says keeps none.
    """
    beside = [
        sentence for sentence in parser.sentences if any(match.strength >= SAID for match in match_terms(new, sentence))
    ]
    return tuple(
        term for term in old if any(match_terms([term], sentence)[0].strength >= _TOGETHER for sentence in beside)
    )


def _certain(parser: Parser, new: Sequence[Term]) -> Iterator[Term]:
    """Yield the terms that take another's place, those that nobody says as demanded.

    What is near the old topic in meaning is near the new one too (期中考试 - 期末呢): an answer must touch on the new.
    """
    for term, strength in zip(new, strongest(new, parser.sentences), strict=True):
        yield term if term.variants or strength else replace(term, demanded=True)


def _weighed(terms: Sequence[Term]) -> tuple[Term, ...]:
    return tuple(Term(term.text, term.weight * _OLD_WEIGHT, term.variants) for term in terms)


def _put_before(
    inherited: str,
    question: Question,
    mentions: Sequence[Mention],
    terms: tuple[Term, ...],
    kind: QuestionKind,
) -> Question:
    """Put what was taken over before a question's words; all places move with the words."""
    normal = f"{inherited} {question.normal}" if inherited else question.normal
    shift = len(normal) - len(question.normal)

    def moved(span: Span) -> Span:
        return Span(span.start + shift, span.end + shift)

    return replace(
        question,
        normal=normal,
        kind=kind,
        mentions=tuple(
            mention if mention.how == "inherited" else replace(mention, span=moved(mention.span))
            for mention in mentions
        ),
        terms=terms,
        quantities=tuple(replace(number, span=moved(number.span)) for number in question.quantities),
        inherited=inherited,
    )


def _phrase(before: Question, terms: Sequence[Term], said: str) -> str:
    """Return terms of a question as a phrase: in its order, those together that also the meeting says together."""
    places = sorted((before.normal.find(term.text), term.text) for term in terms)
    phrase = ""
    end = -1
    last = ""
    for start, word in places:
        between = before.normal[end:start] if 0 <= end <= start else " "
        together = _JOINED.fullmatch(between) and last + between + word in said
        phrase += (between if together else " ") + word if phrase else word
        end = start + len(word) if start >= 0 else -1
        last = word
    return phrase


def _other_year(normal: str, before: Question) -> str:
    """Return a message with the year it means for the words that reckon it from the year before (那前一年呢)."""
    years = _YEAR.findall(before.normal)
    for name, step in (("year_before", -1), ("year_after", 1)):
        if years and hint(name).search(normal) and not _YEAR.search(normal):
            return hint(name).sub(f"{int(years[-1]) + step}年", normal)
    return ""


def may_lean(parser: Parser, text: str) -> bool:
    """Tell whether only a message's shortness makes it a follow-up: nothing in it points back.

    It is one as long as it gets an answer that way.
    """
    question = parser.parse(text)
    return not _leans(question) and _may_lean(parser, question)


def _leans(question: Question) -> bool:
    """Tell whether words of a message point back to what was said before."""
    normal = question.normal
    if hint("leans").search(normal) or hint("whose").search(normal):
        return True
    if question.mentions and not question.terms and hint("whose_turn").search(normal):
        return True  # 程晓芸怎么说, after a topic
    if question.terms and hint("said_it").search(normal):
        return False  # zero accidents, who said it: it is what stands before
    return hint("pronoun").search(normal) is not None and not question.mentions


def _may_lean(parser: Parser, question: Question) -> bool:
    """Tell whether a message is so short and plain that it hardly stands by itself (还剩多少)."""
    normal, terms = question.normal, question.terms
    if question.kind is QuestionKind.MEETING or question.mentions or not _few(terms):
        return False
    if not _tells_office(terms) and (hint("asks_who").search(normal) or not hint("asks").search(normal)):
        return False  # a whole question of its own, or words to look for
    if _names_topic(parser, question):
        return False
    return len(normal) <= _SHORT if _HAN.search(normal) else len(normal.split()) <= _SHORT_LATIN


def _names_topic(parser: Parser, question: Question) -> bool:
    """Tell whether terms that stand together are a name of something that the meeting says just so."""
    names: list[str] = []
    end = -1
    for start, word in sorted((question.normal.find(term.text), term.text) for term in question.terms):
        if 0 <= end == start:
            names[-1] += word
        else:
            names.append(word)
        end = start + len(word) if start >= 0 else -1
    return any(len(name) >= _NAME and _HAN.search(name) and name in parser.said for name in names)


def _tells_office(terms: Sequence[Term]) -> bool:
    """Tell whether terms name no topic but what somebody's office is; also when there are none."""
    return all(term.text in language().words.office for term in terms)


def _few(terms: Sequence[Term]) -> bool:
    return sum(len(term.text) > 1 for term in terms) <= _FEW_TERMS
