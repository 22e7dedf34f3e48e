"""Two questions in one message: each is answered for itself, and the answers are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.parsing import Parser
from bot.language import hint
from bot.types import Answer, AnswerStatus, Question, QuestionKind

__all__ = ["joined", "separate"]

_ENDS = re.compile(r"[?？]+")
_COMMA = re.compile(r"[,，;；]+")
_MOST = 3
"""Questions in one message, at most; what holds more is a text."""
_QUOTES = 6


def separate(parser: Parser, text: str, context: Sequence[str] = ()) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the questions of a message, each with its context; only the message when it does not hold several.

    Each must ask by a question word and have a topic of its own: 谁说的？ after a question belongs to it. Where a
    comma parts them, each must also be of other people. What
    came before is context of the first, and of another only where that points back (他).

    Args:
        parser: Reads the parts.
        text: The message as typed.
        context: The same person's earlier messages, oldest first.
    """
    parts = [part.strip() for part in _ENDS.split(text) if part.strip()]
    at_commas = len(parts) == 1
    if at_commas:
        parts = [part.strip() for part in _COMMA.split(parts[0]) if part.strip()]
    if not 2 <= len(parts) <= _MOST:
        return ((text, tuple(context)),)
    read = [parser.parse(part) for part in parts]
    if not all(map(_stands_alone, read)) or (at_commas and not _ask_apart(read)):
        return ((text, tuple(context)),)
    questions = [f"{part}？" for part in parts]
    return tuple(
        (question, (*context, *questions[:at]) if at == 0 or hint("pronoun").search(read[at].normal) else ())
        for at, question in enumerate(questions)
    )


def _ask_apart(read: Sequence[Question]) -> bool:
    """Tell whether questions that only a comma parts are of different people: each says who, or asks who."""
    named = [question.speakers for question in read]
    whole = all(
        people or hint("asks_who").search(question.normal) for people, question in zip(named, read, strict=True)
    )
    return whole and len({frozenset(people) for people in named}) == len(named)


def _stands_alone(question: Question) -> bool:
    asks = hint("asks_apart").search(question.normal) is not None
    return asks and bool(question.terms) and question.kind is not QuestionKind.OFFTOPIC


def joined(text: str, answers: Sequence[Answer]) -> Answer:
    """Join the answers to the questions of one message: the best quote of each first.

    Of a question with a wrong premise, what others said of it is quoted, too. When some are answered and some are
    not, the answer says which words the meeting does not hold.

    Args:
        text: The message.
        answers: At least one.
    """
    answered = [answer for answer in answers if answer.status is AnswerStatus.ANSWERED]
    if not answered:
        return replace(answers[0], question=replace(answers[0].question, text=text))
    quoting = [answer for answer in answers if answer.quotes]
    first = [answer.quotes[:1] for answer in quoting]
    rest = [answer.quotes[1:] for answer in quoting]
    quotes = [quote for some in (*first, *rest) for quote in some]
    silent = [answer for answer in answers if answer.status is not AnswerStatus.ANSWERED]
    return replace(
        answered[0],
        question=replace(answered[0].question, text=text),
        quotes=tuple(dict.fromkeys(quotes))[:_QUOTES],
        speakers=tuple(dict.fromkeys(name for answer in quoting for name in answer.speakers)),
        missing=tuple(dict.fromkeys(word for answer in silent for word in answer.missing)),
    )
