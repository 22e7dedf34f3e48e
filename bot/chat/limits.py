"""What one message may hold, and how a longer reply becomes several.

Telegram counts 4096 characters after reading the entities. Counting UTF-16 units instead is never too lenient.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate

from bot.chat.reply import Entity, Reply

__all__ = ["MAX_ENTITIES", "MAX_UNITS", "cut", "fits", "slice_utf16", "split", "utf16_length"]

MAX_UNITS = 4096
MAX_ENTITIES = 100

_LAST_BMP = 0xFFFF
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
# Where a reply may be parted, best first: between paragraphs, between lines, between sentences, between clauses.
_SEAMS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[。！？!?]”?|\.\s"), re.compile(r"[；;，,、\s]"))


def utf16_length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return sum(_units(character) for character in text)


def slice_utf16(text: str, offset: int, length: int) -> tuple[str, str, str]:
    """Return what lies before, in and after a stretch of ``text`` given in UTF-16 units."""
    ends = list(accumulate((_units(character) for character in text), initial=0))
    start, end = bisect_left(ends, offset), bisect_left(ends, offset + length)
    return text[:start], text[start:end], text[end:]


def fits(reply: Reply) -> bool:
    """Tell whether ``reply`` may be sent as one message."""
    return len(reply.entities) <= MAX_ENTITIES and utf16_length(reply.text) <= MAX_UNITS


def cut(reply: Reply) -> Reply:
    """Return what one message holds of a reply, with … where words are left out; keys and buttons stay."""
    if fits(reply):
        return reply
    first = split(reply, max_units=MAX_UNITS - 1)[0]
    return replace(first, text=f"{first.text}…", keys=reply.keys, buttons=reply.buttons)


def split(reply: Reply, *, max_units: int = MAX_UNITS, max_entities: int = MAX_ENTITIES) -> tuple[Reply, ...]:
    """Part a reply into messages, each within the limits, losing nothing but whitespace between them.

    A style that runs across a seam goes on in the next message. Characters that belong together (an emoji and
    its skin tone, a letter and its accent) stay together, unless they alone exceed a message.

    Args:
        reply: Any reply; an empty one has no parts.
        max_units: UTF-16 units a message may hold, at least 2.
        max_entities: Entities a message may hold, at least 1. Where more begin at one place, the outer ones stay.

    Returns:
        The parts in order; the last one holds keys and buttons.
    """
    ends = list(accumulate((_units(character) for character in reply.text), initial=0))
    parts: list[Reply] = []
    start = 0
    while start < len(reply.text):
        if reply.text[start].isspace():
            start += 1
            continue
        end = bisect_right(ends, ends[start] + max_units) - 1
        crowded = _crowded_from(reply.entities, start, max_entities)
        end = _seam(reply.text, start, min(end, crowded) if crowded > start else end)
        part = reply.part(start, end)
        parts.append(Reply(part.text, part.entities[:max_entities]))
        start = end
    if parts:
        parts[-1] = replace(parts[-1], keys=reply.keys, buttons=reply.buttons)
    return tuple(parts)


def _units(character: str) -> int:
    return 1 + (ord(character) > _LAST_BMP)


def _crowded_from(entities: tuple[Entity, ...], start: int, max_entities: int) -> int:
    """Return where a message that begins at ``start`` meets its first entity too many; 0 when it never does."""
    starts = sorted(entity.start for entity in entities if entity.end > start)
    return starts[max_entities] if len(starts) > max_entities else 0


def _seam(text: str, start: int, end: int) -> int:
    """Return the best place to part at, in ``(start, end]``."""
    if end >= len(text):
        return len(text)
    # A seam in the first half would leave a message half empty; a lesser seam further on serves better.
    for seam in _SEAMS:
        places = [found.end() for found in seam.finditer(text, start, end) if found.end() > start + (end - start) // 2]
        if places and not _belong_together(text, places[-1]):
            return places[-1]
    place = end
    while place > start and _belong_together(text, place):
        place -= 1
    return place if place > start else end


def _belong_together(text: str, place: int) -> bool:
    """Tell whether the characters on both sides of ``place`` are seen as one."""
    before, after = text[place - 1], text[place]
    if ord(after) in _FLAG_LETTERS and ord(before) in _FLAG_LETTERS:
        letters = 0
        while letters < place and ord(text[place - 1 - letters]) in _FLAG_LETTERS:
            letters += 1
        return letters % 2 == 1
    combines = unicodedata.category(after).startswith("M") or ord(after) in _SKIN_TONES
    return combines or _JOINER in (before, after)
