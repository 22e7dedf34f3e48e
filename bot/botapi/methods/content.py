"""The parts of a message that several methods share: its text, its keyboard, what it replies to."""

from __future__ import annotations

from typing import Any, Final

from bot.botapi.detection import add_detected
from bot.botapi.entities import CAPTION_LIMIT, TEXT_LIMIT, accept_text
from bot.botapi.errors import bad_request
from bot.botapi.markup import check_markup
from bot.botapi.state import State
from bot.botapi.utf16 import utf16_length
from bot.botapi.wire import Json, Parameters

__all__ = ["caption_content", "keyboard_content", "post_message", "text_content", "thread_content"]

_QUOTE_LIMIT: Final = 1024


def text_content(parameters: Parameters) -> Json:
    """Return ``text``, ``entities`` and ``link_preview_options`` of a message.

    Raises:
        ApiError: the text is empty or too long, its entities are wrong, or a parse mode is asked for.
    """
    _refuse_parse_mode(parameters)
    text, entities = accept_text(
        parameters.text("text"),
        parameters.sequence("entities") or (),
        limit=TEXT_LIMIT,
    )
    content: Json = {"text": text}
    if marked := add_detected(text, entities):
        content["entities"] = marked
    if preview := parameters.mapping("link_preview_options"):
        content["link_preview_options"] = preview
    return content


def caption_content(parameters: Parameters) -> Json:
    """Return ``caption`` and ``caption_entities`` of a message with a file; empty without a caption.

    Raises:
        ApiError: see ``text_content``.
    """
    _refuse_parse_mode(parameters)
    text, entities = accept_text(
        parameters.text("caption"),
        parameters.sequence("caption_entities") or (),
        limit=CAPTION_LIMIT,
        may_be_empty=True,
    )
    content: Json = {"caption": text} if text else {}
    if marked := add_detected(text, entities):
        content["caption_entities"] = marked
    return content


def keyboard_content(parameters: Parameters) -> Json:
    """Return the inline keyboard of a message; empty without one.

    Raises:
        ApiError: see ``check_markup``.
    """
    markup = check_markup(parameters.mapping("reply_markup"))
    return {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}


def post_message(state: State, parameters: Parameters, chat: Json, content: Json) -> Json:
    """Send a message with its keyboard, its topic and what it replies to, and return it.

    An inline keyboard stays with the message; any other changes what people in the chat type with.

    Raises:
        ApiError: a part is wrong; nothing is sent then.
    """
    reply = _reply_content(state, parameters, chat)
    whole = content | keyboard_content(parameters) | reply
    whole |= thread_content(state, parameters, chat) or _thread_of(reply.get("reply_to_message"), chat)
    markup = parameters.mapping("reply_markup") or {}
    if "keyboard" in markup:
        state.keyboards[chat["id"]] = markup
    elif "remove_keyboard" in markup:
        state.keyboards.pop(chat["id"], None)
    return state.post(chat, state.bot, whole)


def thread_content(state: State, parameters: Parameters, chat: Json) -> Json:
    """Return the forum topic a message belongs to; empty outside forums and in their general topic.

    Raises:
        ApiError: the chat has no such topic.
    """
    thread = parameters.integer("message_thread_id")
    if not thread:
        return {}
    if not chat.get("is_forum") or thread not in state.topics.get(chat["id"], {}):
        reason = "message thread not found"
        raise bad_request(reason)
    return {"message_thread_id": thread, "is_topic_message": True}


def _thread_of(replied: Json | None, chat: Json) -> Json:
    """Return the topic of the message replied to, where a reply goes when it names none."""
    if not replied or replied["chat"]["id"] != chat["id"] or not replied.get("is_topic_message"):
        return {}
    return {name: replied[name] for name in ("message_thread_id", "is_topic_message")}


def _reply_content(state: State, parameters: Parameters, chat: Json) -> Json:
    """Return ``reply_to_message`` and ``quote`` of a message; empty when it replies to nothing.

    Raises:
        ApiError: there is nothing to reply to, or the quote is not in it.
    """
    reply = parameters.mapping("reply_parameters")
    if reply is None and (legacy := parameters.integer("reply_to_message_id")):
        reply = {"message_id": legacy}
    if reply is None:
        return {}
    home = state.chat(reply["chat_id"])["id"] if reply.get("chat_id") else chat["id"]
    original = state.messages.get((home, int(reply.get("message_id", 0))))
    if original is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        reason = "message to be replied not found"
        raise bad_request(reason)
    shown = {name: value for name, value in original.items() if name not in {"reply_to_message", "quote"}}
    quote = reply.get("quote")
    return {"reply_to_message": shown} | ({"quote": _quote(original, reply, str(quote))} if quote else {})


def _quote(original: Json, reply: Json, quote: str) -> Json:
    text = str(original.get("text", original.get("caption", "")))
    words, entities = accept_text(quote, reply.get("quote_entities") or (), limit=TEXT_LIMIT)
    if words not in text or utf16_length(words) > _QUOTE_LIMIT:
        reason = "QUOTE_TEXT_INVALID"
        raise bad_request(reason)
    quoted: Json = {"text": words, "position": utf16_length(text[: text.index(words)]), "is_manual": True}
    return quoted | ({"entities": entities} if entities else {})


def _refuse_parse_mode(parameters: Parameters) -> None:
    mode: Any = parameters.values.get("parse_mode")
    if mode:
        reason = f"parse_mode {mode} is not supported by this server: send entities"
        raise bad_request(reason)
