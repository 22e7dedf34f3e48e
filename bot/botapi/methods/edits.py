"""Methods that change a message: one the bot wrote, or one somebody sent through it by inline mode."""

from __future__ import annotations

from typing import Any, Final

from bot.botapi.errors import bad_request
from bot.botapi.events import Event, EventKind
from bot.botapi.methods.content import caption_content, keyboard_content, text_content
from bot.botapi.methods.files import DOCUMENT_LIMIT, PHOTO_LIMIT, attached, document_content, photo_content
from bot.botapi.methods.registry import method
from bot.botapi.state import State
from bot.botapi.wire import Json, Parameters

__all__ = ["edit_message_caption", "edit_message_media", "edit_message_reply_markup", "edit_message_text"]

_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_FILES: Final = ("photo", "document")
_NO_TEXT: Final[Json] = dict.fromkeys(("text", "entities", "link_preview_options"))
_NO_FILE: Final[Json] = dict.fromkeys((*_FILES, "caption", "caption_entities"))


@method
def edit_message_text(state: State, parameters: Parameters) -> Json | bool:
    """Replace the text and the keyboard of a message."""
    message = _editable(state, parameters)
    if "text" not in message:
        reason = "there is no text in the message to edit"
        raise bad_request(reason)
    return _edit(state, parameters, message, _NO_TEXT | text_content(parameters))


@method
def edit_message_caption(state: State, parameters: Parameters) -> Json | bool:
    """Replace what stands under a file and the keyboard; without a caption it is taken away."""
    message = _editable(state, parameters)
    if not any(name in message for name in _FILES):
        reason = "there is no caption in the message to edit"
        raise bad_request(reason)
    content: Json = {"caption": None, "caption_entities": None}
    return _edit(state, parameters, message, content | caption_content(parameters))


@method
def edit_message_media(state: State, parameters: Parameters) -> Json | bool:
    """Replace a file, its caption and the keyboard, or put a file in the place of a text."""
    message = _editable(state, parameters)
    media = parameters.mapping("media")
    if media is None:
        reason = "input media is not specified"
        raise bad_request(reason)
    if media.get("type") not in _FILES:
        reason = f"type {media.get('type', '')!r} of an input media is not supported by this server"
        raise bad_request(reason)
    caption = caption_content(Parameters(media))
    content = _media_content(state, parameters, media)
    return _edit(state, parameters, message, _NO_TEXT | _NO_FILE | content | caption)


@method
def edit_message_reply_markup(state: State, parameters: Parameters) -> Json | bool:
    """Replace only the keyboard; without one it is taken away."""
    return _edit(state, parameters, _editable(state, parameters), {})


def _media_content(state: State, parameters: Parameters, media: Json) -> Json:
    kind, reference = media["type"], str(media.get("media", ""))
    inline = "inline_message_id" in parameters.values
    if not reference or (inline and reference not in state.files):
        # what is sent through inline mode lies in no chat of the bot's, so nothing can be uploaded to it
        reason = "wrong file identifier/HTTP URL specified"
        raise bad_request(reason)
    if kind == "photo":
        upload, file_id = attached(state, parameters, "media", reference, PHOTO_LIMIT)
        return {"photo": photo_content(file_id, upload)}
    upload, file_id = attached(state, parameters, "media", reference, DOCUMENT_LIMIT)
    return {"document": document_content(file_id, upload)}


def _editable(state: State, parameters: Parameters) -> Json:
    """Return the message to edit, which the bot wrote or which was sent through it.

    Raises:
        ApiError: none is named, there is none, or it is somebody else's.
    """
    if inline_id := parameters.text("inline_message_id"):
        place = state.inline_messages.get(inline_id)
        if place is None or place not in state.messages:
            reason = "MESSAGE_ID_INVALID"
            raise bad_request(reason)
        return state.messages[place]
    chat = state.writable_chat(parameters.text("chat_id"))
    message_id = parameters.integer("message_id")
    if not message_id:
        reason = "message identifier is not specified"
        raise bad_request(reason)
    message = state.message(chat["id"], message_id, "to edit")
    if message["from"]["id"] != state.bot["id"]:
        reason = "message can't be edited"
        raise bad_request(reason)
    return message


def _edit(state: State, parameters: Parameters, message: Json, content: Json) -> Json | bool:
    changes: dict[str, Any] = content | {"reply_markup": None} | keyboard_content(parameters)
    if all(message.get(name) == value for name, value in changes.items()):
        raise bad_request(_NOT_MODIFIED)
    edited = state.amend(message, changes)
    state.tell(Event(EventKind.EDIT, edited["chat"]["id"], edited))
    return True if parameters.text("inline_message_id") else edited
