"""Methods that write messages, take them back, and react to what others wrote."""

from __future__ import annotations

from typing import Final

from bot.botapi.errors import bad_request
from bot.botapi.events import Event, EventKind
from bot.botapi.methods.content import post_message, text_content, thread_content
from bot.botapi.methods.registry import method
from bot.botapi.reactions import check_reactions
from bot.botapi.state import State
from bot.botapi.wire import Json, Parameters

__all__ = ["delete_message", "delete_messages", "send_chat_action", "send_message", "set_message_reaction"]

_DELETIONS: Final = 100
_DELETABLE_SECONDS: Final = 48 * 3600
_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    },
)


@method
def send_message(state: State, parameters: Parameters) -> Json:
    """Write to a chat."""
    chat = state.writable_chat(parameters.text("chat_id"))
    return post_message(state, parameters, chat, text_content(parameters))


@method
def send_chat_action(state: State, parameters: Parameters) -> bool:
    """Show that the bot is at work."""
    chat = state.writable_chat(parameters.text("chat_id"))
    action = parameters.text("action")
    if action not in _ACTIONS:
        reason = "wrong parameter action in request"
        raise bad_request(reason)
    state.tell(Event(EventKind.ACTION, chat["id"], {"action": action} | thread_content(state, parameters, chat)))
    return True


@method
def delete_message(state: State, parameters: Parameters) -> bool:
    """Delete a message of the bot's own, or any in a private chat; none that is older than two days."""
    chat = state.writable_chat(parameters.text("chat_id"))
    message = state.message(chat["id"], parameters.integer("message_id"), "to delete")
    if not _may_delete(state, chat, message):
        reason = "message can't be deleted"
        raise bad_request(reason)
    _delete(state, message)
    return True


@method
def delete_messages(state: State, parameters: Parameters) -> bool:
    """Delete up to 100 messages; those that are not there or cannot be deleted are passed over."""
    chat = state.writable_chat(parameters.text("chat_id"))
    numbers = parameters.sequence("message_ids") or []
    if not 1 <= len(numbers) <= _DELETIONS:
        reason = "too many message identifiers specified" if numbers else "message identifiers are not specified"
        raise bad_request(reason)
    for number in numbers:
        message = state.messages.get((chat["id"], int(number)))
        if message and _may_delete(state, chat, message):
            _delete(state, message)
    return True


@method
def set_message_reaction(state: State, parameters: Parameters) -> bool:
    """Set the bot's one reaction to a message, or take it away."""
    chat = state.writable_chat(parameters.text("chat_id"))
    message = state.message(chat["id"], parameters.integer("message_id"), "to react")
    reaction = check_reactions(parameters.sequence("reaction") or [])
    state.react(message, state.bot["id"], reaction)
    content = {"message_id": message["message_id"], "reaction": reaction}
    state.tell(Event(EventKind.REACTION, chat["id"], content))
    return True


def _may_delete(state: State, chat: Json, message: Json) -> bool:
    own = message["from"]["id"] == state.bot["id"]
    administrator = state.members.get(chat["id"], {}).get(state.bot["id"]) == "administrator"
    recent = state.clock() - message["date"] < _DELETABLE_SECONDS
    return (own or chat["type"] == "private" or administrator) and recent


def _delete(state: State, message: Json) -> None:
    del state.messages[message["chat"]["id"], message["message_id"]]
    state.tell(Event(EventKind.DELETION, message["chat"]["id"], message))
