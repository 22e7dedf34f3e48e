"""Text and entities on their way to Telegram."""

from __future__ import annotations

import html
import json
import unicodedata

import tdjson
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.chat.delivery import to_telegram
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
    assert {entity.type for entity in to_telegram(reply)[1]} == {
        MessageEntity.BOLD,
        MessageEntity.ITALIC,
        MessageEntity.BLOCKQUOTE,
        MessageEntity.EXPANDABLE_BLOCKQUOTE,
    }


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

