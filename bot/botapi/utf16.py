"""Lengths and places in UTF-16 code units, in which Telegram counts.

A character beyond U+FFFF, such as 𠮷 or an emoji, takes two.
"""

from __future__ import annotations

from typing import Final

__all__ = ["utf16_boundaries", "utf16_length", "utf16_slice", "utf16_units"]

_PAIRS_FROM: Final = 0x10000


def utf16_units(character: str) -> int:
    """Return how many code units one character takes, 1 or 2; a lone surrogate takes one."""
    return 2 if ord(character) >= _PAIRS_FROM else 1


def utf16_length(text: str) -> int:
    """Return the number of code units of ``text``."""
    return sum(map(utf16_units, text))


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Return the ``length`` code units of ``text`` from ``offset`` on."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")


def utf16_boundaries(text: str) -> list[int]:
    """Return the offsets at which a character of ``text`` begins, and its length, ascending."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + utf16_units(character))
    return offsets
