"""What a keyboard under a message must be."""

from __future__ import annotations

from typing import Any, Final

from bot.botapi.errors import bad_request
from bot.botapi.utf16 import utf16_length
from bot.botapi.wire import Json

__all__ = ["check_markup"]

_BUTTON_LIMIT: Final = 100
_KEY_LIMIT: Final = 300
_DATA_LIMIT: Final = 64
_COPY_LIMIT: Final = 256
_ACTIONS: Final = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "web_app",
)


def check_markup(markup: Json | None) -> Json | None:
    """Return the ``reply_markup`` as a message keeps it, without empty rows; None when no button is left.

    Raises:
        ApiError: it is no keyboard, holds too many buttons, or one that does nothing or too much.
    """
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        if "keyboard" in markup:
            _check_keys(markup["keyboard"])
        if markup.keys() & {"keyboard", "remove_keyboard", "force_reply"}:
            return markup
        reason = "object expected as reply markup"
        raise bad_request(reason)
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        reason = "can't parse inline keyboard button: array of arrays expected"
        raise bad_request(reason)
    if sum(map(len, rows)) > _BUTTON_LIMIT:
        reason = "REPLY_MARKUP_TOO_LONG"
        raise bad_request(reason)
    for row in rows:
        for button in row:
            _check_button(button)
    filled = [row for row in rows if row]
    return {"inline_keyboard": filled} if filled else None


def _check_keys(rows: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        reason = "can't parse keyboard button: array of arrays expected"
        raise bad_request(reason)
    keys = [key for row in rows for key in row]
    if len(keys) > _KEY_LIMIT:
        reason = "REPLY_MARKUP_TOO_LONG"
        raise bad_request(reason)
    for key in keys:
        if not str(key.get("text", "") if isinstance(key, dict) else key).strip():
            reason = "text buttons must be non-empty"
            raise bad_request(reason)


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        reason = "can't parse inline keyboard button: text must be non-empty"
        raise bad_request(reason)
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        reason = f"can't parse inline keyboard button: exactly one action expected, found {len(actions)}"
        raise bad_request(reason)
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= _DATA_LIMIT:
        reason = "BUTTON_DATA_INVALID"
        raise bad_request(reason)
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        reason = f"inline keyboard button URL '{url}' is invalid: wrong HTTP URL"
        raise bad_request(reason)
    copied = button.get("copy_text")
    if copied is not None and not 1 <= utf16_length(str(copied.get("text", ""))) <= _COPY_LIMIT:
        reason = "BUTTON_COPY_TEXT_INVALID"
        raise bad_request(reason)
