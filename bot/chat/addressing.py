"""Whether a message is meant for the bot, and which of its words are the question."""

from __future__ import annotations

from telegram import Chat, Message, MessageEntity, User
from telegram.constants import ChatType

from bot.chat.limits import slice_utf16
from bot.chat.rendering.rooms import GROUP, PRIVATE, Room
from bot.chat.reply import printable
from bot.store.exchanges import Talker

__all__ = ["question_in", "room_in", "talker_of", "words_after_command"]


def question_in(message: Message, bot: User) -> str | None:
    """Return the question ``message`` puts to the bot.

    Everything said in a private chat is for the bot. In a group only what mentions it or replies to it is: a bot that
    answers whatever it overhears interrupts.

    Returns:
        The text without the mention, in sendable characters, maybe empty; None when it is not for the bot.
    """
    text = printable(message.text or message.caption or "")
    if message.chat.type == ChatType.PRIVATE:
        return text.strip()
    mentions = [entity for entity in (*message.entities, *message.caption_entities) if _mentions(text, entity, bot)]
    if not mentions and not _replies_to(message.reply_to_message, bot):
        return None
    for entity in reversed(mentions):
        before, _, after = slice_utf16(text, entity.offset, entity.length)
        text = f"{before} {after}"
    return text.strip()


def words_after_command(message: Message) -> str:
    """Return what follows the command that begins ``message``, in sendable characters, maybe empty."""
    words = printable(message.text or "").split(maxsplit=1)
    return words[1].strip() if len(words) > 1 else ""


def talker_of(message: Message) -> Talker:
    """Return who speaks, and where: the key of their conversation."""
    return message.chat.id, message.from_user.id if message.from_user else 0


def _replies_to(replied: Message | None, bot: User) -> bool:
    """Tell whether this is something the bot said.

    In a forum, whatever is no reply counts as one to the message that opened its topic, which says nothing.
    """
    said = replied is not None and replied.from_user is not None and replied.from_user.id == bot.id
    return said and replied is not None and replied.forum_topic_created is None


def room_in(chat: Chat) -> Room:
    """Return how much room a reply has in a chat."""
    return PRIVATE if chat.type == ChatType.PRIVATE else GROUP


def _mentions(text: str, entity: MessageEntity, bot: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    if entity.type != MessageEntity.MENTION or not bot.username:
        return False
    _, mention, _ = slice_utf16(text, entity.offset, entity.length)
    return mention.casefold() == f"@{bot.username}".casefold()
