"""What of an update must be what Telegram says it is, before anything is done with it."""

from __future__ import annotations

import msgspec
import pytest

from bot.transport.shape import check_shape

PERSON = {"id": 7_123_456_789, "is_bot": False, "first_name": "小周", "language_code": "zh-hans"}
CHAT = {"id": 7_123_456_789, "type": "private", "first_name": "小周"}
MESSAGE = {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "from": PERSON, "text": "谁说新增路灯１２０盏？"}


def test_what_telegram_sends_passes_with_whatever_is_new_in_it():
    check_shape({"update_id": 1, "message": MESSAGE | {"of_2031": [{"x": None}], "sticker": 5}})
    check_shape({"update_id": 2, "an_update_of_2031": {"from": "somebody"}})
    check_shape({"update_id": 3, "inline_query": {"id": "1", "from": PERSON, "query": "𠮷", "offset": ""}})
    check_shape(
        {"update_id": 4, "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": "more:1:0"}}
    )


@pytest.mark.parametrize(
    ("update", "place"),
    [
        ({"message": MESSAGE | {"text": 120}}, "$.message.text"),
        ({"message": MESSAGE | {"from": PERSON | {"id": 2**64}}}, "$.message.from.id"),
        ({"message": MESSAGE | {"from": PERSON | {"id": "７"}}}, "$.message.from.id"),
        ({"message": MESSAGE | {"chat": [CHAT]}}, "$.message.chat"),
        ({"message": MESSAGE | {"reply_to_message": MESSAGE | {"caption": {}}}}, "$.message.reply_to_message.caption"),
        ({"message": MESSAGE | {"entities": [{"type": "url", "offset": "0"}]}}, "$.message.entities[0].offset"),
        ({"inline_query": {"id": "1", "from": {"id": {"x": 1}}, "query": "", "offset": ""}}, "$.inline_query.from"),
        ({"callback_query": {"id": "1", "from": PERSON, "data": 5}}, "$.callback_query.data"),
    ],
)  # fmt: skip
def test_the_error_names_what_is_of_another_kind_and_not_what_it_holds(update, place):
    with pytest.raises(msgspec.ValidationError) as caught:
        check_shape({"update_id": 1, **update})
    assert place in str(caught.value)
    assert "小周" not in str(caught.value)
