"""Follow-ups: what a short question takes over from the messages before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.parsing import Parser
from bot.language import HAN, hint
from bot.types import Mention, Question, QuestionKind, Span, Term

__all__ = ["understand"]

_FEW_TERMS = 2
_SHORT = 12
"""Code points of a Chinese message that hardly stands by itself."""
_SHORT_LATIN = 5
"""The same in words of another language."""
_OLD_WEIGHT = 0.5
"""What a term of the question before weighs when the new question has terms of its own."""
_OF_FACTS = frozenset({QuestionKind.WHAT, QuestionKind.HOW, QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.QUANTITY})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HAN = re.compile(f"[{HAN}]")
_JOINED = re.compile(r"[的和与及、]?")


def understand(parser: Parser, text: str, context: Sequence[str]) -> Question:
    """Read a message in the light of the earlier ones, oldest first; what asks nothing at all is chatter."""
    before: Question | None = None
    for earlier in context:
        question = _resolve(parser, earlier, before)
        before = before if question.kind is QuestionKind.OFFTOPIC else question
    question = _resolve(parser, text, before)
    asks_nothing = not (question.terms or question.mentions or question.quantities)
    if asks_nothing and question.kind is QuestionKind.LIST:
        return replace(question, kind=QuestionKind.MEETING)  # 都有谁: whoever spoke
    if asks_nothing and question.kind in _OF_FACTS and not parser.holders(question):
        return replace(question, kind=QuestionKind.OFFTOPIC)
    return question


def _resolve(parser: Parser, text: str, before: Question | None) -> Question:
    question = parser.parse(text)
    if before is None or question.kind is QuestionKind.OFFTOPIC:
        return question
    if year := _other_year(question.normal, before):
        question = replace(parser.parse(year), text=text)
    if not _is_follow_up(question):
        return question
    mentions = question.mentions
    if not mentions and before.mentions and not hint("else_who").search(question.normal):
        mentions = tuple(
            Mention(mention.speaker, Span(0, 0), mention.score, "inherited") for mention in before.mentions
        )
    terms, kind, old = _topic(question, before, mentions)
    if not terms and mentions and kind is QuestionKind.WHAT:
        kind = QuestionKind.SPEAKER  # 他还说了什么: nothing but a person is left to ask about
    if kind is QuestionKind.LIST and mentions and not hint("others").search(question.normal):
        kind = QuestionKind.WHAT  # 带头的是哪两家: things that the speaker before names, not other speakers
    names = "、".join(dict.fromkeys(mention.speaker for mention in mentions if mention.how == "inherited"))
    return _put_before(
        "：".join(filter(None, (names, _phrase(before, old, parser.said)))), question, mentions, terms, kind
    )


def _topic(
    question: Question, before: Question, mentions: tuple[Mention, ...]
) -> tuple[tuple[Term, ...], QuestionKind, tuple[Term, ...]]:
    """Return the terms a follow-up asks with, its kind, and those of the question before among the terms."""
    terms, kind, old = question.terms, question.kind, before.terms
    same = hint("whose_turn").search(question.normal) is not None
    if hint("point").search(question.normal) and mentions:
        return (), QuestionKind.POINTS, ()
    if any(_YEAR.fullmatch(term.text) for term in terms):
        old = tuple(term for term in old if not _YEAR.fullmatch(term.text))
    if hint("whose").search(question.normal):
        # 这是谁定的目标: all that was asked before is meant, whatever it is called now
        return (*old, *_weighed(terms)), QuestionKind.WHO, old
    if not old or (kind is QuestionKind.POINTS and not terms):
        return terms, kind, ()
    if not terms:
        # only another speaker is named: the topic stays, and so does what was asked of it
        return old, before.kind if same else kind, old
    if question.mentions or not (_few(terms) or hint("pronoun").search(question.normal)):
        return terms, kind, ()
    known = {term.text for term in terms}
    old = tuple(term for term in old if term.text not in known)
    if same and kind is QuestionKind.WHAT and before.kind is not QuestionKind.POINTS:
        kind = before.kind
    return (*terms, *_weighed(old)), kind, old


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


def _is_follow_up(question: Question) -> bool:
    normal = question.normal
    if hint("leans").search(normal) or hint("whose").search(normal):
        return True
    if hint("pronoun").search(normal) and not question.mentions:
        return True
    if question.terms and hint("asks_who").search(normal):
        return False  # a whole question of its own
    short = len(normal) <= _SHORT if _HAN.search(normal) else len(normal.split()) <= _SHORT_LATIN
    return not question.mentions and _few(question.terms) and short


def _few(terms: Sequence[Term]) -> bool:
    return sum(len(term.text) > 1 for term in terms) <= _FEW_TERMS
