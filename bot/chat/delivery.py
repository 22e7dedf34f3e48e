"""Sending a reply: text and entities in Telegram's UTF-16 units, never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated

from bot.chat.limits import cut, split, utf16_length
from bot.chat.reply import Button, ButtonKind, Buttons, Reply
from bot.transport.attempt import expect_more

__all__ = [
    "NO_PREVIEW",
    "announce",
    "buttons_of",
    "deliver",
    "deliver_document",
    "deliver_photo",
    "redraw",
    "redraw_buttons",
    "redraw_photo",
    "to_keyboard",
    "to_telegram",
]

_INLINE = (ButtonKind.SHARE, ButtonKind.SEARCH)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NOTHING_TO_EDIT = ("message is not modified", "message to edit not found", "message can't be edited")


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


async def deliver(message: Message, reply: Reply) -> int | None:
    """Send a reply to whoever wrote ``message``, in as many messages as it needs.

    In a group it is one message, whatever is left out of it, and answers that very message in its topic, which may be
    gone by then; keys are for private chats only, where they disturb nobody else.

    Returns:
        The number of the last message sent, which has the buttons; None for an empty reply.

    Raises:
        telegram.error.TelegramError: it could not be sent.
    """
    private = message.chat.type == ChatType.PRIVATE
    if not private:
        return await _answer_in_group(message, reply) if reply.text else None
    sent = None
    parts = split(reply)
    for number, part in enumerate(parts, start=1):
        expect_more(more=number < len(parts))
        text, entities = to_telegram(part)
        sent = await message.reply_text(
            text,
            entities=entities,
            link_preview_options=NO_PREVIEW,
            reply_markup=to_keyboard(part.buttons, message.get_bot()) or (_keyboard(part.keys) if part.keys else None),
        )
    return sent.message_id if sent else None


async def announce(bot: Bot, chat_id: int, reply: Reply) -> int:
    """Say something in a chat that nobody asked for, as one message, and return its number.

    Raises:
        telegram.error.TelegramError: it could not be sent.
    """
    text, entities = to_telegram(cut(reply))
    buttons = to_keyboard(reply.buttons, bot)
    sent = await bot.send_message(
        chat_id, text, entities=entities, link_preview_options=NO_PREVIEW, reply_markup=buttons
    )
    return sent.message_id


async def _answer_in_group(message: Message, reply: Reply) -> int:
    text, entities = to_telegram(cut(reply))
    answered = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    buttons = to_keyboard(reply.buttons, message.get_bot())
    try:
        sent = await message.reply_text(
            text,
            entities=entities,
            link_preview_options=NO_PREVIEW,
            reply_parameters=answered,
            reply_markup=buttons,
        )
    except ChatMigrated as moved:  # while the question waited; the message it stood in did not move along
        return await announce(message.get_bot(), moved.new_chat_id, reply)
    return sent.message_id


async def deliver_photo(message: Message, picture: bytes, caption: str, buttons: Buttons = ()) -> None:
    """Send a picture as an answer to ``message``.

    Args:
        message: A person's, or one of the bot's whose button was pressed.
        picture: A PNG file.
        caption: Up to 1024 characters.
        buttons: What can be done with it.

    Raises:
        telegram.error.TelegramError: it could not be sent.
    """
    keyboard = to_keyboard(buttons, message.get_bot())
    await message.reply_photo(picture, caption=caption, reply_parameters=_answered(message), reply_markup=keyboard)


async def redraw_photo(query: CallbackQuery, picture: bytes, caption: str, buttons: Buttons) -> None:
    """Show another picture in the message whose button was pressed; as ``deliver_photo``."""
    with _nothing_to_edit_forgiven():
        keyboard = to_keyboard(buttons, query.get_bot())
        await query.edit_message_media(InputMediaPhoto(picture, caption=caption), reply_markup=keyboard)


async def deliver_document(message: Message, content: bytes, name: str, caption: str) -> None:
    """Send a file as an answer to ``message``; as ``deliver_photo``."""
    await message.reply_document(content, filename=name, caption=caption, reply_parameters=_answered(message))


def _answered(message: Message) -> ReplyParameters | None:
    """Return what ties an answer to its message in a group; in a private chat nothing needs to."""
    if message.chat.type == ChatType.PRIVATE:
        return None
    return ReplyParameters(message.message_id, allow_sending_without_reply=True)


async def redraw(query: CallbackQuery, reply: Reply) -> None:
    """Show ``reply`` in the message whose button was pressed.

    Of one that takes several messages it is what stands there since it was delivered: the last one or, in a group, as
    much as one message holds.

    Raises:
        telegram.error.TelegramError: it could not be shown.
    """
    private = query.message is not None and query.message.chat.type == ChatType.PRIVATE
    text, entities = to_telegram(split(reply)[-1] if private else cut(reply))
    buttons = to_keyboard(reply.buttons, query.get_bot())
    with _nothing_to_edit_forgiven():
        await query.edit_message_text(text, entities=entities, link_preview_options=NO_PREVIEW, reply_markup=buttons)


async def redraw_buttons(query: CallbackQuery, buttons: Buttons) -> None:
    """Change what stands under the message whose button was pressed, and nothing else.

    Raises:
        telegram.error.TelegramError: it could not be changed.
    """
    if query.message is None or buttons == buttons_of(query.message):
        return
    with _nothing_to_edit_forgiven():
        await query.edit_message_reply_markup(to_keyboard(buttons, query.get_bot()))


def buttons_of(message: MaybeInaccessibleMessage) -> Buttons:
    """Return the buttons under a message of the bot's; none when Telegram no longer shows it."""
    keyboard = message.reply_markup.inline_keyboard if isinstance(message, Message) and message.reply_markup else ()
    return tuple(tuple(_read_button(button) for button in row) for row in keyboard)


@contextmanager
def _nothing_to_edit_forgiven() -> Iterator[None]:
    """Pass over what comes of two quick taps on one button, or of a message that was deleted meanwhile."""
    try:
        yield
    except BadRequest as error:
        if not any(reason in error.message.lower() for reason in _NOTHING_TO_EDIT):
            raise


def to_keyboard(buttons: Buttons, bot: Bot) -> InlineKeyboardMarkup | None:
    """Return buttons for under a message; None when there are none.

    A bot whose owner has not turned inline mode on may not send the buttons that lead to it: Telegram would refuse the
    whole message.
    """
    rows = [[_button(button) for button in row if _may_send(button, bot)] for row in buttons]
    shown = [row for row in rows if row]
    return InlineKeyboardMarkup(shown) if shown else None


def _may_send(button: Button, bot: Bot) -> bool:
    return button.kind not in _INLINE or bool(bot.bot.supports_inline_queries)


def _button(button: Button) -> InlineKeyboardButton:
    value = CopyTextButton(button.value) if button.kind is ButtonKind.COPY else button.value
    return InlineKeyboardButton(button.label, **{button.kind.value: value})  # type: ignore[arg-type]


def _read_button(button: InlineKeyboardButton) -> Button:
    kind = next(kind for kind in ButtonKind if getattr(button, kind.value) is not None)
    value = getattr(button, kind.value)
    return Button(button.text, kind, value.text if isinstance(value, CopyTextButton) else value)


def _keyboard(keys: Sequence[str]) -> ReplyKeyboardMarkup:
    rows = [[KeyboardButton(text)] for text in keys]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
