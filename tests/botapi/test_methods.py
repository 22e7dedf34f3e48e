"""Each method does what the real one does, or says why not in its words."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import pytest

from bot.botapi import ApiError, EventKind, Person, Reply, State, Upload, methods
from bot.botapi.wire import Parameters

Call = Callable[..., Any]
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
BUTTON = {"inline_keyboard": [[{"text": "更多", "callback_data": "more"}]]}


@pytest.fixture
def chat_id(person: Person) -> int:
    """Return the id of a private chat with the bot."""
    return int(person.chat["id"])


# --- messages


def test_a_message_arrives_with_all_it_was_sent_with(call: Call, chat_id: int):
    mark = {"type": "blockquote", "offset": 0, "length": 3}
    preview = {"is_disabled": True}
    sent = call(
        "sendMessage",
        chat_id=chat_id,
        text="稳增长",
        entities=[mark],
        reply_markup=BUTTON,
        link_preview_options=preview,
    )
    assert (sent["text"], sent["entities"], sent["reply_markup"]) == ("稳增长", [mark], BUTTON)
    assert sent["link_preview_options"] == preview
    assert sent["from"]["username"] == "whosaid_bot"
    assert sent["date"] == 1_700_000_000


def test_method_names_do_not_mind_case(call: Call, chat_id: int):
    assert call("SENDMESSAGE", chat_id=chat_id, text="稳增长")["text"] == "稳增长"


def test_an_unknown_method_is_not_found(call: Call):
    with pytest.raises(ApiError) as caught:
        call("sendThought")
    assert (caught.value.code, caught.value.description) == (404, "Not Found: method not found")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "引\ud800进"}, "strings must be encoded in UTF-8"),
        (
            {"text": "<b>引进</b>", "parse_mode": "HTML"},
            "parse_mode HTML is not supported by this server: send entities",
        ),
        ({"text": "引进", "entities": "[{"}, "can't parse entities JSON object"),
        ({"text": "引进", "entities": "{}"}, "can't parse entities: array expected"),
        ({"text": "引进", "reply_markup": "[]"}, "can't parse reply_markup: object expected"),
        ({"text": "引进", "message_thread_id": 4}, "message thread not found"),
        ({"text": "引进", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "引进", "reply_to_message_id": 999}, "message to be replied not found"),
        ({"text": "引进", "reply_to_message_id": "x"}, "parameter reply_to_message_id must be an integer"),
    ],
)
def test_a_message_that_cannot_be_sent_says_why(call: Call, chat_id: int, wrong: dict[str, Any], reason: str):
    with pytest.raises(ApiError) as caught:
        call("sendMessage", chat_id=chat_id, **wrong)
    assert (caught.value.code, caught.value.description) == (400, f"Bad Request: {reason}")


def test_nobody_is_written_to_who_is_not_there(call: Call):
    with pytest.raises(ApiError, match="Bad Request: chat not found"):
        call("sendMessage", chat_id=1, text="引进")
    with pytest.raises(ApiError, match="Bad Request: chat_id is empty"):
        call("sendMessage", text="引进")


def test_who_has_blocked_the_bot_is_not_written_to(call: Call, person: Person, chat_id: int):
    person.block()
    with pytest.raises(ApiError, match="Forbidden: bot was blocked by the user"):
        call("sendMessage", chat_id=chat_id, text="引进")
    person.unblock()
    assert call("sendMessage", chat_id=chat_id, text="引进")


def test_a_group_that_the_bot_has_left_is_not_written_to(call: Call, state: State):
    group = state.add_group("开发区会议")
    state.members[group["id"]][state.bot["id"]] = "left"
    with pytest.raises(ApiError, match="Forbidden: bot is not a member of the supergroup chat"):
        call("sendMessage", chat_id=group["id"], text="引进")


def test_a_command_in_a_sent_text_can_be_tapped(call: Call, chat_id: int):
    sent = call("sendMessage", chat_id=chat_id, text="请用 /help")
    assert sent["entities"] == [{"type": "bot_command", "offset": 3, "length": 5}]


def test_nothing_is_found_in_code(call: Call, chat_id: int):
    mark = {"type": "code", "offset": 3, "length": 5}
    assert call("sendMessage", chat_id=chat_id, text="请用 /help", entities=[mark])["entities"] == [mark]


async def test_a_reply_can_quote_the_message_word_for_word(call: Call, person: Person, chat_id: int):
    asked = await person.send("😀谁承诺引进百亿级项目？")
    reply = {"message_id": asked["message_id"], "quote": "引进百亿级"}
    sent = call("sendMessage", chat_id=chat_id, text="戚主任", reply_parameters=reply)
    assert sent["quote"] == {"text": "引进百亿级", "position": 5, "is_manual": True}
    assert sent["reply_to_message"]["text"] == asked["text"]


async def test_a_quote_that_is_not_in_the_message_is_refused(call: Call, person: Person, chat_id: int):
    asked = await person.send("谁承诺引进百亿级项目？")
    reply = {"message_id": asked["message_id"], "quote": "引进千亿级"}
    with pytest.raises(ApiError, match="QUOTE_TEXT_INVALID"):
        call("sendMessage", chat_id=chat_id, text="戚主任", reply_parameters=reply)


def test_a_reply_to_nothing_can_be_sent_all_the_same(call: Call, chat_id: int):
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in call("sendMessage", chat_id=chat_id, text="在", reply_parameters=reply)


def test_a_topic_of_a_forum_is_written_to(call: Call, state: State):
    forum = state.add_group("开发区会议", forum=True)
    topic = state.add_topic(forum, "招商")
    assert call("sendMessage", chat_id=forum["id"], text="引进", message_thread_id=topic)["message_thread_id"] == topic
    with pytest.raises(ApiError, match="message thread not found"):
        call("sendMessage", chat_id=forum["id"], text="引进", message_thread_id=topic + 1)


async def test_a_reply_goes_to_the_topic_of_what_it_replies_to(call: Call, state: State, person: Person):
    forum = state.add_group("开发区会议", forum=True)
    topic = state.add_topic(forum, "招商")
    asked = await person.within(forum, thread=topic).send("/ask 引进")
    sent = call("sendMessage", chat_id=forum["id"], text="戚主任", reply_to_message_id=asked["message_id"])
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)


async def test_an_edit_replaces_text_entities_and_keyboard(call: Call, person: Person, chat_id: int):
    sent = call("sendMessage", chat_id=chat_id, text="请用 /help", reply_markup=BUTTON)
    call("editMessageText", chat_id=chat_id, message_id=sent["message_id"], text="没有找到")
    edit = await person.next_edit()
    assert (edit.text, edit.entities, edit.buttons) == ("没有找到", [], [])


async def test_a_keyboard_alone_can_be_taken_away(call: Call, person: Person, chat_id: int):
    sent = call("sendMessage", chat_id=chat_id, text="没有找到", reply_markup=BUTTON)
    call("editMessageReplyMarkup", chat_id=chat_id, message_id=sent["message_id"])
    assert (await person.next_edit()).buttons == []


def test_an_edit_that_changes_nothing_is_refused(call: Call, chat_id: int):
    sent = call("sendMessage", chat_id=chat_id, text="没有找到", reply_markup=BUTTON)
    again = {"chat_id": chat_id, "message_id": sent["message_id"], "reply_markup": BUTTON}
    with pytest.raises(ApiError, match="message is not modified"):
        call("editMessageText", text="没有找到", **again)
    with pytest.raises(ApiError, match="message is not modified"):
        call("editMessageReplyMarkup", **again)


async def test_only_what_the_bot_wrote_can_be_edited(call: Call, person: Person, chat_id: int):
    asked = await person.send("谁？")
    with pytest.raises(ApiError, match="message can't be edited"):
        call("editMessageText", chat_id=chat_id, message_id=asked["message_id"], text="我")
    with pytest.raises(ApiError, match="message to edit not found"):
        call("editMessageText", chat_id=chat_id, message_id=999, text="我")


async def test_a_deleted_message_is_gone(call: Call, person: Person, chat_id: int):
    sent = call("sendMessage", chat_id=chat_id, text="没有找到")
    assert call("deleteMessage", chat_id=chat_id, message_id=sent["message_id"]) is True
    assert await person.next_event(EventKind.DELETION) == sent
    with pytest.raises(ApiError, match="message to delete not found"):
        call("deleteMessage", chat_id=chat_id, message_id=sent["message_id"])


async def test_what_is_older_than_two_days_cannot_be_deleted(call: Call, person: Person, chat_id: int, clock: Any):
    old = call("sendMessage", chat_id=chat_id, text="没有找到")["message_id"]
    clock.now += 48 * 3600
    new = call("sendMessage", chat_id=chat_id, text="没有找到")["message_id"]
    with pytest.raises(ApiError, match="message can't be deleted"):
        call("deleteMessage", chat_id=chat_id, message_id=old)
    assert call("deleteMessages", chat_id=chat_id, message_ids=[old, new, 999])
    assert (await person.next_event(EventKind.DELETION))["message_id"] == new
    with pytest.raises(ApiError, match="message identifiers are not specified"):
        call("deleteMessages", chat_id=chat_id, message_ids=[])
    with pytest.raises(ApiError, match="too many message identifiers specified"):
        call("deleteMessages", chat_id=chat_id, message_ids=[new] * 101)


async def test_what_others_wrote_in_a_group_only_an_administrator_deletes(call: Call, state: State, person: Person):
    group = state.add_group("开发区会议")
    message_id = (await person.within(group).send("谁？"))["message_id"]
    with pytest.raises(ApiError, match="message can't be deleted"):
        call("deleteMessage", chat_id=group["id"], message_id=message_id)
    state.members[group["id"]][state.bot["id"]] = "administrator"
    assert call("deleteMessage", chat_id=group["id"], message_id=message_id)


async def test_a_person_sees_that_the_bot_is_typing(call: Call, person: Person, chat_id: int):
    call("sendChatAction", chat_id=chat_id, action="typing")
    assert await person.next_event(EventKind.ACTION) == {"action": "typing"}
    with pytest.raises(ApiError, match="wrong parameter action"):
        call("sendChatAction", chat_id=chat_id, action="thinking")


async def test_a_bot_reacts_once_to_a_message(call: Call, person: Person, chat_id: int):
    message_id = (await person.send("谢谢"))["message_id"]
    thumb = {"type": "emoji", "emoji": "👍"}
    call("setMessageReaction", chat_id=chat_id, message_id=message_id, reaction=[thumb])
    assert (await person.next_event(EventKind.REACTION))["reaction"] == [thumb]
    with pytest.raises(ApiError, match="REACTIONS_TOO_MANY"):
        call("setMessageReaction", chat_id=chat_id, message_id=message_id, reaction=[thumb, thumb])
    with pytest.raises(ApiError, match="REACTION_INVALID"):
        call("setMessageReaction", chat_id=chat_id, message_id=message_id, reaction=[thumb | {"emoji": "🏮"}])


# --- answers


async def test_a_pressed_button_is_answered_once(call: Call, person: Person, chat_id: int):
    sent = call("sendMessage", chat_id=chat_id, text="没有找到", reply_markup=BUTTON)
    query_id = await person.press(Reply(sent), "更多")
    call("answerCallbackQuery", callback_query_id=query_id, text="好")
    assert (await person.next_answer())["text"] == "好"
    with pytest.raises(ApiError, match="query is too old"):
        call("answerCallbackQuery", callback_query_id=query_id)


async def test_a_pressed_button_is_answered_in_time_or_not_at_all(call: Call, person: Person, chat_id: int, clock: Any):
    sent = call("sendMessage", chat_id=chat_id, text="没有找到", reply_markup=BUTTON)
    query_id = await person.press(Reply(sent), "more")
    clock.now += 151
    with pytest.raises(ApiError, match="query is too old"):
        call("answerCallbackQuery", callback_query_id=query_id)


def test_a_notice_has_200_characters_at_most(call: Call):
    with pytest.raises(ApiError, match="MESSAGE_TOO_LONG"):
        call("answerCallbackQuery", callback_query_id="1", text="好" * 201)


async def test_a_notice_may_lead_to_the_bot_and_nowhere_else(call: Call, person: Person, chat_id: int):
    query_id = await person.press(Reply(call("sendMessage", chat_id=chat_id, text="没有", reply_markup=BUTTON)), "更多")
    with pytest.raises(ApiError, match="URL_INVALID"):
        call("answerCallbackQuery", callback_query_id=query_id, url="https://example.com/")
    call("answerCallbackQuery", callback_query_id=query_id, url="https://t.me/whosaid_bot?start=s1")
    assert (await person.next_answer())["url"] == "https://t.me/whosaid_bot?start=s1"


def article(number: int, **changes: Any) -> dict[str, Any]:
    content = {"message_text": "稳增长"}
    return {"type": "article", "id": str(number), "title": "引文", "input_message_content": content} | changes


async def test_an_inline_query_gets_its_results(call: Call, person: Person):
    query_id = await person.ask_inline("百亿级")
    call("answerInlineQuery", inline_query_id=query_id, results=[article(1)], cache_time=0)
    answer = await person.next_results()
    assert (answer["results"], answer["cache_time"]) == ([article(1)], 0)


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([article(number) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article(1), article(1)], "RESULT_ID_DUPLICATE"),
        ([article(1, id="i" * 65)], "RESULT_ID_INVALID"),
        ([article(1, title="")], "an article needs a title"),
        ([article(1, type="")], "type is missing"),
        ([article(1, type="photo", photo_url="https://example.com/a.jpg")], "only as a file that was sent before"),
        ([article(1, input_message_content={"message_text": " "})], "message text is empty"),
        ([article(1, input_message_content={"message_text": "x", "parse_mode": "HTML"})], "parse_mode HTML"),
    ],
)
async def test_wrong_inline_results_are_refused(call: Call, person: Person, results: list[Any], reason: str):
    query_id = await person.ask_inline("百亿级")
    with pytest.raises(ApiError, match=reason):
        call("answerInlineQuery", inline_query_id=query_id, results=results)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"next_offset": "九" * 22}, "NEXT_OFFSET_INVALID"),
        ({"button": {"text": "私聊", "start_parameter": "有 空格"}}, "START_PARAM_INVALID"),
        ({"button": {"text": "私聊", "start_parameter": ""}}, "START_PARAM_EMPTY"),
        ({"button": {"text": "", "start_parameter": "a"}}, "SWITCH_PM_TEXT_EMPTY"),
        ({"button": {"text": "私聊"}}, "exactly one of"),
    ],
)
async def test_a_wrong_way_out_of_inline_results_is_refused(call: Call, person: Person, wrong: Any, reason: str):
    query_id = await person.ask_inline("百亿级")
    with pytest.raises(ApiError, match=reason):
        call("answerInlineQuery", inline_query_id=query_id, results=[], **wrong)


async def test_an_inline_query_expires_in_30_seconds(call: Call, person: Person, clock: Any):
    query_id = await person.ask_inline("百亿级")
    clock.now += 31
    with pytest.raises(ApiError, match="query is too old"):
        call("answerInlineQuery", inline_query_id=query_id, results=[])


# --- files


def upload(state: State, method: str, name: str, content: bytes, **values: Any) -> Any:
    return methods.call(state, method, Parameters(values, {name: Upload("会议.png", content, "image/png")}))


def test_an_uploaded_document_can_be_fetched_and_sent_again(call: Call, state: State, chat_id: int):
    sent = upload(state, "sendDocument", "document", b"text", chat_id=chat_id, caption="原文")
    document = sent["document"]
    assert (document["file_name"], document["file_size"], sent["caption"]) == ("会议.png", 4, "原文")
    assert call("getFile", file_id=document["file_id"])["file_path"].endswith(document["file_id"])
    again = call("sendDocument", chat_id=chat_id, document=document["file_id"])
    assert again["document"] == document


def test_a_file_attached_under_another_name_is_found(state: State, chat_id: int):
    sent = upload(state, "sendDocument", "file0", b"text", chat_id=chat_id, document="attach://file0")
    assert sent["document"]["file_size"] == 4


def test_a_photo_tells_its_size(state: State, chat_id: int):
    sent = upload(state, "sendPhoto", "photo", PNG, chat_id=chat_id)
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(640, 480)]


def test_what_is_no_picture_is_no_photo(state: State, chat_id: int):
    with pytest.raises(ApiError, match="IMAGE_PROCESS_FAILED"):
        upload(state, "sendPhoto", "photo", b"text", chat_id=chat_id)
    for sides in ((9999, 2), (2001, 100), (0, 5)):
        with pytest.raises(ApiError, match="PHOTO_INVALID_DIMENSIONS"):
            upload(state, "sendPhoto", "photo", PNG[:16] + struct.pack(">II", *sides), chat_id=chat_id)


def test_a_file_that_is_not_there_or_empty_is_refused(call: Call, state: State, chat_id: int):
    with pytest.raises(ApiError, match="there is no document in the request"):
        call("sendDocument", chat_id=chat_id)
    with pytest.raises(ApiError, match="wrong file identifier"):
        call("sendDocument", chat_id=chat_id, document="https://example.com/a.txt")
    with pytest.raises(ApiError, match="file must be non-empty"):
        upload(state, "sendDocument", "document", b"", chat_id=chat_id)
    with pytest.raises(ApiError, match="invalid file_id"):
        call("getFile", file_id="file0")


def test_more_than_20_megabytes_cannot_be_fetched(call: Call, state: State):
    file_id = state.add_file(Upload("大.txt", bytes(20 * 1024 * 1024 + 1)))
    with pytest.raises(ApiError, match="file is too big"):
        call("getFile", file_id=file_id)


# --- profile, chats


def test_commands_are_kept_by_scope_and_language(call: Call, chat_id: int):
    here = {"type": "chat", "chat_id": chat_id}
    start = {"command": "start", "description": "开始"}
    call("setMyCommands", commands=[start])
    call("setMyCommands", commands=[{"command": "/help", "description": "Help"}], language_code="en", scope=here)
    assert call("getMyCommands") == [start]
    assert call("getMyCommands", scope=here, language_code="en") == [{"command": "help", "description": "Help"}]
    assert call("getMyCommands", scope=here) == []
    call("deleteMyCommands")
    assert call("getMyCommands") == []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"commands": [{"command": "开始", "description": "开始"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "start", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": ["start"]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": "b"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "scope": {"type": "planet"}}, "unsupported type"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
        ({"commands": [], "language_code": "zh-hans"}, "invalid language code"),
    ],
)
def test_a_wrong_command_menu_is_refused(call: Call, wrong: dict[str, Any], reason: str):
    with pytest.raises(ApiError, match=reason):
        call("setMyCommands", **wrong)


@pytest.mark.parametrize(
    ("setter", "getter", "name", "limit"),
    [
        ("setMyDescription", "getMyDescription", "description", 512),
        ("setMyShortDescription", "getMyShortDescription", "short_description", 120),
    ],
)
def test_a_description_falls_back_to_the_one_for_all_languages(
    call: Call, setter: str, getter: str, name: str, limit: int
):
    call(setter, **{name: "谁说了什么"})
    call(setter, **{name: "Who said what"}, language_code="en")
    assert call(getter, language_code="en") == {name: "Who said what"}
    assert call(getter, language_code="fr") == {name: "谁说了什么"}
    with pytest.raises(ApiError, match="is too long"):
        call(setter, **{name: "字" * (limit + 1)})


def test_a_bot_with_privacy_does_not_read_all_messages(call: Call, state: State):
    assert call("getMe")["can_read_all_group_messages"] is False
    assert call("getMe")["id"] == state.bot["id"] == 4839


def test_a_chat_is_found_by_id_and_by_name(call: Call, chat_id: int):
    assert call("getChat", chat_id=chat_id)["first_name"] == "王芳"
    assert call("getChat", chat_id="@wangfang")["id"] == chat_id


def test_a_member_of_a_group_has_a_standing(call: Call, state: State, person: Person):
    group = state.add_group("开发区会议")
    asked = {"chat_id": group["id"], "user_id": person.user["id"]}
    assert call("getChatMember", **asked)["status"] == "left"
    person.within(group)
    assert call("getChatMember", **asked)["status"] == "member"
    state.members[group["id"]][person.user["id"]] = "administrator"
    assert call("getChatMember", **asked)["can_delete_messages"] is True
    with pytest.raises(ApiError, match="user not found"):
        call("getChatMember", chat_id=group["id"], user_id=1)


def test_logging_out_and_closing_are_taken(call: Call):
    assert call("logOut") is call("close") is True


# --- webhooks


def test_a_webhook_tells_where_it_is(call: Call, state: State):
    call("setWebhook", url="http://127.0.0.1:8443/hook", secret_token="s-1_", allowed_updates=["message"])
    info = call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("http://127.0.0.1:8443/hook", 0)
    assert (info["max_connections"], info["allowed_updates"]) == (40, ["message"])
    assert state.webhook is not None
    assert state.webhook.secret == "s-1_"


def test_an_empty_address_takes_the_webhook_away(call: Call):
    call("setWebhook", url="https://example.com/hook")
    call("setWebhook", url="")
    assert call("getWebhookInfo")["url"] == ""


@pytest.mark.parametrize("name", ["setWebhook", "deleteWebhook"])
async def test_pending_updates_are_dropped_only_on_request(call: Call, person: Person, name: str):
    await person.send("谁？")
    call(name, url="https://example.com/hook")
    assert call("getWebhookInfo")["pending_update_count"] == 1
    call(name, url="https://example.com/hook", drop_pending_updates=True)
    assert call("getWebhookInfo")["pending_update_count"] == 0


@pytest.mark.parametrize("url", ["example.com", "ftp://example.com", "https:///hook", "http://[::"])
def test_what_is_no_address_is_no_webhook(call: Call, url: str):
    with pytest.raises(ApiError, match="bad webhook"):
        call("setWebhook", url=url)


def test_a_secret_has_letters_digits_and_strokes_only(call: Call):
    with pytest.raises(ApiError, match="unallowed characters"):
        call("setWebhook", url="https://example.com/hook", secret_token="秘密")
