"""A reply: text with styled stretches, before any messenger's way of writing it.

Offsets count code points here. Telegram's UTF-16 units appear in ``bot.chat.delivery`` and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Button",
    "ButtonKind",
    "Buttons",
    "Entity",
    "EntityKind",
    "Reply",
    "ReplyBuilder",
    "parse_press",
    "press",
    "printable",
]

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
    STRIKE = "strikethrough"
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


class ButtonKind(StrEnum):
    """What a button under a message does; the values are Telegram's names."""

    PRESS = "callback_data"
    """Tells the bot, see ``press``."""
    COPY = "copy_text"
    SHARE = "switch_inline_query"
    """Lets the person choose a chat, and writes ``@bot value`` there."""
    SEARCH = "switch_inline_query_current_chat"
    LINK = "url"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message.

    Attributes:
        label: What stands on it.
        kind: What it does.
        value: With what.

    Raises:
        ValueError: Telegram would refuse it.
    """

    label: str
    kind: ButtonKind
    value: str

    def __post_init__(self) -> None:
        longest = _LONGEST_VALUE.get(self.kind)
        length = len(self.value.encode()) if self.kind is ButtonKind.PRESS else len(self.value)
        if not self.label or (longest and not 0 < length <= longest):
            msg = f"no button: {self.label!r} with {length} of {longest} characters"
            raise ValueError(msg)


_LONGEST_VALUE = {ButtonKind.PRESS: 64, ButtonKind.COPY: 256}
"""Bytes of UTF-8 and characters."""

Buttons = tuple[tuple[Button, ...], ...]
"""Row by row."""

_SEPARATOR = ":"


def press(label: str, action: str, *arguments: object) -> Button:
    """Return a button that tells the bot what to do.

    Args:
        label: What stands on it.
        action: Which handler it goes to, see ``bot.chat.handlers.feature``.
        arguments: With what; as text without colons, and 64 bytes together with the action.
    """
    return Button(label, ButtonKind.PRESS, _SEPARATOR.join([action, *map(str, arguments)]))


def parse_press(data: str) -> tuple[str, tuple[str, ...]]:
    """Return the action and the arguments of a pressed button."""
    action, *arguments = data.split(_SEPARATOR)
    return action, tuple(arguments)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says, ready to be sent or printed.

    Attributes:
        text: Without anything that Telegram would change or refuse.
        entities: Outer before inner, in order of their start.
        keys: Messages offered for a tap, one a row; what is tapped is sent as if typed.
        buttons: What can be done with the reply.

    Raises:
        ValueError: an entity reaches beyond the text.
    """

    text: str
    entities: tuple[Entity, ...] = ()
    keys: tuple[str, ...] = ()
    buttons: Buttons = ()

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

    def build(self, *, keys: tuple[str, ...] = (), buttons: Buttons = ()) -> Reply:
        """Return the reply, without whitespace at its edges."""
        outer_first = sorted(self._entities, key=lambda entity: (entity.start, -entity.end, not entity.kind.is_quote))
        trimmed = Reply("".join(self._pieces), tuple(outer_first)).part(0, self._length)
        return Reply(trimmed.text, trimmed.entities, tuple(printable(key) for key in keys), buttons)
