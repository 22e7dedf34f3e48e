"""What the page may ask for: everything a person does in a messenger, checked when it arrives."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

__all__ = [
    "Asking",
    "ChatName",
    "Choose",
    "Edit",
    "Forward",
    "Gesture",
    "Hello",
    "Inline",
    "Language",
    "Press",
    "React",
    "Send",
    "Start",
    "Tap",
    "read_gesture",
]

ChatName: TypeAlias = Literal["private", "group"]
LanguageCode: TypeAlias = Literal["zh-hans", "zh-hant", "en"]

_Text = Annotated[str, Meta(min_length=1, max_length=4096)]
_Query = Annotated[str, Meta(max_length=256)]
_Offset = Annotated[str, Meta(max_length=64)]
_Data = Annotated[str, Meta(min_length=1, max_length=64)]
_Id = Annotated[str, Meta(max_length=64)]
_Number = Annotated[int, Meta(ge=1)]


class _Gesture(Struct, frozen=True, forbid_unknown_fields=True, tag=str.lower, tag_field="type", kw_only=True):
    """A message from the page; ``type`` says which."""


class Hello(_Gesture, frozen=True, kw_only=True):
    """The page is there.

    Attributes:
        session: The key it was given before; empty at first.
        language: The language its reader uses, for a new visitor.
    """

    session: _Id = ""
    language: LanguageCode = "zh-hans"


class _InChat(_Gesture, frozen=True, kw_only=True):
    """Something done in a chat.

    Attributes:
        chat: Which.
        friend: Whether the second person of the group does it.
    """

    chat: ChatName = "private"
    friend: bool = False


class Send(_InChat, frozen=True, kw_only=True):
    """Write a message, in reply to one or to none (0)."""

    text: _Text
    reply_to: Annotated[int, Meta(ge=0)] = 0


class Tap(_InChat, frozen=True, kw_only=True):
    """Tap a key of the bot's keyboard."""

    key: _Text


class Start(_Gesture, frozen=True, kw_only=True):
    """Begin the private chat, by its button or by a link with a payload."""

    payload: _Id = ""


class Edit(_InChat, frozen=True, kw_only=True):
    """Change a message of one's own."""

    message: _Number
    text: _Text


class Forward(_InChat, frozen=True, kw_only=True):
    """Forward a message of ``chat`` to ``to``."""

    message: _Number
    to: ChatName


class Press(_InChat, frozen=True, kw_only=True):
    """Press a button under a message."""

    message: _Number
    data: _Data


class React(_InChat, frozen=True, kw_only=True):
    """React to a message, or with no emoji take the reaction away."""

    message: _Number
    emoji: Annotated[str, Meta(max_length=8)] = ""


class Inline(_InChat, frozen=True, kw_only=True):
    """Type a query after the bot's name."""

    query: _Query
    offset: _Offset = ""


class Choose(_InChat, frozen=True, kw_only=True):
    """Pick one of the results of an inline query."""

    query_id: _Id
    place: Annotated[int, Meta(ge=0, lt=50)]


class Language(_Gesture, frozen=True, kw_only=True):
    """Set the language of one's Telegram."""

    code: LanguageCode


Asking: TypeAlias = Send | Tap | Start | Edit | Forward | Press | React | Inline | Choose | Language
"""What a visitor does."""

Gesture: TypeAlias = Hello | Asking

_DECODER: Final[msgspec.json.Decoder[Gesture]] = msgspec.json.Decoder(Gesture)


def read_gesture(text: str | bytes) -> Gesture:
    """Return what the page asks for.

    Raises:
        ValueError: it is nothing the page asks for.
    """
    return _DECODER.decode(text)  # msgspec's errors are ValueErrors
