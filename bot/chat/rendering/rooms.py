"""How much room a reply may take where it will stand: a chat of one's own, or a group that others read, too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from rich.cells import cell_len

from bot.chat.reply import EntityKind, Reply

__all__ = ["GROUP", "PRIVATE", "Room", "folded", "has_room", "lines_of"]

_CELLS = 36
"""What one line of a message holds on a phone 390 pixels wide: 18 Chinese characters, or twice as many Latin ones."""
_FOLDED_LINES = 3
"""What Telegram shows of a folded quote."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where a reply will stand.

    Attributes:
        private: Whether nobody but the asker reads it.
        folded_from: Characters from which on a quote is shown folded.
        max_lines: Lines a reply may take up on a phone; 0 for as many as a message holds.
    """

    private: bool
    folded_from: int
    max_lines: int


PRIVATE = Room(private=True, folded_from=300, max_lines=0)
"""Only a quote that would fill a screen is folded."""

GROUP = Room(private=False, folded_from=60, max_lines=24)
"""Whatever exceeds three lines is folded, and the whole is no more than a screen with the question above it."""


def lines_of(reply: Reply) -> int:
    """Return about how many lines ``reply`` takes up on a phone, with its long quotes folded."""
    folded = [entity for entity in reply.entities if entity.kind is EntityKind.LONG_QUOTE]
    lines, place = 0, 0
    for quote in folded:
        lines += _wrapped(reply.text[place : quote.start].removesuffix("\n").removeprefix("\n"))
        lines += min(_FOLDED_LINES, _wrapped(reply.text[quote.start : quote.end]))
        place = quote.end
    return lines + _wrapped(reply.text[place:].removeprefix("\n"))


def folded(reply: Reply, room: Room) -> Reply:
    """Return ``reply`` with the quotes folded that others would have to scroll past; in private it was asked for."""
    if room.private:
        return reply
    entities = tuple(
        replace(entity, kind=EntityKind.LONG_QUOTE)
        if entity.kind is EntityKind.QUOTE and entity.end - entity.start >= room.folded_from
        else entity
        for entity in reply.entities
    )
    return replace(reply, entities=entities)


def has_room(reply: Reply, room: Room) -> bool:
    """Tell whether ``reply`` takes up no more than there is."""
    return not room.max_lines or lines_of(reply) <= room.max_lines


def _wrapped(text: str) -> int:
    return sum(max(1, ceil(cell_len(line) / _CELLS)) for line in text.split("\n")) if text else 0
