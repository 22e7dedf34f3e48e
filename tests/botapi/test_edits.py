"""Messages with files and messages sent through the bot are changed as the real server changes them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import pytest

from bot.botapi import ApiError, Person, State, Upload, methods
from bot.botapi.wire import Json, Parameters

Call = Callable[..., Any]
KEYBOARD = {"inline_keyboard": [[{"text": "上下文", "callback_data": "context:1"}]]}


def picture(width: int = 640) -> Upload:
    return Upload("图.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, 480), "image/png")


def call_with(state: State, name: str, files: dict[str, Upload], **values: Any) -> Any:
    return methods.call(state, name, Parameters(values, files))


@pytest.fixture
def photo(state: State, person: Person) -> Json:
    """Return a picture the bot has sent."""
    files = {"photo": picture()}
    sent: Json = call_with(state, "sendPhoto", files, chat_id=person.chat["id"], caption="浅色", reply_markup=KEYBOARD)
    return sent


def place_of(message: Json) -> dict[str, int]:
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


async def test_a_caption_is_replaced_and_taken_away(call: Call, person: Person, photo: Json):
    mark = {"type": "bold", "offset": 0, "length": 2}
    call("editMessageCaption", caption="深色", caption_entities=[mark], **place_of(photo))
    edit = await person.next_edit()
    assert (edit.text, edit.entities, edit.buttons) == ("深色", [mark], [])
    call("editMessageCaption", **place_of(photo))
    assert (await person.next_edit()).text == ""


def test_a_caption_is_no_text_and_a_text_no_caption(call: Call, person: Person, photo: Json):
    with pytest.raises(ApiError, match="there is no text in the message to edit"):
        call("editMessageText", text="深色", **place_of(photo))
    text = call("sendMessage", chat_id=person.chat["id"], text="没有找到")
    with pytest.raises(ApiError, match="there is no caption in the message to edit"):
        call("editMessageCaption", caption="深色", **place_of(text))


async def test_a_picture_is_replaced_with_its_caption_and_keyboard(state: State, person: Person, photo: Json):
    media = {"type": "photo", "media": "attach://new", "caption": "深色"}
    call_with(state, "editMessageMedia", {"new": picture(320)}, media=media, reply_markup=KEYBOARD, **place_of(photo))
    edit = await person.next_edit()
    assert (edit.message["photo"][0]["width"], edit.text, len(edit.buttons)) == (320, "深色", 1)


async def test_a_text_can_become_a_picture_and_a_document_a_picture(state: State, call: Call, person: Person):
    text = call("sendMessage", chat_id=person.chat["id"], text="没有找到")
    call_with(
        state, "editMessageMedia", {"a": picture()}, media={"type": "photo", "media": "attach://a"}, **place_of(text)
    )
    shown = (await person.next_edit()).message
    assert "photo" in shown
    assert "text" not in shown
    table = {"type": "document", "media": "attach://b"}
    call_with(state, "editMessageMedia", {"b": Upload("表.csv", b"a,b")}, media=table, **place_of(text))
    shown = (await person.next_edit()).message
    assert shown["document"]["file_name"] == "表.csv"
    assert "photo" not in shown


def test_a_file_that_was_sent_before_needs_no_upload(call: Call, photo: Json):
    text = call("sendMessage", chat_id=photo["chat"]["id"], text="没有找到")
    media = {"type": "photo", "media": photo["photo"][0]["file_id"]}
    assert call("editMessageMedia", media=media, **place_of(text))["photo"] == photo["photo"]


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        (None, "input media is not specified"),
        ({"type": "photo", "media": "attach://nothing"}, "wrong file identifier/HTTP URL specified"),
        ({"type": "photo"}, "wrong file identifier/HTTP URL specified"),
        ({"type": "animation", "media": "attach://a"}, "is not supported by this server"),
    ],
)
def test_a_wrong_medium_is_refused(call: Call, photo: Json, media: Any, reason: str):
    with pytest.raises(ApiError, match=reason):
        call("editMessageMedia", media=media, **place_of(photo))


def test_the_same_again_is_no_edit(call: Call, photo: Json):
    with pytest.raises(ApiError, match="message is not modified"):
        call("editMessageCaption", caption="浅色", reply_markup=KEYBOARD, **place_of(photo))


def test_an_edit_names_its_message(call: Call, person: Person):
    with pytest.raises(ApiError, match="message identifier is not specified"):
        call("editMessageText", chat_id=person.chat["id"], text="x")
    with pytest.raises(ApiError, match="MESSAGE_ID_INVALID"):
        call("editMessageText", inline_message_id="inline0", text="x")
