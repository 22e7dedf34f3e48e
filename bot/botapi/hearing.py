"""What a bot hears of what people do."""

from __future__ import annotations

from bot.botapi.state import State
from bot.botapi.utf16 import utf16_slice
from bot.botapi.wire import Json

__all__ = ["is_heard", "tells_reactions"]


def is_heard(state: State, message: Json) -> bool:
    """Tell whether the bot gets a message: with privacy on and unless it administers a group, what is meant for it.

    That is a reply to it, a command that names no other bot, a mention, and what was sent through it.
    """
    chat = message["chat"]
    if chat["type"] == "private" or not state.privacy or _administers(state, chat):
        return True
    addressed = (message.get("via_bot"), message.get("reply_to_message", {}).get("from"))
    if any(user and user["id"] == state.bot["id"] for user in addressed):
        return True
    name = f"@{state.bot['username']}".lower()
    text = str(message.get("text", message.get("caption", "")))
    for entity in message.get("entities") or message.get("caption_entities") or ():
        words = utf16_slice(text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "mention" and words == name:
            return True
        if entity["type"] == "bot_command" and ("@" not in words or words.endswith(name)):
            return True
    return False


def tells_reactions(state: State, chat: Json) -> bool:
    """Tell whether the bot gets the reactions in a chat: in a group only as its administrator."""
    return bool(chat["type"] == "private") or _administers(state, chat)


def _administers(state: State, chat: Json) -> bool:
    return state.members.get(chat["id"], {}).get(state.bot["id"]) == "administrator"
