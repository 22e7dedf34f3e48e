"""Question sets: JSON Lines of questions and, for an evaluation, of what a right answer must hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from bot.evaluation.jsonlines import Record, read_records

__all__ = ["JudgedTopic", "Topic", "read_judged_topics", "read_topics"]

_Name = Annotated[str, Meta(pattern=r"\S", description="a text with anything in it")]
# An empty alternative would stand in every quote, and an empty group in none.
_Group = Annotated[tuple[_Name, ...], Meta(min_length=1, description="a list with at least one alternative")]


class Topic(Record, frozen=True, kw_only=True):
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


def read_topics(path: Path) -> tuple[Topic, ...]:
    """Read the questions of a set, in its order; see ``read_judged_topics`` for errors."""
    return read_records(path, Topic, "question")


def read_judged_topics(path: Path) -> tuple[JudgedTopic, ...]:
    """Read a set with its judgements, in its order.

    Raises:
        QuestionSetError: the file is unreadable or holds no question, or a line is no JSON object, lacks a key,
            has a wrong one, or repeats an id; the error names file, line and key.
    """
    return read_records(path, JudgedTopic, "question")
