"""Two questions in one message: each is answered for itself, and the answers are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.parsing import Parser
from bot.types import Answer, AnswerStatus, QuestionKind

__all__ = ["joined", "separate"]

_ENDS = re.compile(r"[?？]+")
_ASKS = re.compile(
    r"谁|誰|哪|什么|什麼|甚麼|啥|几|幾|多少|怎|如何|吗|嗎|呢|有没有|有沒有|是不是|点样|點樣|邊個|乜"
    r"|\b(?:who|what|which|when|where|how|why|is|are|did|does|do|will)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"[他她它]|\b(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_MOST = 3
_QUOTES = 6


def separate(parser: Parser, text: str, context: Sequence[str] = ()) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the questions of a message, each with its context; only the message when it does not hold several.

    Each must ask by a question word and have a topic of its own: 谁说的？ after a question belongs to it. What
    came before is context of the first, and of another only where that points back (他).

    Args:
        parser: Reads the parts.
        text: The message as typed.
        context: The same person's earlier messages, oldest first.
    """
    parts = [part.strip() for part in _ENDS.split(text) if part.strip()]
    if not 2 <= len(parts) <= _MOST or not all(_stands_alone(parser, part) for part in parts):
        return ((text, tuple(context)),)
    questions = [f"{part}？" for part in parts]
    return tuple(
        (question, (*context, *questions[:at]) if at == 0 or _POINTS_BACK.search(question) else ())
        for at, question in enumerate(questions)
    )


def _stands_alone(parser: Parser, part: str) -> bool:
    question = parser.parse(part)
    return _ASKS.search(part) is not None and bool(question.terms) and question.kind is not QuestionKind.OFFTOPIC


def joined(text: str, answers: Sequence[Answer]) -> Answer:
    """Join the answers to the questions of one message: the best quote of each first.

    When some are answered and some are not, the answer says which words the meeting does not hold.

    Args:
        text: The message.
        answers: At least one.
    """
    answered = [answer for answer in answers if answer.status is AnswerStatus.ANSWERED]
    if not answered:
        return replace(answers[0], question=replace(answers[0].question, text=text))
    first = [answer.quotes[:1] for answer in answered]
    rest = [answer.quotes[1:] for answer in answered]
    quotes = [quote for some in (*first, *rest) for quote in some]
    silent = [answer for answer in answers if answer.status is not AnswerStatus.ANSWERED]
    return replace(
        answered[0],
        question=replace(answered[0].question, text=text),
        quotes=tuple(dict.fromkeys(quotes))[:_QUOTES],
        speakers=tuple(dict.fromkeys(name for answer in answered for name in answer.speakers)),
        missing=tuple(dict.fromkeys(word for answer in silent for word in answer.missing)),
    )
