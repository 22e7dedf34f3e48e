"""What a message's text and entities must be, and what becomes of them on the way.

Offsets and lengths are in UTF-16 code units. The real server repairs crossing or wrongly nested entities in
silence, so that words lose their style and nobody learns why; this one refuses them with a 400. Whatever it
accepts, the real server shows in the same way. Blanks at the ends and characters that Telegram never shows
are taken out here as they are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from bot.botapi.errors import bad_request
from bot.botapi.utf16 import utf16_boundaries, utf16_length, utf16_slice, utf16_units
from bot.botapi.wire import Json

__all__ = ["CAPTION_LIMIT", "TEXT_LIMIT", "accept_text", "check_entities"]

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
_ENTITY_LIMIT: Final = 100

_STYLES: Final = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_BLOCKQUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
_VERBATIM: Final = frozenset({"code", "pre"})
_LINKS: Final = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
# The server finds these itself and does not listen to what a bot says about them.
_FOUND: Final = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "date_time"},
)
_INVISIBLE: Final = frozenset("\r\u0333\u033f\u030a") | {chr(code) for code in range(0x2028, 0x202F)}
_ZERO_WIDTH: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")


def check_entities(text: str, entities: Sequence[Any]) -> list[Json]:
    """Return the entities a bot may set on ``text``, outermost first.

    Raises:
        ApiError: one is malformed, lies outside the text, cuts a surrogate pair, crosses another or is nested
            in one that cannot hold it.
    """
    if len(entities) > _ENTITY_LIMIT:
        reason = f"too many entities: {len(entities)}, at most {_ENTITY_LIMIT} are shown"
        raise bad_request(reason)
    for entity in entities:
        _check_shape(entity)
    boundaries = set(utf16_boundaries(text))
    kept = [entity for entity in entities if entity["type"] not in _FOUND and entity["length"]]
    for entity in kept:
        _check_place(entity, boundaries)
    kept.sort(key=_outermost_first)
    _check_nesting(kept)
    return kept


def accept_text(
    text: str, entities: Sequence[Any], *, limit: int, may_be_empty: bool = False
) -> tuple[str, list[Json]]:
    """Return text and entities as they arrive: cleaned, trimmed, in order.

    Args:
        text: As sent.
        entities: Wire objects, offsets into ``text`` as sent.
        limit: Greatest length after trimming, in UTF-16 code units.
        may_be_empty: Whether no text at all is fine (a caption).

    Raises:
        ApiError: the text is empty or too long, or see ``check_entities``.
    """
    checked = check_entities(text, entities)
    cleaned, places = _clean(text)
    start = utf16_length(cleaned) - utf16_length(cleaned.lstrip(" \n"))
    trimmed = cleaned.strip(" \n")
    if all(character.isspace() or character in _ZERO_WIDTH for character in trimmed):
        if may_be_empty:
            return "", []
        reason = "message text is empty"
        raise bad_request(reason)
    length = utf16_length(trimmed)
    if length > limit:
        reason = "message caption is too long" if may_be_empty else "message is too long"
        raise bad_request(reason)
    arrived = []
    for entity in checked:
        first = max(places[entity["offset"]] - start, 0)
        last = min(places[entity["offset"] + entity["length"]] - start, length)
        covered = utf16_slice(trimmed, first, last - first) if first < last else ""
        first += len(covered) - len(covered.lstrip(" \n"))
        if first < last:
            arrived.append({**entity, "offset": first, "length": last - first})
    return trimmed, sorted(arrived, key=_outermost_first)


def _clean(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without invisible characters, and for each UTF-16 offset its new place."""
    kept: list[str] = []
    places: list[int] = []
    place = 0
    for character in text:
        units = utf16_units(character)
        places.extend([place] * units)
        if character in _INVISIBLE:
            continue
        kept.append(" " if character < " " and character != "\n" else character)
        place += units
    places.append(place)
    return "".join(kept), places


def _check_shape(entity: Any) -> None:
    if not isinstance(entity, dict):
        reason = "can't parse MessageEntity: object expected"
        raise bad_request(reason)
    for name in ("offset", "length"):
        if not isinstance(entity.get(name), int) or isinstance(entity[name], bool):
            reason = f'can\'t parse MessageEntity: field "{name}" must be an integer'
            raise bad_request(reason)
        if entity[name] < 0:
            reason = f"receive an entity with incorrect {name} {entity[name]}"
            raise bad_request(reason)
    kind = entity.get("type")
    if kind not in _STYLES | _BLOCKQUOTES | _VERBATIM | _FOUND | _LINKS.keys():
        reason = "can't parse MessageEntity: unsupported type specified"
        raise bad_request(reason)
    if kind in _LINKS and not entity.get(_LINKS[kind]):
        reason = f"can't parse MessageEntity: can't find field \"{_LINKS[kind]}\""
        raise bad_request(reason)
    if kind == "text_link" and not _is_link(str(entity["url"])):
        reason = f"entity URL '{entity['url']}' is invalid: wrong HTTP URL"
        raise bad_request(reason)


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "tg" or (parts.scheme in {"http", "https"} and "." in host.strip("."))


def _check_place(entity: Json, boundaries: set[int]) -> None:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    last = max(boundaries)
    if start >= last:
        reason = f"entity begins after the end of the text at UTF-16 offset {start}"
    elif end > last:
        reason = f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
    elif start not in boundaries:
        reason = f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {start}"
    elif end not in boundaries:
        reason = f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol at {end}"
    else:
        return
    raise bad_request(reason)


def _outermost_first(entity: Json) -> tuple[int, int, int]:
    kind = entity["type"]
    depth = 0 if kind in _BLOCKQUOTES else 2 if kind in _STYLES else 1
    return entity["offset"], -entity["length"], depth


def _check_nesting(entities: Sequence[Json]) -> None:
    """Check entities that are sorted outermost first."""
    around: list[Json] = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        while around and around[-1]["offset"] + around[-1]["length"] <= start:
            around.pop()
        for outer in around:
            if end > outer["offset"] + outer["length"]:
                reason = f"entities {outer['type']} and {entity['type']} cross at UTF-16 offset {start}"
                raise bad_request(reason)
            if not _may_hold(outer["type"], entity["type"]):
                reason = f"{entity['type']} can't be nested in {outer['type']} at UTF-16 offset {start}"
                raise bad_request(reason)
        around.append(entity)


def _may_hold(outer: str, inner: str) -> bool:
    if outer in _BLOCKQUOTES:
        return inner not in _BLOCKQUOTES
    if outer in _STYLES:
        return inner not in _VERBATIM
    return outer not in _VERBATIM and inner in _STYLES
