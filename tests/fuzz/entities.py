"""Messages with entities: of every type, out of range, overlapping, through the middle of a character."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.fuzz.updates import Sent
from tests.fuzz.words import any_text, junk

if TYPE_CHECKING:
    from tests.fuzz.world import World

__all__ = ["marked_messages"]

_TYPES = [
    "mention", "text_mention", "bot_command", "hashtag", "cashtag", "url", "email", "phone_number", "bold", "italic",
    "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "custom_emoji",
    "date_time", "a_type_of_2031",
]  # fmt: skip
_TEXTS = [
    "@whosaid_bot 谁说路灯？",
    "𠮷@whosaid_bot𠮷",
    "👍🏽/ask 路灯",
    "/ask@whosaid_bot 路灯",
    "@whosaid_bot" * 5,
    "𠮷" * 30,
]
_MOST = 100
"""Telegram sends no more."""


@st.composite
def _entity(draw: Callable[..., Any], world: World, size: int) -> dict[str, Any]:
    kind = draw(st.sampled_from([*_TYPES, "mention", "mention", "text_mention", "bot_command"]))
    odd = st.sampled_from([-1, 0, 1, size, size + 1, 4096, 2**31, 2**62])
    offset = draw(st.one_of(st.integers(0, size), st.integers(0, size), odd))
    length = draw(st.one_of(st.integers(1, max(size - offset, 1)) if offset <= size else st.just(1), odd, st.just(12)))
    more = {
        "text_mention": {"user": draw(st.sampled_from([world.state.bot, *world.people]))},
        "text_link": {"url": "https://example.org/" + draw(junk(3))},
        "custom_emoji": {"custom_emoji_id": "5"},
        "pre": {"language": "python"},
    }
    return {"type": kind, "offset": offset, "length": length, **more.get(kind, {})}


@st.composite
def marked_messages(draw: Callable[..., Any], world: World) -> Sent:
    """Return a text or a caption with entities."""
    chat = draw(st.sampled_from([None, *world.groups]))
    person = draw(st.sampled_from(world.people))
    text = draw(st.one_of(st.sampled_from(_TEXTS), any_text(world.library.configured))) or "@whosaid_bot"
    size = len(text.encode("utf-16-le", "surrogatepass")) // 2
    entities = draw(st.lists(_entity(world, size), min_size=1, max_size=8))
    if draw(st.integers(0, 30)) == 0:
        entities = (entities * _MOST)[:_MOST]
    content: dict[str, Any] = {"text": text, "entities": entities}
    if draw(st.integers(0, 9)) == 0:
        photo = [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]
        content = {"caption": text, "caption_entities": entities, "photo": photo}
    if draw(st.integers(0, 9)) == 0:
        content["forward_origin"] = {"type": "hidden_user", "sender_user_name": "何敏", "date": 1}
    if draw(st.integers(0, 9)) == 0:
        said = {"message_id": 1, "from": world.state.bot, "date": 1, "text": text, "entities": entities}
        content["reply_to_message"] = said | {"chat": chat or world.state.chats[person["id"]]}
        content["quote"] = {"text": text[:1024], "position": draw(st.integers(-1, size)), "entities": entities}
    asks = chat is None and "text" in content and "forward_origin" not in content and is_asked(text, entities)
    sound = all(abs(number) < 2**31 for entity in entities for number in (entity["offset"], entity["length"]))
    here = {"message_id": 1, "date": 1_700_000_000, "from": person, "chat": chat or world.state.chats[person["id"]]}
    return Sent({"message": here | content}, asks=asks and sound, sound=sound)


def is_asked(text: str, entities: list[dict[str, Any]]) -> bool:
    """Tell whether words are a question to the bot in a private chat: no command, and something to be seen."""
    command = any(entity["type"] == "bot_command" and entity["offset"] == 0 for entity in entities)
    return not command and any(letter.isprintable() and not letter.isspace() for letter in text)
