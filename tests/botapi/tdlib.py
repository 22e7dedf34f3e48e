"""TDLib as an oracle: what Telegram's own library makes of a text and its entities, without a network.

Its ``parseMarkdown`` repairs entities just as it does before it sends a message, and reads Markdown on top of
that; the characters that Markdown consists of are replaced by letters of the same length first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.botapi.utf16 import utf16_length, utf16_slice

__all__ = ["MARKDOWN", "TdlibRefusedError", "detect", "repaired", "shown_styles", "styles_of", "tidy"]

MARKDOWN = str.maketrans(dict.fromkeys("*_~|`[]", "x"))
_TYPES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
}
_DETECTED = {"bot_command": "BotCommand", "mention": "Mention"}


class TdlibRefusedError(Exception):
    """TDLib would not send this."""


def tidy(text: str) -> str:
    """Return the text as TDLib sends it, apart from blanks at the ends."""
    return str(_repair(text, [])["text"])


def shown_styles(text: str, entities: Sequence[Any]) -> list[set[str]]:
    """Return for each UTF-16 code unit of ``text`` the styles in which TDLib sends it.

    Raises:
        TdlibRefusedError: it does not send such entities.
    """
    return styles_of(text, repaired(text, entities))


def repaired(text: str, entities: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the entities that TDLib sends instead of these, without those it finds by itself.

    Raises:
        TdlibRefusedError: it does not send such entities.
    """
    sent = _repair(text, [_entity(entity) for entity in entities if entity["type"] in _TYPES])
    return [_plain(entity) for entity in sent["entities"]]


def styles_of(text: str, entities: Sequence[Any]) -> list[set[str]]:
    """Return for each UTF-16 code unit of ``text`` the styles that the entities ask for; none for blanks."""
    styles: list[set[str]] = [set() for _ in range(utf16_length(text))]
    for entity in entities:
        if entity["type"] in _TYPES:
            for place in range(entity["offset"], entity["offset"] + entity["length"]):
                if utf16_slice(text, place, 1) not in {" ", "\n"}:
                    styles[place].add(entity["type"])
    return styles


def detect(text: str) -> list[tuple[str, int, int]]:
    """Return the commands and mentions that TDLib finds in ``text``: type, offset, length."""
    names = {name: kind for kind, name in _DETECTED.items()}
    found = _execute({"@type": "getTextEntities", "text": text})["entities"]
    return [
        (names[kind], entity["offset"], entity["length"])
        for entity in found
        if (kind := entity["type"]["@type"].removeprefix("textEntityType")) in names
    ]


def _repair(text: str, entities: list[dict[str, Any]]) -> dict[str, Any]:
    plain = text.translate(MARKDOWN)
    return _execute(
        {"@type": "parseMarkdown", "text": {"@type": "formattedText", "text": plain, "entities": entities}},
    )


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    kind: dict[str, Any] = {"@type": f"textEntityType{_TYPES[entity['type']]}"}
    if entity["type"] == "text_link":
        kind["url"] = entity["url"]
    return {"@type": "textEntity", "offset": entity["offset"], "length": entity["length"], "type": kind}


def _plain(entity: dict[str, Any]) -> dict[str, Any]:
    names = {name: kind for kind, name in _TYPES.items()}
    kind = entity["type"]["@type"].removeprefix("textEntityType")
    return {"type": names[kind], "offset": entity["offset"], "length": entity["length"]}


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    import tdjson  # where it cannot be loaded, only the tests that ask it are skipped

    tdjson.td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    if answer.get("@type") == "error":
        raise TdlibRefusedError(answer["message"])
    return answer
