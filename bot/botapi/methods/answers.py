"""Methods that answer a pressed button or an inline query."""

from __future__ import annotations

from typing import Any, Final

from bot.botapi.entities import TEXT_LIMIT, accept_text
from bot.botapi.errors import bad_request
from bot.botapi.events import Event, EventKind
from bot.botapi.markup import check_markup
from bot.botapi.methods.registry import method
from bot.botapi.state import State
from bot.botapi.utf16 import utf16_length
from bot.botapi.wire import Parameters

__all__ = ["answer_callback_query", "answer_inline_query"]

_NOTICE_LIMIT: Final = 200
_RESULT_LIMIT: Final = 50
_RESULT_ID_LIMIT: Final = 64


@method
def answer_callback_query(state: State, parameters: Parameters) -> bool:
    """End the waiting of the person who pressed a button, with a notice or without."""
    text = parameters.text("text")
    if utf16_length(text) > _NOTICE_LIMIT:
        reason = "MESSAGE_TOO_LONG"
        raise bad_request(reason)
    query_id = parameters.text("callback_query_id")
    chat_id = state.close_query(query_id)
    content = {
        "callback_query_id": query_id,
        "text": text,
        "show_alert": parameters.flag("show_alert"),
        "url": parameters.text("url"),
    }
    state.tell(Event(EventKind.CALLBACK_ANSWER, chat_id, content))
    return True


@method
def answer_inline_query(state: State, parameters: Parameters) -> bool:
    """Show results to the person who typed an inline query."""
    results = parameters.sequence("results") or []
    if len(results) > _RESULT_LIMIT:
        reason = "RESULTS_TOO_MUCH"
        raise bad_request(reason)
    for result in results:
        _check_result(result)
    ids = [result["id"] for result in results]
    if len(set(ids)) < len(ids):
        reason = "RESULT_ID_DUPLICATE"
        raise bad_request(reason)
    query_id = parameters.text("inline_query_id")
    chat_id = state.close_query(query_id)
    content = {
        "inline_query_id": query_id,
        "results": results,
        "next_offset": parameters.text("next_offset"),
        "is_personal": parameters.flag("is_personal"),
        "cache_time": parameters.integer("cache_time", 300),
        "button": parameters.mapping("button"),
    }
    state.tell(Event(EventKind.INLINE_ANSWER, chat_id, content))
    return True


def _check_result(result: Any) -> None:
    if not isinstance(result, dict) or not result.get("type"):
        reason = "can't parse inline query result: type is missing"
        raise bad_request(reason)
    if not 1 <= len(str(result.get("id", "")).encode()) <= _RESULT_ID_LIMIT:
        reason = "RESULT_ID_INVALID"
        raise bad_request(reason)
    content = result.get("input_message_content")
    if result["type"] == "article" and (not result.get("title") or not isinstance(content, dict)):
        reason = "can't parse inline query result: an article needs a title and a message"
        raise bad_request(reason)
    if isinstance(content, dict) and "message_text" in content:
        if content.get("parse_mode"):
            reason = f"parse_mode {content['parse_mode']} is not supported by this server: send entities"
            raise bad_request(reason)
        accept_text(str(content["message_text"]), content.get("entities") or (), limit=TEXT_LIMIT)
    check_markup(result.get("reply_markup"))
