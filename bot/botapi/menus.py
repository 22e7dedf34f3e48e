"""Which of the command menus a bot has set a person sees in a chat."""

from __future__ import annotations

from collections.abc import Iterator

from bot.botapi.state import State
from bot.botapi.wire import Json

__all__ = ["menu_for"]


def menu_for(state: State, user: Json, chat: Json) -> list[Json]:
    """Return the commands a person is shown in a chat: the narrowest scope that has any, their language first.

    Args:
        state: The bot's world.
        user: Who looks at the menu; Telegram knows the language by its two letters.
        chat: Where.
    """
    language = str(user.get("language_code", "")).partition("-")[0].lower()
    for scope in _scopes(state, user, chat):
        for code in dict.fromkeys((language, "")):
            if commands := state.commands.get((scope, code)):
                return commands
    return []


def _scopes(state: State, user: Json, chat: Json) -> Iterator[str]:
    """Yield the scopes that fit, narrowest first."""
    if chat["type"] == "private":
        yield f"chat:{chat['id']}"
        yield "all_private_chats"
    else:
        administers = state.members.get(chat["id"], {}).get(user["id"]) in {"administrator", "creator"}
        yield f"chat_member:{chat['id']}:{user['id']}"
        if administers:
            yield f"chat_administrators:{chat['id']}"
        yield f"chat:{chat['id']}"
        if administers:
            yield "all_chat_administrators"
        yield "all_group_chats"
    yield "default"
