"""Inline results: what each must be, and the message it becomes when somebody picks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.botapi.detection import add_detected
from bot.botapi.entities import CAPTION_LIMIT, TEXT_LIMIT, accept_text
from bot.botapi.errors import bad_request
from bot.botapi.links import is_payload
from bot.botapi.markup import check_markup
from bot.botapi.wire import Json

__all__ = ["check_results", "check_switch", "result_content"]

_RESULT_LIMIT: Final = 50
_RESULT_ID_LIMIT: Final = 64
_SWITCH_LIMIT: Final = 64
# What a bot can offer without naming an address on the web, which this server does not fetch: a file sent before.
_CACHED: Final = {"photo": "photo_file_id", "document": "document_file_id"}


def check_results(results: Sequence[Any]) -> list[Json]:
    """Return the results as the person gets them.

    Raises:
        ApiError: there are too many, two have one id, or one cannot be shown or sent.
    """
    if len(results) > _RESULT_LIMIT:
        reason = "RESULTS_TOO_MUCH"
        raise bad_request(reason)
    for result in results:
        _check_shape(result)
        result_content(result)
    ids = [result["id"] for result in results]
    if len(set(ids)) < len(ids):
        reason = "RESULT_ID_DUPLICATE"
        raise bad_request(reason)
    return list(results)


def check_switch(button: Json | None) -> Json | None:
    """Return the button above the results, which leads to the private chat with the bot.

    Raises:
        ApiError: it has no text, leads nowhere or carries what no link can.
    """
    if button is None:
        return None
    if not 1 <= len(str(button.get("text", ""))) <= _SWITCH_LIMIT:
        reason = "SWITCH_PM_TEXT_EMPTY" if not button.get("text") else "SWITCH_PM_TEXT_INVALID"
        raise bad_request(reason)
    if len(button.keys() & {"start_parameter", "web_app"}) != 1:
        reason = "can't parse inline query results button: exactly one of start_parameter and web_app is needed"
        raise bad_request(reason)
    if "start_parameter" in button and not is_payload(str(button["start_parameter"])):
        reason = "START_PARAM_EMPTY" if not button["start_parameter"] else "START_PARAM_INVALID"
        raise bad_request(reason)
    return button


def result_content(result: Json) -> Json:
    """Return the fields of the message that a result becomes; of a cached file those but the file.

    Raises:
        ApiError: Telegram would not send such a message.
    """
    markup = check_markup(result.get("reply_markup"))
    keyboard: Json = {"reply_markup": markup} if markup else {}
    content = result.get("input_message_content")
    if isinstance(content, dict) and "message_text" in content:
        return _text(content) | keyboard
    text, entities = accept_text(
        str(result.get("caption", "")),
        result.get("caption_entities") or (),
        limit=CAPTION_LIMIT,
        may_be_empty=True,
    )
    _refuse_parse_mode(result)
    marked = add_detected(text, entities)
    caption: Json = {"caption": text} if text else {}
    return caption | ({"caption_entities": marked} if marked else {}) | keyboard


def _text(content: Json) -> Json:
    _refuse_parse_mode(content)
    text, entities = accept_text(str(content["message_text"]), content.get("entities") or (), limit=TEXT_LIMIT)
    fields: Json = {"text": text}
    if marked := add_detected(text, entities):
        fields["entities"] = marked
    if preview := content.get("link_preview_options"):
        fields["link_preview_options"] = preview
    return fields


def _check_shape(result: Any) -> None:
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
    if result["type"] != "article" and _CACHED.get(result["type"]) not in result:
        reason = f"a {result['type']} result is supported by this server only as a file that was sent before"
        raise bad_request(reason)


def _refuse_parse_mode(content: Json) -> None:
    if mode := content.get("parse_mode"):
        reason = f"parse_mode {mode} is not supported by this server: send entities"
        raise bad_request(reason)
