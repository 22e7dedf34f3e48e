"""Sending a reply: text and entities in Telegram's UTF-16 units, never markup."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import (
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatType

from bot.chat.limits import split, utf16_length
from bot.chat.reply import Reply

__all__ = ["deliver", "to_telegram"]

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def to_telegram(reply: Reply) -> tuple[str, tuple[MessageEntity, ...]]:
    """Return the text and its entities, with offsets and lengths in UTF-16 units."""
    return reply.text, tuple(
        MessageEntity(
            type=entity.kind.value,
            offset=utf16_length(reply.text[: entity.start]),
            length=utf16_length(reply.text[entity.start : entity.end]),
        )
        for entity in reply.entities
    )


async def deliver(message: Message, reply: Reply) -> None:
    """Send a reply to whoever wrote ``message``, in as many messages as it needs.

    In a group it answers that very message, which may be gone by then; buttons are for private chats only, where
    they disturb nobody else.

    Raises:
        telegram.error.TelegramError: it could not be sent.
    """
    private = message.chat.type == ChatType.PRIVATE
    answered = None if private else ReplyParameters(message.message_id, allow_sending_without_reply=True)
    for part in split(reply):
        text, entities = to_telegram(part)
        await message.reply_text(
            text,
            entities=entities,
            link_preview_options=_NO_PREVIEW,
            reply_parameters=answered,
            reply_markup=_keyboard(part.buttons) if private and part.buttons else None,
        )


def _keyboard(buttons: Sequence[str]) -> ReplyKeyboardMarkup:
    rows = [[KeyboardButton(text)] for text in buttons]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
