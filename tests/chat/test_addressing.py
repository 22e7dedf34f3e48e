"""Which messages are for the bot."""

from __future__ import annotations

import datetime as dt

import pytest
from telegram import Chat, Message, MessageEntity, User

from bot.chat.addressing import question_in, talker_of, words_after_command
from bot.chat.limits import utf16_length

BOT = User(7, "whosaid", is_bot=True, username="WhoSaidBot")
SHE = User(8, "小周", is_bot=False)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def message(
    text: str | None, *, chat: str = Chat.GROUP, mention: str = "", user: User | None = None, **fields
) -> Message:
    entities = []
    if mention:
        offset = utf16_length(text[: text.index(mention)])
        kind = MessageEntity.TEXT_MENTION if user else MessageEntity.MENTION
        entities.append(MessageEntity(kind, offset, utf16_length(mention), user=user))
    fields.setdefault("from_user", SHE)
    return Message(1, NOW, Chat(-5, chat), text=text, entities=entities, **fields)


def test_everything_said_in_private_is_for_the_bot():
    assert question_in(message(" 谁修路灯？\n", chat=Chat.PRIVATE), BOT) == "谁修路灯？"


@pytest.mark.parametrize("chat", [Chat.GROUP, Chat.SUPERGROUP])
def test_what_a_group_says_among_itself_is_not(chat: str):
    assert question_in(message("谁修路灯？", chat=chat), BOT) is None


def test_a_mention_asks_the_bot_and_is_no_part_of_the_question():
    assert question_in(message("@WhoSaidBot 谁修路灯？", mention="@WhoSaidBot"), BOT) == "谁修路灯？"


def test_a_username_is_the_same_in_upper_and_lower_case():
    assert question_in(message("谁修路灯？@whosaidbot", mention="@whosaidbot"), BOT) == "谁修路灯？"


def test_a_mention_after_an_emoji_and_a_rare_character_is_cut_out_whole():
    assert question_in(message("👩‍🔧𠮷 @WhoSaidBot 谁修路灯", mention="@WhoSaidBot"), BOT) == "👩‍🔧𠮷   谁修路灯"


def test_half_a_surrogate_pair_does_not_keep_the_mention_from_being_found():
    text = "\ud83d @WhoSaidBot 谁修路灯"
    entity = MessageEntity(MessageEntity.MENTION, 2, 11)
    said = Message(1, NOW, Chat(-5, Chat.GROUP), text=text, entities=[entity], from_user=SHE)
    assert question_in(said, BOT) == "\ufffd   谁修路灯"


def test_a_mention_of_somebody_else_is_not_for_the_bot():
    assert question_in(message("@someone 谁修路灯？", mention="@someone"), BOT) is None


def test_a_mention_by_name_asks_the_bot_if_it_is_the_bots():
    assert question_in(message("谁说的 修路灯", mention="谁说的", user=BOT), BOT) == "修路灯"
    assert question_in(message("小周 修路灯", mention="小周", user=SHE), BOT) is None


def test_a_name_that_is_only_written_is_no_mention():
    assert question_in(message("问问 WhoSaidBot 吧"), BOT) is None


def test_a_reply_to_the_bot_asks_it():
    assert question_in(message("那河道呢？", reply_to_message=message("一", from_user=BOT)), BOT) == "那河道呢？"


def test_a_reply_to_a_person_does_not():
    assert question_in(message("那河道呢？", reply_to_message=message("一")), BOT) is None
    assert question_in(message("那河道呢？", reply_to_message=message("一", from_user=None)), BOT) is None


def test_a_bare_mention_asks_nothing_yet():
    assert question_in(message("@WhoSaidBot", mention="@WhoSaidBot"), BOT) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/ask 谁修路灯？", "谁修路灯？"),
        ("/ask@WhoSaidBot\n谁修 路灯？ ", "谁修 路灯？"),
        ("/ask", ""),
        ("/ask  ", ""),
        ("/ask \ud83d灯", "\ufffd灯"),
        (None, ""),
    ],
)
def test_what_follows_a_command_is_the_question(text: str | None, words: str):
    assert words_after_command(message(text)) == words


def test_members_of_a_group_and_nameless_admins_are_different_talkers():
    assert talker_of(message("一")) == (-5, 8)
    assert talker_of(message("一", from_user=None)) == (-5, 0)
