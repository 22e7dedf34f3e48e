"""Question sets: JSON Lines of questions and, for an evaluation, of what a right answer must hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from msgspec import Meta, Struct

from bot.errors import QuestionSetError
from bot.validation import InvalidValueError, convert

__all__ = ["JudgedTopic", "Topic", "read_judged_topics", "read_topics"]

_Name = Annotated[str, Meta(pattern=r"\S", description="a text with anything in it")]
# An empty alternative would stand in every quote, and an empty group in none.
_Group = Annotated[tuple[_Name, ...], Meta(min_length=1, description="a list with at least one alternative")]


class Topic(Struct, frozen=True, kw_only=True):
    """A question to ask; other keys of its line are ignored.

    Attributes:
        id: Unique in the set.
        question: As typed; may be anything, even empty.
        context: The user's earlier messages in the chat, oldest first.
    """

    id: _Name
    question: str
    context: tuple[str, ...] = ()


class JudgedTopic(Topic, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question with what a right answer holds.

    Attributes:
        kind: What kind of answer it wants; "followup" needs the context, "unanswerable" has no answer.
        lang: Language or script it is asked in.
        noise: How its wording departs from the source.
        answerable: Whether the meeting answers it.
        speakers: Full names a right answer attributes to; for kind "absent", those who do not mention it.
        gold: Groups of alternatives: a right answer quotes one alternative of each group, whitespace aside.
        note: Why, where that is not obvious.
    """

    kind: Literal[
        "who",
        "what",
        "quantity",
        "when",
        "how",
        "number",
        "list",
        "points",
        "compare",
        "speaker",
        "absent",
        "meeting",
        "followup",
        "unanswerable",
        "offtopic",
    ]
    lang: _Name
    noise: _Name
    answerable: bool
    speakers: tuple[_Name, ...]
    gold: tuple[_Group, ...]
    note: str = ""


_T = TypeVar("_T", bound=Topic)


def read_topics(path: Path) -> tuple[Topic, ...]:
    """Read the questions of a set, in its order; see ``read_judged_topics`` for errors."""
    return _read(path, Topic)


def read_judged_topics(path: Path) -> tuple[JudgedTopic, ...]:
    """Read a set with its judgements, in its order.

    Raises:
        QuestionSetError: the file is unreadable or holds no question, or a line is no JSON object, lacks a key,
            has a wrong one, or repeats an id; the error names file, line and key.
    """
    return _read(path, JudgedTopic)


def _read(path: Path, kind: type[_T]) -> tuple[_T, ...]:
    lines: dict[str, int] = {}
    topics = []
    # Only a line feed ends a line of JSON Lines: a question may hold any other separator.
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            topic = convert(json.loads(line), kind)
        except json.JSONDecodeError as error:
            raise QuestionSetError(path, number, f"is no JSON: {error.msg} at column {error.colno}") from error
        except RecursionError as error:
            raise QuestionSetError(path, number, "is no question: nested too deep") from error
        except InvalidValueError as error:
            raise QuestionSetError(path, number, str(error)) from error
        if first := lines.get(topic.id):
            raise QuestionSetError(path, number, f"id: {topic.id!r} is the id of line {first}")
        lines[topic.id] = number
        topics.append(topic)
    if not topics:
        raise QuestionSetError(path, 0, "has no question in it")
    return tuple(topics)


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise QuestionSetError(path, 0, f"cannot be read: {reason or error}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QuestionSetError(path, line, f"is not UTF-8: byte 0x{data[error.start]:02x}") from error
