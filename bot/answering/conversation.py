"""Follow-ups: what a short question takes over from the messages before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.parsing import Parser
from bot.types import Mention, Question, QuestionKind, Span, Term

__all__ = ["understand"]

_LEANS = re.compile(
    r"^(?:那|那么|然后|还有|另外|再|具体|and|what about|how about|then)|^(?:她|他|它)"
    r"|(?:呢|展开说说|详细(?:说|讲)说?)[?？]?$|^第[一二三四五六七八九十\d]+[点条个]"
)
_PRONOUN = re.compile(r"[他她它]|\b(?:he|she|his|her|its|they|their|it)\b")
_POINT = re.compile(r"(?:第[一二三四五六七八九十\d]+|最后一?)个?(?:大)?[点条项]")
_ELSE = re.compile(r"还有(?:谁|哪)|其他人|别人|who else|anyone else")
_WHOSE_TURN = re.compile(r"^(?:那|那么)?[^，。]{0,14}(?:呢|怎么说|怎么样)[?？]?$|^(?:what|how) about\b")
_ASKS_WHO = re.compile(r"^(?:谁|哪位|哪个|哪家|who\b)")
_FEW_TERMS = 2
_SHORT = 12
"""Code points of a message that hardly stands by itself."""
_OLD_WEIGHT = 0.35
"""What a term of the question before weighs when the new question has terms of its own."""


def understand(parser: Parser, text: str, context: Sequence[str]) -> Question:
    """Read a message in the light of the earlier ones, oldest first."""
    before: Question | None = None
    for earlier in context:
        before = _resolve(parser.parse(earlier), before)
    return _resolve(parser.parse(text), before)


def _resolve(question: Question, before: Question | None) -> Question:
    if before is None or before.kind is QuestionKind.OFFTOPIC:
        return question
    if question.kind is QuestionKind.OFFTOPIC or not _is_follow_up(question):
        return question
    mentions = question.mentions
    terms = question.terms
    kind = question.kind
    inherited: list[str] = []
    if not mentions and before.mentions and not _ELSE.search(question.normal):
        mentions = _inherit(before.mentions)
        inherited.extend(question_speakers(mentions))
    if _POINT.search(question.normal) and question_speakers(mentions):
        kind, terms = QuestionKind.POINTS, ()
    elif not terms and before.terms and kind is not QuestionKind.POINTS:
        # only another speaker is named: the topic stays, and so does what was asked of it
        terms = before.terms
        kind = before.kind if _WHOSE_TURN.search(question.normal) else kind
        inherited.extend(term.text for term in terms)
    elif terms and before.terms and not question.mentions and len(terms) <= _FEW_TERMS:
        terms = (*terms, *(Term(term.text, term.weight * _OLD_WEIGHT, term.variants) for term in before.terms))
        if _WHOSE_TURN.search(question.normal) and kind is QuestionKind.WHAT:
            kind = before.kind if before.kind is not QuestionKind.POINTS else kind
    if not terms and mentions and kind is QuestionKind.WHAT:
        kind = QuestionKind.SPEAKER  # 他还说了什么: nothing but a person is left to ask about
    normal = question.normal
    if inherited:
        normal = f"{' '.join(inherited)} {normal}"
        shift = len(normal) - len(question.normal)
        mentions = tuple(
            mention
            if mention.how == "inherited"
            else replace(mention, span=Span(mention.span.start + shift, mention.span.end + shift))
            for mention in mentions
        )
    return replace(question, normal=normal, kind=kind, mentions=mentions, terms=terms, inherited="、".join(inherited))


def _is_follow_up(question: Question) -> bool:
    if _LEANS.search(question.normal) or (_PRONOUN.search(question.normal) and not question.mentions):
        return True
    if question.terms and _ASKS_WHO.search(question.normal):
        return False  # a whole question of its own
    return not question.mentions and len(question.terms) <= _FEW_TERMS and len(question.normal) <= _SHORT


def _inherit(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(Mention(mention.speaker, Span(0, 0), mention.score, "inherited") for mention in mentions)


def question_speakers(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the names mentioned, each once, in order."""
    return tuple(dict.fromkeys(mention.speaker for mention in mentions))
