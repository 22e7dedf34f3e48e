"""The entities that Telegram finds by itself: commands, mentions and links in plain text.

What counts was read off TDLib, character by character. Links are found by their scheme only; bare domains,
e-mail addresses, hashtags and phone numbers, which the real server also marks, stay plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.botapi.utf16 import utf16_length
from bot.botapi.wire import Json

__all__ = ["add_detected", "detect_entities"]

_LINK: Final = re.compile(r"(?:https?|tg)://[^\s<>\"]+", re.IGNORECASE)
_LINK_TAIL: Final = ".,:;!?'\"()[]{}<>~`"
# A command or a mention stands apart from letters and digits of any script: 看/start and /开始 are none.
_COMMAND: Final = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32}|(?!@))(?![\w/<>])")
_MENTION: Final = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")


def detect_entities(text: str) -> list[Json]:
    """Return the commands, mentions and links of ``text`` in order, none inside another."""
    found: list[tuple[int, int, str]] = []
    for kind, start, end in _candidates(text):
        if all(end <= begin or start >= stop for begin, stop, _ in found):
            found.append((start, end, kind))
    return [
        {"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])}
        for start, end, kind in sorted(found)
    ]


def add_detected(text: str, entities: Sequence[Json]) -> list[Json]:
    """Return ``entities`` with those that Telegram adds where nothing but styles and block quotes stand."""
    closed = [entity for entity in entities if entity["type"] in {"code", "pre", "text_link", "text_mention"}]
    added = [new for new in detect_entities(text) if not any(_touch(new, old) for old in closed)]
    return sorted([*entities, *added], key=lambda entity: (entity["offset"], -entity["length"]))


def _candidates(text: str) -> list[tuple[str, int, int]]:
    links = []
    for match in _LINK.finditer(text):
        link = match[0].rstrip(_LINK_TAIL)
        host = link.partition("://")[2].partition("/")[0]
        if "." in host or link.lower().startswith("tg:"):
            links.append(("url", match.start(), match.start() + len(link)))
    commands = [("bot_command", *match.span()) for match in _COMMAND.finditer(text)]
    mentions = [("mention", *match.span()) for match in _MENTION.finditer(text)]
    return [*links, *commands, *mentions]


def _touch(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"],
    )
