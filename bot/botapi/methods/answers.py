"""Methods that answer a pressed button or an inline query."""

from __future__ import annotations

from typing import Final

from bot.botapi.errors import bad_request
from bot.botapi.events import Event, EventKind
from bot.botapi.inline import check_results, check_switch
from bot.botapi.links import read_deep_link
from bot.botapi.methods.registry import method
from bot.botapi.state import State
from bot.botapi.utf16 import utf16_length
from bot.botapi.wire import Parameters

__all__ = ["answer_callback_query", "answer_inline_query"]

_NOTICE_LIMIT: Final = 200
_OFFSET_LIMIT: Final = 64
_CACHE_SECONDS: Final = 300


@method
def answer_callback_query(state: State, parameters: Parameters) -> bool:
    """End the waiting of the person who pressed a button, with a notice or without, or with a link to the bot."""
    text = parameters.text("text")
    if utf16_length(text) > _NOTICE_LIMIT:
        reason = "MESSAGE_TOO_LONG"
        raise bad_request(reason)
    url = parameters.text("url")
    if url and read_deep_link(url, state.bot["username"]) is None:
        reason = "URL_INVALID"
        raise bad_request(reason)
    query_id = parameters.text("callback_query_id")
    chat_id = state.close_query(query_id)
    content = {
        "callback_query_id": query_id,
        "text": text,
        "show_alert": parameters.flag("show_alert"),
        "url": url,
    }
    state.tell(Event(EventKind.CALLBACK_ANSWER, chat_id, content))
    return True


@method
def answer_inline_query(state: State, parameters: Parameters) -> bool:
    """Show results to the person who typed an inline query."""
    results = check_results(parameters.sequence("results") or [])
    button = check_switch(parameters.mapping("button"))
    next_offset = parameters.text("next_offset")
    if len(next_offset.encode()) > _OFFSET_LIMIT:
        reason = "NEXT_OFFSET_INVALID"
        raise bad_request(reason)
    query_id = parameters.text("inline_query_id")
    chat_id = state.close_query(query_id)
    content = {
        "inline_query_id": query_id,
        "results": results,
        "next_offset": next_offset,
        "is_personal": parameters.flag("is_personal"),
        "cache_time": parameters.integer("cache_time", _CACHE_SECONDS),
        "button": button,
    }
    state.tell(Event(EventKind.INLINE_ANSWER, chat_id, content))
    return True
