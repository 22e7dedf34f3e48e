"""Ask a question set: topics → answer records, with the time each answer took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import perf_counter
from typing import Protocol

from bot.answer_json import AnswerRecord, to_record
from bot.evaluation.questions import Topic
from bot.types import Answer

__all__ = ["Answerer", "ask"]


class Answerer(Protocol):
    """Whatever answers questions about a meeting, as the engine does."""

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer ``text``, the latest message of a chat whose earlier ones are ``context``."""


def ask(answerer: Answerer, topics: Iterable[Topic], *, reply_text: Callable[[Answer], str]) -> Iterator[AnswerRecord]:
    """Yield the answer to each topic as soon as it is there, in order.

    Args:
        answerer: Who is asked.
        topics: What is asked.
        reply_text: The reply a person would read; its making is part of the time.
    """
    for topic in topics:
        start = perf_counter()
        answer = answerer.answer(topic.question, topic.context)
        text = reply_text(answer)
        ms = (perf_counter() - start) * 1000
        yield to_record(answer, question_id=topic.id, text=text, ms=ms)
