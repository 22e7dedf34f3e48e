"""An unmodified bot on python-telegram-bot works against the server: by polling and by webhook."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeAlias

import httpx
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputMediaPhoto,
    InputTextMessageContent,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.botapi import BotApiServer, Fault, Person, Reply, State, Upload
from tests.botapi.test_edits import picture

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
SECRET = "s3cret_-"
QUOTE = "引进百亿级销售项目𠮷个"


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Greet."""
    await update.effective_message.reply_text("您好！请直接提问，或用 /help")


async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Quote, with a keyboard, in reply to the message."""
    message = update.effective_message
    text = f"😀 您问：{message.text}\n{QUOTE}"
    offset = len(text.encode("utf-16-le")) // 2 - len(QUOTE.encode("utf-16-le")) // 2
    await message.reply_text(
        text,
        entities=[MessageEntity("blockquote", offset, 12), MessageEntity("bold", offset + 2, 3)],
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("更多引文", callback_data="more:1")]]),
        reply_parameters=ReplyParameters(message.message_id, quote=message.text[:2]),
    )


async def more(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the button, then change the message."""
    await update.callback_query.answer("没有更多了")
    await update.callback_query.edit_message_text("已全部列出")


def add_handlers(application: App) -> App:
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, answer))
    application.add_handler(CallbackQueryHandler(more))
    return application


@asynccontextmanager
async def polling(application: App, **options: Any) -> AsyncIterator[App]:
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=10, **options)
        yield application
        if application.updater.running:
            await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def listening(application: App, port: int, **options: Any) -> AsyncIterator[App]:
    async with application:
        await application.start()
        await application.updater.start_webhook(
            "127.0.0.1", port, "hook", webhook_url=f"http://127.0.0.1:{port}/hook", secret_token=SECRET, **options
        )
        yield application
        await application.updater.stop()
        await application.stop()


@pytest.fixture
def port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def bot(build_bot: Callable[[], App]) -> App:
    """Return a minimal bot, not started."""
    return add_handlers(build_bot())


async def check_conversation(person: Person) -> None:
    """Talk to the bot above and check every step."""
    await person.send("/start")
    greeting = await person.next_reply()
    assert greeting.marked("bot_command") == ["/help"]
    asked = await person.send("谁承诺引进百亿级项目？")
    reply = await person.next_reply()
    assert reply.marked("blockquote") == [QUOTE]
    assert reply.marked("bold") == ["百亿级"]
    assert reply.message["reply_to_message"]["message_id"] == asked["message_id"]
    assert reply.message["quote"]["text"] == "谁承"
    query_id = await person.press(reply, "更多引文")
    notice = await person.next_answer()
    assert (notice["callback_query_id"], notice["text"]) == (query_id, "没有更多了")
    edited = await person.next_edit()
    assert (edited.text, edited.buttons, edited.message_id) == ("已全部列出", [], reply.message_id)


# --- polling


async def test_a_bot_converses_by_polling(bot: App, person: Person):
    async with polling(bot):
        await check_conversation(person)


async def test_a_bot_in_a_group_answers_there(bot: App, state: State, person: Person):
    member = person.within(state.add_group("开发区会议"))
    async with polling(bot):
        await member.send("@whosaid_bot 谁承诺？")
        assert QUOTE in (await member.next_reply()).text


async def test_what_was_asked_while_the_bot_was_away_is_answered(build_bot: Callable[[], App], person: Person):
    await person.send("谁？")
    async with polling(add_handlers(build_bot())):
        assert "谁？" in (await person.next_reply()).text
    await person.send("还有谁？")
    async with polling(add_handlers(build_bot())):
        assert "还有谁？" in (await person.next_reply()).text


async def test_what_a_crashed_bot_did_not_confirm_comes_again(
    server: BotApiServer, state: State, bot: App, person: Person
):
    await person.send("谁？")
    async with httpx.AsyncClient(trust_env=False) as crashed:
        taken = (await crashed.get(f"{server.base_url}{state.token}/getUpdates")).json()["result"]
    assert len(taken) == 1
    async with polling(bot):
        assert "谁？" in (await person.next_reply()).text


async def test_dropping_pending_updates_leaves_old_questions_unanswered(bot: App, person: Person):
    await person.send("旧问题")
    async with polling(bot, drop_pending_updates=True):
        await person.send("新问题")
        assert "新问题" in (await person.next_reply()).text


async def test_two_bots_that_poll_with_one_token_get_a_conflict(build_bot: Callable[[], App]):
    met: asyncio.Queue[TelegramError] = asyncio.Queue()
    async with polling(build_bot(), error_callback=met.put_nowait), build_bot() as other:
        await asyncio.sleep(0.1)
        taking_over = asyncio.create_task(other.bot.get_updates(timeout=5))
        error = await asyncio.wait_for(met.get(), 3)
        assert isinstance(error, Conflict)
        # The first one tries again and ends the second one's poll in turn.
        with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
            await taking_over


async def test_a_server_that_stumbles_does_not_stop_a_bot(bot: App, server: BotApiServer, person: Person):
    server.faults.add("getUpdates", Fault.bad_gateway())
    async with polling(bot, error_callback=lambda _error: None):
        await person.send("谁？")
        assert "谁？" in (await person.next_reply(10)).text


# --- webhook


async def test_a_bot_converses_by_webhook(bot: App, person: Person, port: int):
    async with listening(bot, port):
        await check_conversation(person)


async def test_a_wrong_secret_is_turned_away_and_the_update_kept(bot: App, state: State, person: Person, port: int):
    async with listening(bot, port):
        assert state.webhook is not None
        state.webhook.secret = "wrong"
        await person.send("谁？")
        await asyncio.sleep(0.1)
        info = await bot.bot.get_webhook_info()
        assert info.pending_update_count == 1
        assert info.last_error_message == "Wrong response from the webhook: 403 Request had the wrong secret token"
        state.webhook.secret = SECRET
        assert "谁？" in (await person.next_reply()).text


async def test_a_webhook_that_is_down_gets_everything_in_order_later(
    build_bot: Callable[[], App], state: State, person: Person, port: int
):
    async with listening(add_handlers(build_bot()), port):
        pass
    for number in range(5):
        await person.send(f"第{number}问")
    await asyncio.sleep(0.1)
    assert state.webhook is not None
    assert "refused" in state.webhook.failure
    async with listening(add_handlers(build_bot()), port):
        asked = [(await person.next_reply()).text.partition("\n")[0][-3:] for _ in range(5)]
    assert asked == [f"第{number}问" for number in range(5)]
    assert len(state.updates) == 0


async def test_a_new_address_does_not_wait_for_the_old_ones_retry(server: BotApiServer, person: Person, port: int):
    await server.stop()
    patient = BotApiServer(server.state, first_wait=60)
    async with patient:
        application = add_handlers(ApplicationBuilder().token(server.state.token).base_url(patient.base_url).build())
        await application.bot.set_webhook("http://127.0.0.1:9/hook")
        await person.send("谁？")
        await asyncio.sleep(0.1)
        async with listening(application, port):
            assert "谁？" in (await person.next_reply()).text


# --- what else a bot does


async def test_a_bot_sets_its_commands_and_descriptions(bot: App):
    scope = BotCommandScopeAllPrivateChats()
    async with bot:
        await bot.bot.set_my_commands([BotCommand("start", "开始")], scope=scope, language_code="zh")
        assert await bot.bot.get_my_commands(scope, "zh") == (BotCommand("start", "开始"),)
        await bot.bot.set_my_description("谁说了什么")
        assert (await bot.bot.get_my_description()).description == "谁说了什么"


async def test_a_bot_sends_and_fetches_files(bot: App, person: Person):
    async with bot:
        chat_id = person.chat["id"]
        sent = await bot.bot.send_document(chat_id, "会议原文".encode(), filename="会议.txt", caption="原文")
        assert await (await sent.document.get_file()).download_as_bytearray() == "会议原文".encode()
        reply = await person.next_reply()
        assert (reply.text, reply.message["document"]["file_name"]) == ("原文", "会议.txt")


async def test_a_bot_changes_files_captions_and_takes_messages_back(bot: App, person: Person):
    async with bot:
        chat_id = person.chat["id"]
        photo = await bot.bot.send_photo(chat_id, picture().content, caption="浅色")
        table = InputMediaDocument(b"1,2", filename="表.csv", caption="一张表")
        changed = await photo.edit_media(table)
        assert (changed.document.file_name, changed.caption, changed.photo) == ("表.csv", "一张表", ())
        assert (await person.next_edit()).text == "一张表"
        assert (await changed.edit_caption("两列")).caption == "两列"
        assert (await changed.edit_media(InputMediaPhoto(photo.photo[0].file_id))).photo == photo.photo
        assert await changed.set_reaction("👍")
        assert await bot.bot.delete_messages(chat_id, [changed.message_id])


async def test_a_bot_learns_what_was_picked_and_pressed_in_inline_mode(bot: App, state: State, person: Person):
    state.inline_feedback = True
    keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("全文", callback_data="whole"))
    result = InlineQueryResultArticle("q1", "引文", InputTextMessageContent(QUOTE), reply_markup=keyboard)
    seen: asyncio.Queue[str] = asyncio.Queue()

    async def offer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await update.inline_query.answer([result], next_offset="2")

    async def picked(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        seen.put_nowait(f"{update.chosen_inline_result.result_id} {update.chosen_inline_result.query}")

    async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("全文在此")

    kinds = (InlineQueryHandler(offer), ChosenInlineResultHandler(picked), CallbackQueryHandler(pressed, "whole"))
    bot.add_handlers(kinds, group=-1)
    async with polling(bot):
        await person.ask_inline("百亿级")
        message = await person.choose(await person.next_results())
        assert await asyncio.wait_for(seen.get(), 5) == "q1 百亿级"
        await person.press(Reply(message), "全文")
        assert (await person.next_edit()).text == "全文在此"


async def test_a_bot_fetches_what_a_person_sent(bot: App, person: Person):
    async with bot:
        await person.send_file(Upload("新会议.txt", b"text"))
        (update,) = await bot.bot.get_updates()
        file = await update.message.document.get_file()
        assert await file.download_as_bytearray() == b"text"


async def test_a_bot_reads_about_chats(bot: App, person: Person):
    async with bot:
        assert (await bot.bot.get_chat(person.chat["id"])).username == "wangfang"
        assert (await bot.bot.get_chat_member(person.chat["id"], person.user["id"])).status == "member"


async def test_a_bot_learns_what_it_did_wrong(
    bot: App, server: BotApiServer, person: Person, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the future type; the present one warns
    async with bot:
        chat_id = person.chat["id"]
        with pytest.raises(BadRequest, match="Message is too long"):
            await bot.bot.send_message(chat_id, "长" * 4097)
        server.faults.add("sendMessage", Fault.too_many_requests(7))
        with pytest.raises(RetryAfter) as caught:
            await bot.bot.send_message(chat_id, "快")
        assert caught.value.retry_after == timedelta(seconds=7)
        server.faults.add("sendMessage", Fault(drop=True))
        with pytest.raises(NetworkError):
            await bot.bot.send_message(chat_id, "断")


async def test_a_bot_with_another_token_is_not_let_in(server: BotApiServer):
    application = ApplicationBuilder().token("4839:other").base_url(server.base_url).build()
    with pytest.raises(InvalidToken):
        await application.initialize()
    await application.bot.request.shutdown()  # which the application, not initialised, leaves open
