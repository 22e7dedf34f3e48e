"""Methods that write, change and take back messages."""

from __future__ import annotations

from typing import Final

from bot.botapi.errors import bad_request
from bot.botapi.events import Event, EventKind
from bot.botapi.methods.content import keyboard_content, post_message, text_content
from bot.botapi.methods.registry import method
from bot.botapi.state import State
from bot.botapi.wire import Json, Parameters

__all__ = [
    "delete_message",
    "edit_message_reply_markup",
    "edit_message_text",
    "send_chat_action",
    "send_message",
    "set_message_reaction",
]

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
_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
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
    state.tell(Event(EventKind.ACTION, chat["id"], {"action": action}))
    return True


@method
def edit_message_text(state: State, parameters: Parameters) -> Json:
    """Replace the text and the keyboard of a message of the bot's own."""
    message = _own_message(state, parameters, "to edit")
    if "text" not in message:
        reason = "there is no text in the message to edit"
        raise bad_request(reason)
    content: Json = {"entities": None, "link_preview_options": None, "reply_markup": None}
    return _edit(state, message, content | text_content(parameters) | keyboard_content(parameters))


@method
def edit_message_reply_markup(state: State, parameters: Parameters) -> Json:
    """Replace only the keyboard of a message of the bot's own; without one it is taken away."""
    message = _own_message(state, parameters, "to edit")
    content: Json = {"reply_markup": None}
    return _edit(state, message, content | keyboard_content(parameters))


@method
def delete_message(state: State, parameters: Parameters) -> bool:
    """Delete a message of the bot's own, or any in a private chat."""
    chat = state.writable_chat(parameters.text("chat_id"))
    message = state.message(chat["id"], parameters.integer("message_id"), "to delete")
    administrator = state.members.get(chat["id"], {}).get(state.bot["id"]) == "administrator"
    if message["from"]["id"] != state.bot["id"] and chat["type"] != "private" and not administrator:
        reason = "message can't be deleted"
        raise bad_request(reason)
    del state.messages[chat["id"], message["message_id"]]
    state.tell(Event(EventKind.DELETION, chat["id"], message))
    return True


@method
def set_message_reaction(state: State, parameters: Parameters) -> bool:
    """Set the bot's one reaction to a message, or take it away."""
    chat = state.writable_chat(parameters.text("chat_id"))
    message = state.message(chat["id"], parameters.integer("message_id"), "to react")
    reaction = parameters.sequence("reaction") or []
    if len(reaction) > 1:
        reason = "REACTIONS_TOO_MANY"
        raise bad_request(reason)
    content = {"message_id": message["message_id"], "reaction": reaction}
    state.tell(Event(EventKind.REACTION, chat["id"], content))
    return True


def _own_message(state: State, parameters: Parameters, purpose: str) -> Json:
    chat = state.writable_chat(parameters.text("chat_id"))
    message = state.message(chat["id"], parameters.integer("message_id"), purpose)
    if message["from"]["id"] != state.bot["id"]:
        reason = "message can't be edited"
        raise bad_request(reason)
    return message


def _edit(state: State, message: Json, content: Json) -> Json:
    if all(message.get(name) == value for name, value in content.items()):
        raise bad_request(_NOT_MODIFIED)
    edited = state.amend(message, content)
    state.tell(Event(EventKind.EDIT, edited["chat"]["id"], edited))
    return edited
