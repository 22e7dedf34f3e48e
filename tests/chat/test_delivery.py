"""Text and entities on their way to Telegram."""

from __future__ import annotations

import datetime as dt
import html
import json
import unicodedata
from typing import Any

import tdjson
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Chat, Message, MessageEntity
from telegram.request import BaseRequest, RequestData

from bot.chat.delivery import deliver, to_telegram
from bot.chat.reply import Entity, EntityKind, Reply, ReplyBuilder

TAGS = {EntityKind.BOLD: "b", EntityKind.ITALIC: "i"}
WORDS = st.text(st.sampled_from("路灯１２０𠮷👩‍🔧👍🏽e\u0301 8%<&>"), min_size=1, max_size=12)
PIECES = st.lists(st.tuples(WORDS, st.sampled_from([None, *TAGS])), min_size=1, max_size=8)


def in_utf16(text: str, entity: MessageEntity) -> str:
    units = text.encode("utf-16-le")[2 * entity.offset : 2 * (entity.offset + entity.length)]
    return units.decode("utf-16-le")


def test_a_bold_word_after_an_emoji_keeps_its_place():
    reply = ReplyBuilder().write("👩‍🔧 沈𠮷安：").write("１２０盏", EntityKind.BOLD).build()
    text, (entity,) = to_telegram(reply)
    assert (entity.type, entity.offset, entity.length) == (MessageEntity.BOLD, 11, 4)
    assert in_utf16(text, entity) == "１２０盏"


def test_every_kind_has_telegrams_name():
    reply = Reply("路灯", tuple(Entity(kind, 0, 2) for kind in EntityKind))
    assert {entity.type for entity in to_telegram(reply)[1]} <= set(MessageEntity.ALL_TYPES)


@given(PIECES)
def test_each_entity_holds_the_words_it_held_in_code_points(pieces: list[tuple[str, EntityKind | None]]):
    builder = ReplyBuilder()
    for words, kind in pieces:
        builder.write(words, *([kind] if kind else []))
    reply = builder.build()
    text, entities = to_telegram(reply)
    held = [reply.text[entity.start : entity.end] for entity in reply.entities]
    assert [in_utf16(text, entity) for entity in entities] == held


@given(PIECES)
def test_telegrams_own_parser_finds_the_same_offsets_in_the_same_styles(pieces: list[tuple[str, EntityKind | None]]):
    # The parser joins neighbours of one style, so a plain character is put between the pieces.
    builder, markup = ReplyBuilder().write("｜"), "｜"
    for words, kind in pieces:
        builder.write(words, *([kind] if kind else [])).write("｜")
        inner = html.escape(words)
        markup += (f"<{TAGS[kind]}>{inner}</{TAGS[kind]}>" if kind else inner) + "｜"
    request = {"@type": "parseTextEntities", "text": markup, "parse_mode": {"@type": "textParseModeHTML"}}
    parsed = json.loads(tdjson.td_execute(json.dumps(request).encode()))
    text, entities = to_telegram(builder.build())
    assert unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", parsed["text"])
    assert [(entity.offset, entity.length) for entity in entities] == [
        (entity["offset"], entity["length"]) for entity in parsed["entities"]
    ]


def test_telegrams_own_parser_reads_a_bold_word_in_a_quote_as_we_write_it():
    builder = ReplyBuilder().write("沈𠮷安", EntityKind.BOLD).line()
    with builder.inside(EntityKind.QUOTE):
        builder.write("👩‍🔧年内新增").write("１２０盏", EntityKind.BOLD)
    markup = "<b>沈𠮷安</b>\n<blockquote>👩‍🔧年内新增<b>１２０盏</b></blockquote>\n—— 让老街亮起来"
    request = {"@type": "parseTextEntities", "text": markup, "parse_mode": {"@type": "textParseModeHTML"}}
    parsed = json.loads(tdjson.td_execute(json.dumps(request).encode()))
    text, entities = to_telegram(builder.line("—— 让老街亮起来").build())
    assert text == parsed["text"]
    assert [(entity.type, entity.offset, entity.length) for entity in entities] == [
        (entity["type"]["@type"].removeprefix("textEntityType").lower(), entity["offset"], entity["length"])
        for entity in parsed["entities"]
    ]


class Outbox(BaseRequest):
    """Takes what would go over the network.

    Attributes:
        sent: The parameters of each call.
    """

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, *_: object, request_data: RequestData | None = None, **__: object):
        assert url.endswith("/sendMessage")
        self.sent.append(request_data.parameters)
        message = {"message_id": 2, "date": 0, "chat": {"id": -5, "type": "group"}, "text": "好"}
        return 200, json.dumps({"ok": True, "result": message}).encode()


async def sent(reply: Reply, chat: str) -> list[dict[str, Any]]:
    """Return what is sent when ``reply`` answers a message in such a chat."""
    outbox = Outbox()
    message = Message(77, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), Chat(-5, chat), text="路灯？")
    message.set_bot(Bot("4242:secret", request=outbox, get_updates_request=Outbox()))
    await deliver(message, reply)
    return outbox.sent


async def test_a_message_is_sent_as_text_and_entities_without_markup_or_preview():
    reply = ReplyBuilder().write("𠮷 ").write("<路灯>", EntityKind.BOLD).build()
    assert await sent(reply, Chat.PRIVATE) == [
        {
            "chat_id": -5,
            "text": "𠮷 <路灯>",
            "entities": [{"type": "bold", "offset": 3, "length": 4}],
            "link_preview_options": {"is_disabled": True},
        }
    ]


async def test_in_private_buttons_are_a_keyboard_that_goes_away_after_a_tap():
    (parameters,) = await sent(Reply("比如：", (), ("路灯？", "河道？")), Chat.PRIVATE)
    assert parameters["reply_markup"] == {
        "keyboard": [[{"text": "路灯？"}], [{"text": "河道？"}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


async def test_in_a_group_there_are_no_buttons_that_all_members_would_see():
    (parameters,) = await sent(Reply("比如：", (), ("路灯？",)), Chat.SUPERGROUP)
    assert "reply_markup" not in parameters


async def test_in_a_group_a_reply_points_at_the_question_even_if_that_is_gone():
    (parameters,) = await sent(Reply("好"), Chat.GROUP)
    assert parameters["reply_parameters"] == {"message_id": 77, "allow_sending_without_reply": True}


async def test_a_reply_that_does_not_fit_comes_in_several_messages_with_the_buttons_last():
    first, second = await sent(Reply("路灯。" * 2000, (), ("河道？",)), Chat.PRIVATE)
    assert len(first["text"]) <= 4096
    assert first["text"] + second["text"] == "路灯。" * 2000
    assert "reply_markup" not in first
    assert "reply_markup" in second


async def test_nothing_is_sent_for_an_empty_reply():
    assert await sent(Reply(""), Chat.PRIVATE) == []
