"""What the bot does with a message, over HTTP."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.botapi import Person, Upload
from bot.chat.reply import printable
from bot.chat.texts import Language, load_texts

HANS, HANT, EN = (load_texts(language) for language in (Language.ZH_HANS, Language.ZH_HANT, Language.EN))


@pytest.fixture
def group(chat) -> Person:
    """Return the person in a group that the bot is in."""
    return chat.person.within(chat.state.add_group("老街夜话"))


async def silence(person: Person, seconds: float = 0.4) -> bool:
    """Tell whether the bot says nothing for a while."""
    try:
        await person.next_reply(seconds)
    except TimeoutError:
        return True
    return False


# --- commands ---------------------------------------------------------------------------------------------


async def test_start_greets_and_offers_three_questions_to_tap(chat):
    await chat.person.send("/start")
    reply = await chat.person.next_reply()
    assert "《把老街的事一件一件办好》" in reply.text
    assert "谁提到了“门前三包”？" in reply.text


async def test_help_says_how_to_ask(chat):
    assert (await chat.reply("/help")).startswith(HANS.help.strip())


async def test_speakers_are_listed_with_their_names_bold(chat):
    await chat.person.send("/speakers")
    assert (await chat.person.next_reply()).marked("bold") == ["沈𠮷安", "何敏", "周立群"]


async def test_a_command_that_does_not_exist_is_said_not_to(chat):
    assert await chat.reply("/weather 太仓") == HANS.no_command


async def test_ask_answers_what_follows_it(chat):
    assert "清淤河道8公里" in await chat.reply("/ask 清淤河道8公里")
    assert chat.engine.asked == [("清淤河道8公里", ())]


async def test_ask_without_a_question_shows_how(chat):
    assert await chat.reply("/ask") == "想问什么？可以这样写：\n/ask 沈𠮷安说了什么？"
    assert chat.engine.asked == []


# --- questions --------------------------------------------------------------------------------------------


async def test_a_question_is_answered_by_a_quote_with_its_decisive_words_bold(chat):
    await chat.person.send("新增路灯１２０盏")
    reply = await chat.person.next_reply()
    assert reply.marked("blockquote") == ["新增路灯１２０盏"]
    assert reply.marked("bold") == ["沈𠮷安", "新增路灯１２０盏"]
    assert reply.message["link_preview_options"]["is_disabled"]


async def test_earlier_questions_come_along_oldest_first_and_only_the_last_few(chat):
    for text in ("路灯", "河道", "摊主", "投诉"):
        await chat.reply(text)
    assert chat.engine.asked[-2:] == [("摊主", ("路灯", "河道")), ("投诉", ("河道", "摊主"))]


async def test_new_begins_a_conversation_without_the_old_one(chat):
    await chat.reply("路灯")
    assert await chat.reply("/new") == HANS.forgotten
    await chat.reply("河道")
    assert chat.engine.asked[-1] == ("河道", ())


async def test_nobody_gets_the_context_of_another(chat):
    await chat.reply("路灯")
    other = chat.newcomer()
    await other.send("河道")
    await other.next_reply()
    assert chat.engine.asked[-1] == ("河道", ())


@pytest.mark.parametrize(("code", "texts"), [("zh-hans", HANS), ("zh-hant", HANT), ("en", EN), ("de", EN), ("", HANS)])
async def test_each_person_is_spoken_to_in_their_language(chat, code, texts):
    person = chat.newcomer(code)
    await person.send("/new")
    assert (await person.next_reply()).text == texts.forgotten


# --- odd messages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "灯" * 4096,
        "𠮷" * 2048,
        "\ud83d",
        "路灯\udc00\ud83d",
        "\x00\x07\u202e公园",
        "👩‍🔧👍🏽🇨🇳",
        "<b>路灯</b> *河道* [x](tg://user?id=1) {missing} %s",
        "@whosaid_bot",
        "https://example.org/",
        "\n\n？\n",
    ],
)
async def test_an_odd_message_gets_a_polite_answer(chat, text):
    reply = await chat.reply(text)
    assert reply.startswith(HANS.not_found)
    ((asked, _),) = chat.engine.asked
    assert asked.encode().decode() == printable(text).strip()


@pytest.mark.parametrize("text", ["", "   ", "\u2028\x00"])
async def test_a_message_without_words_gets_a_polite_answer(chat, text):
    await chat.person.send_content({"text": text})
    assert (await chat.person.next_reply()).text in {
        HANS.ask_empty.format(example="沈𠮷安说了什么？").strip(),
        HANS.only_text,
    }
    assert chat.engine.asked == []


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "a", "file_unique_id": "a", "type": "regular", "width": 9, "height": 9}
         | {"is_animated": False, "is_video": False}},
        {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 3}},
        {"photo": [{"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}]},
        {"document": {"file_id": "a", "file_unique_id": "a"}, "caption": "路灯"},
        {"location": {"latitude": 31.5, "longitude": 121.1}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)  # fmt: skip
async def test_what_is_no_text_gets_a_polite_line(chat, content):
    await chat.person.send_content(content)
    assert (await chat.person.next_reply()).text == HANS.only_text


async def test_what_is_written_below_a_picture_is_a_question(chat):
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}]
    await chat.person.send_content({"photo": photo, "caption": "谁要装路灯？"})
    assert (await chat.person.next_reply()).text != HANS.only_text
    assert [asked for asked, _ in chat.engine.asked] == ["谁要装路灯？"]


async def test_a_mention_below_a_picture_is_answered_in_a_group_and_other_captions_are_not(chat, group):
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}]
    await group.send_content({"photo": photo, "caption": "老街的路灯"})
    assert await silence(group)
    mention = {"type": "mention", "offset": 0, "length": 12}
    await group.send_content({"photo": photo, "caption": "@whosaid_bot 谁要装路灯？", "caption_entities": [mention]})
    await group.next_reply()
    assert [asked for asked, _ in chat.engine.asked] == ["谁要装路灯？"]


async def test_an_album_gets_one_line_and_not_one_a_picture(chat):
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}]
    for _ in range(3):
        await chat.person.send_content({"photo": photo, "media_group_id": "77"})
    assert (await chat.person.next_reply()).text == HANS.only_text
    assert await silence(chat.person)


async def test_an_edited_message_is_not_answered_again(chat):
    message = await chat.person.send("路灯")
    await chat.person.next_reply()
    await chat.person.edit(message, "河道")
    assert await silence(chat.person)


async def test_telegram_is_told_to_send_only_what_there_is_a_handler_for(chat):
    await chat.reply("路灯")
    assert not chat.state.push("edited_message", {"message_id": 1})


async def test_news_about_the_chat_itself_is_no_message(chat):
    await chat.person.send_content({"group_chat_created": True})
    assert await silence(chat.person)


# --- groups -----------------------------------------------------------------------------------------------


async def test_in_a_group_the_bot_keeps_silent_until_it_is_asked(chat, group):
    chat.state.privacy = False
    await group.send("路灯")
    await group.send("@somebody 路灯")
    await group.send_file(Upload("路灯.txt", b"1"))
    await group.send("/unknown")
    assert await silence(group)
    assert chat.engine.asked == []


async def test_in_a_group_a_mention_is_answered_in_reply_to_it(chat, group):
    message = await group.send("@whosaid_bot 清淤河道8公里")
    reply = await group.next_reply()
    assert "何敏" in reply.text
    assert reply.message["reply_to_message"]["message_id"] == message["message_id"]
    assert chat.engine.asked == [("清淤河道8公里", ())]


async def test_in_a_group_a_reply_to_the_bot_goes_on_with_the_conversation(chat, group):
    await group.send("/ask 路灯")
    await group.send("河道", reply_to=await group.next_reply())
    await group.next_reply()
    assert chat.engine.asked[-1] == ("河道", ("路灯",))


async def test_a_question_deleted_meanwhile_is_answered_all_the_same(chat, group):
    message = await group.send("/ask@whosaid_bot 路灯")
    del chat.state.messages[group.chat["id"], message["message_id"]]
    assert "路灯" in (await group.next_reply()).text


# --- mishaps ----------------------------------------------------------------------------------------------


async def test_a_bug_is_apologised_for_and_the_next_question_is_answered(chat, caplog):
    assert await chat.reply("崩溃吧，我的电话是12345") == HANS.failed
    assert "清淤河道8公里" in await chat.reply("清淤河道8公里")
    (record,) = [record for record in caplog.records if record.name == "bot.chat.app"]
    assert "RuntimeError" in record.getMessage()
    assert "12345" not in caplog.text


async def test_a_message_that_broke_the_bot_is_no_context_for_the_next(chat):
    await chat.reply("崩溃")
    await chat.reply("河道")
    assert chat.engine.asked[-1] == ("河道", ())


async def test_somebody_who_blocked_the_bot_does_not_stop_it(chat, caplog):
    chat.person.block()
    await chat.person.send("路灯")
    other = chat.newcomer()
    await other.send("清淤河道8公里")
    assert "何敏" in (await other.next_reply()).text
    await chat.idle()
    assert "Forbidden" in caplog.text
    assert "apologise" not in caplog.text


async def test_the_engine_computes_beside_the_loop_in_one_thread_of_its_own(chat):
    others = [chat.newcomer() for _ in range(3)]
    await asyncio.gather(*(person.send("路灯") for person in others))
    await asyncio.gather(*(person.next_reply() for person in others))
    assert len(chat.engine.threads) == 1
    assert threading.current_thread().name not in chat.engine.threads
