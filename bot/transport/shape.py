"""What of an update must be what Telegram says it is, before anything is done with it.

The library looks whether all parts are there, not what they are: a text that is a number, or an id beyond 64 bits,
would go wrong wherever it is first used, with half of the work done. Only what the bot uses is looked at, so that an
update with something new in it is handled as ever.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

__all__ = ["check_shape"]

_Id = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
"""Telegram's have 52 bits; the store takes 64."""
_Number = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]


class _User(Struct):
    id: _Id
    is_bot: bool
    first_name: str
    username: str | None = None
    language_code: str | None = None


class _Chat(Struct):
    id: _Id
    type: str
    title: str | None = None
    is_forum: bool | None = None
    is_direct_messages: bool | None = None


class _Entity(Struct):
    type: str
    offset: _Number
    length: _Number
    user: _User | None = None


class _Quote(Struct):
    text: str


class _Document(Struct):
    file_id: str
    file_name: str | None = None
    file_size: _Id | None = None


class _Button(Struct):
    text: str
    callback_data: str | None = None
    url: str | None = None


class _Keyboard(Struct):
    inline_keyboard: list[list[_Button]]


class _Message(Struct):
    message_id: _Id
    date: _Id
    chat: _Chat
    sender: _User | None = msgspec.field(default=None, name="from")
    sender_chat: _Chat | None = None
    via_bot: _User | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[_Entity] | None = None
    caption_entities: list[_Entity] | None = None
    reply_to_message: _Message | None = None
    quote: _Quote | None = None
    document: _Document | None = None
    reply_markup: _Keyboard | None = None
    message_thread_id: _Id | None = None
    is_topic_message: bool | None = None
    is_automatic_forward: bool | None = None
    business_connection_id: str | None = None
    migrate_to_chat_id: _Id | None = None
    migrate_from_chat_id: _Id | None = None


class _Press(Struct):
    id: str
    sender: _User = msgspec.field(name="from")
    message: _Message | None = None
    data: str | None = None


class _Query(Struct):
    id: str
    sender: _User = msgspec.field(name="from")
    query: str
    offset: str


class _Reaction(Struct):
    type: str
    emoji: str | None = None


class _Reacted(Struct):
    chat: _Chat
    message_id: _Id
    old_reaction: list[_Reaction]
    new_reaction: list[_Reaction]
    user: _User | None = None


class _Member(Struct):
    status: str
    user: _User
    is_member: bool | None = None


class _Membership(Struct):
    chat: _Chat
    sender: _User = msgspec.field(name="from")
    old_chat_member: _Member
    new_chat_member: _Member


class _Update(Struct):
    update_id: _Id
    message: _Message | None = None
    edited_message: _Message | None = None
    channel_post: _Message | None = None
    edited_channel_post: _Message | None = None
    business_message: _Message | None = None
    edited_business_message: _Message | None = None
    callback_query: _Press | None = None
    inline_query: _Query | None = None
    message_reaction: _Reacted | None = None
    my_chat_member: _Membership | None = None


def check_shape(update: Any) -> None:
    """Check the parts of an update, as parsed from JSON, that the bot uses.

    Raises:
        msgspec.ValidationError: one is missing or of another kind than Telegram's; the error names it, and tells
            nothing of what it holds.
    """
    msgspec.convert(update, _Update)
