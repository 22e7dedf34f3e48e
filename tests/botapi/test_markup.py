"""A keyboard that the real server would refuse is refused."""

from __future__ import annotations

from typing import Any

import pytest

from bot.botapi.errors import ApiError
from bot.botapi.markup import check_markup


def keyboard(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


def test_a_row_without_buttons_vanishes():
    button = {"text": "更多引文", "callback_data": "more:1"}
    assert check_markup({"inline_keyboard": [[], [button]]}) == {"inline_keyboard": [[button]]}


def test_a_keyboard_without_buttons_is_none():
    assert check_markup({"inline_keyboard": []}) is None


def test_callback_data_is_measured_in_bytes():
    assert check_markup(keyboard({"text": "原文", "callback_data": "会" * 21 + "x"}))
    with pytest.raises(ApiError, match="BUTTON_DATA_INVALID"):
        check_markup(keyboard({"text": "原文", "callback_data": "会" * 22}))


def test_100_buttons_fit_and_one_more_does_not():
    button = {"text": "原文", "callback_data": "x"}
    assert check_markup(keyboard(*[button] * 100))
    with pytest.raises(ApiError, match="REPLY_MARKUP_TOO_LONG"):
        check_markup(keyboard(*[button] * 101))


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": " ", "callback_data": "x"}, "text must be non-empty"),
        ({"text": "原文"}, "exactly one action expected, found 0"),
        ({"text": "原文", "callback_data": "x", "url": "https://example.com"}, "exactly one action expected, found 2"),
        ({"text": "原文", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "原文", "url": "会议"}, "wrong HTTP URL"),
        ({"text": "复制", "copy_text": {"text": "引" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ("原文", "text must be non-empty"),
    ],
)
def test_a_button_that_does_nothing_or_too_much_is_refused(button: Any, reason: str):
    with pytest.raises(ApiError, match=reason):
        check_markup(keyboard(button))


def test_a_reply_keyboard_passes_and_nonsense_does_not():
    assert check_markup({"remove_keyboard": True}) == {"remove_keyboard": True}
    with pytest.raises(ApiError, match="object expected as reply markup"):
        check_markup({"buttons": []})
    with pytest.raises(ApiError, match="text buttons must be non-empty"):
        check_markup({"keyboard": [["谁？", {"text": ""}]]})
    with pytest.raises(ApiError, match="REPLY_MARKUP_TOO_LONG"):
        check_markup({"keyboard": [["谁？"] * 301]})
    with pytest.raises(ApiError, match="array of arrays"):
        check_markup({"keyboard": ["谁？"]})
    with pytest.raises(ApiError, match="array of arrays"):
        check_markup({"inline_keyboard": [{"text": "原文"}]})
