"""Methods that tell about the bot itself, chats and their members."""

from __future__ import annotations

from typing import Final

from bot.botapi.errors import bad_request
from bot.botapi.methods.registry import method
from bot.botapi.state import State
from bot.botapi.wire import Json, Parameters

__all__ = ["chat_member", "close", "get_chat", "get_chat_member", "get_me", "log_out"]

_RIGHTS: Final = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


@method
def get_me(state: State, parameters: Parameters) -> Json:  # noqa: ARG001
    """Return the bot as a user."""
    return state.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy,
        "supports_inline_queries": state.inline_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method
def log_out(state: State, parameters: Parameters) -> bool:  # noqa: ARG001
    """Leave the cloud server; there is none behind this one."""
    return True


@method
def close(state: State, parameters: Parameters) -> bool:  # noqa: ARG001
    """Close the bot instance before it moves; nothing is kept open here."""
    return True


@method
def get_chat(state: State, parameters: Parameters) -> Json:
    """Return a chat in full."""
    chat = state.chat(parameters.text("chat_id"))
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    return chat | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


@method
def get_chat_member(state: State, parameters: Parameters) -> Json:
    """Return a person's standing in a chat; whoever never was there has left."""
    chat = state.chat(parameters.text("chat_id"))
    user_id = parameters.integer("user_id")
    user = state.bot if user_id == state.bot["id"] else state.users.get(user_id)
    if user is None:
        reason = "user not found"
        raise bad_request(reason)
    private = {chat["id"]: "member", state.bot["id"]: "member"}
    members = private if chat["type"] == "private" else state.members[chat["id"]]
    return chat_member(user, members.get(user_id, "left"))


def chat_member(user: Json, status: str) -> Json:
    """Return a person's or the bot's standing in a chat, as the Bot API tells it."""
    member: Json = {"user": user, "status": status}
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS, True)
    elif status == "creator":
        member["is_anonymous"] = False
    elif status == "kicked":
        member["until_date"] = 0
    return member
