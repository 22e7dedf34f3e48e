"""A reply: text with styled stretches, before any messenger's way of writing it.

Offsets count code points here. Telegram's UTF-16 units appear in ``bot.chat.delivery`` and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Entity", "EntityKind", "Reply", "ReplyBuilder", "printable"]

# Telegram turns control characters into spaces, drops line separators and direction marks, and refuses half a
# surrogate pair. Done here, one character for one, so that no offset moves on the way.
_UNSENDABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """Return ``text`` with every character that cannot be sent replaced, and as long as it was."""
    return _LONE_SURROGATE.sub("\ufffd", _UNSENDABLE.sub(" ", text))


class EntityKind(StrEnum):
    """How a stretch of text is shown; the values are Telegram's names."""

    BOLD = "bold"
    ITALIC = "italic"
    QUOTE = "blockquote"
    LONG_QUOTE = "expandable_blockquote"
    """A quote shown folded until it is tapped."""

    @property
    def is_quote(self) -> bool:
        """Whether the stretch is set apart as a block."""
        return self in {EntityKind.QUOTE, EntityKind.LONG_QUOTE}


@dataclass(frozen=True, slots=True)
class Entity:
    """A styled stretch of a reply.

    Attributes:
        kind: How it is shown.
        start: First code point of it in ``Reply.text``.
        end: One past its last.

    Raises:
        ValueError: the stretch is empty or reversed.
    """

    kind: EntityKind
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"no stretch of text: [{self.start}, {self.end})"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says, ready to be sent or printed.

    Attributes:
        text: Without anything that Telegram would change or refuse.
        entities: Outer before inner, in order of their start.
        buttons: Messages offered for a tap, one a row; what is tapped is sent as if typed.

    Raises:
        ValueError: an entity reaches beyond the text.
    """

    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(entity.end > len(self.text) for entity in self.entities):
            msg = f"an entity reaches beyond the {len(self.text)} characters of the reply"
            raise ValueError(msg)

    def part(self, start: int, end: int) -> Reply:
        """Return the reply's stretch ``[start, end)``: its entities cut to size, its edges without whitespace."""
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        clipped = (
            Entity(entity.kind, max(entity.start, start) - start, min(entity.end, end) - start)
            for entity in self.entities
            if max(entity.start, start) < min(entity.end, end)
        )
        return Reply(self.text[start:end], tuple(clipped))


class ReplyBuilder:
    """Collects the pieces of a reply and where each style begins and ends."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._entities: list[Entity] = []
        self._length = 0

    @property
    def position(self) -> int:
        """How many code points are written so far."""
        return self._length

    def write(self, text: str, *kinds: EntityKind) -> ReplyBuilder:
        """Append ``text``, shown in each of ``kinds``."""
        piece = printable(text)
        start = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        for kind in kinds:
            self.mark(kind, start, self._length)
        return self

    def line(self, text: str = "", *kinds: EntityKind) -> ReplyBuilder:
        """Begin a new line, unless nothing is written yet, and append ``text``."""
        if self._length:
            self.write("\n")
        return self.write(text, *kinds)

    def paragraph(self, text: str = "", *kinds: EntityKind) -> ReplyBuilder:
        """Leave one line empty, unless nothing is written yet, and append ``text``."""
        if self._length:
            self.write("\n")
        return self.line(text, *kinds)

    @contextmanager
    def inside(self, kind: EntityKind) -> Iterator[None]:
        """Show whatever is written meanwhile in ``kind``."""
        start = self._length
        yield
        self.mark(kind, start, self._length)

    def mark(self, kind: EntityKind, start: int, end: int) -> None:
        """Show ``[start, end)`` of what is written in ``kind``; an empty stretch is not marked."""
        if start < end:
            self._entities.append(Entity(kind, start, end))

    def build(self, buttons: tuple[str, ...] = ()) -> Reply:
        """Return the reply, without whitespace at its edges."""
        outer_first = sorted(self._entities, key=lambda entity: (entity.start, -entity.end, not entity.kind.is_quote))
        trimmed = Reply("".join(self._pieces), tuple(outer_first)).part(0, self._length)
        return Reply(trimmed.text, trimmed.entities, tuple(printable(button) for button in buttons))
