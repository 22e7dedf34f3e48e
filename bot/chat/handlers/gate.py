"""Who is listened to: people. Channels, businesses and other bots are passed over without a word."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.chat.handlers.feature import AnyHandler

__all__ = ["Gate", "is_by_a_person"]


class Gate:
    """Turns away what no person said to the bot. It comes before all features."""

    def handler(self) -> AnyHandler:
        """Return a handler that sees every update."""
        return TypeHandler(Update, self.admit)

    async def admit(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop what nobody said; a group that moves says so in nobody's name, and is let through."""
        message = update.message
        if message is None or message.migrate_to_chat_id or message.migrate_from_chat_id:
            return
        if not is_by_a_person(message, context.bot.id):
            raise ApplicationHandlerStop


def is_by_a_person(message: Message, bot_id: int) -> bool:
    """Tell whether a person said this, by typing or forwarding it.

    Not so: what a channel posts, or a group's anonymous administrators; what a channel's post becomes in the group
    linked to it; a business's customers; bots, lest two of them talk for ever; and what this bot itself wrote for
    somebody in inline mode.
    """
    sender, through = message.from_user, message.via_bot
    return (
        sender is not None
        and not sender.is_bot
        and message.sender_chat is None
        and not message.is_automatic_forward
        and message.chat.type != ChatType.CHANNEL
        and not message.chat.is_direct_messages
        and message.business_connection_id is None
        and message.sender_business_bot is None
        and (through is None or through.id != bot_id)
    )
