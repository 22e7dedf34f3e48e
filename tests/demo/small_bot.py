"""A small bot that says everything a bot can say, to see it on the page."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    MessageEntity,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.botapi import BotApiServer, State
from bot.demo.server import DemoServer, take_port

TOKEN = "4839:test-token"
LONG = (
    "今年以来，街道党工委坚持把群众的小事当作自己的大事，𠮷祥里加装电梯１２部，背街小巷新增路灯３２０盏，投诉量下降三成。"
    * 4
)
STYLED = (
    ("😀粗", "bold"),
    ("斜", "italic"),
    ("底", "underline"),
    ("删", "strikethrough"),
    ("码", "code"),
    ("藏", "spoiler"),
    ("块\n两行", "pre"),
    ("引𠮷文", "blockquote"),
)
PAGES = 3
Context = ContextTypes.DEFAULT_TYPE


def picture(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Return a picture of one colour, as PNG."""
    row = b"\0" + bytes(colour) * width

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(row * height)) + part(b"IEND", b"")
    )


def entity(kind: str, text: str, words: str, **more: Any) -> MessageEntity:
    """Mark the first place of ``words`` in ``text``."""
    before = text[: text.index(words)]
    return MessageEntity(kind, len(before.encode("utf-16-le")) // 2, len(words.encode("utf-16-le")) // 2, **more)


def buttons(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


async def styles(update: Update, _context: Context) -> None:
    text = "，".join(words for words, _ in STYLED) + "，链，/styles，@whosaid_bot，https://example.com/a。"
    marks = [entity(kind, text, words) for words, kind in STYLED]
    link = entity("text_link", text, "链", url="https://t.me/whosaid_bot?start=deep-1")
    await update.message.reply_text(text, entities=[*marks, link])


async def fold(update: Update, _context: Context) -> None:
    text = f"何敏 · 市水务局局长\n{LONG}\n—— 守好一河清水\n短的也一样：\n只有一行。\n完"
    folded = [entity("expandable_blockquote", text, words) for words in (LONG, "只有一行。")]
    await update.message.reply_text(text, entities=[*folded, entity("bold", text, "３２０盏")])


async def keys(update: Update, _context: Context) -> None:
    button = InlineKeyboardButton
    keyboard = buttons(
        [button("数一数", callback_data="count:1"), button("警告", callback_data="alert")],
        [button("复制引文", copy_text=CopyTextButton("一字不差")), button("提示", callback_data="toast")],
        [
            button("分享", switch_inline_query="路灯"),
            button("在这里找", switch_inline_query_current_chat="河道"),
        ],
        [
            button("打开", url="https://t.me/whosaid_bot?start=deep-2"),
            button("外面", url="https://example.com/"),
        ],
    )
    await update.message.reply_text("按吧", reply_markup=keyboard)


async def pressed(update: Update, _context: Context) -> None:
    query = update.callback_query
    action, _, number = query.data.partition(":")
    if action == "alert":
        await query.answer("只能这样了", show_alert=True)
    elif action == "toast":
        await query.answer("知道了")
    else:
        await query.answer()
        keyboard = buttons([InlineKeyboardButton("再数", callback_data=f"count:{int(number) + 1}")])
        await query.edit_message_text(f"数到{number}", reply_markup=keyboard)


async def files(update: Update, _context: Context) -> None:
    await update.message.reply_chat_action("upload_photo")
    await update.message.reply_photo(picture(640, 360, (31, 122, 140)), caption="谁承诺了多少", filename="图.png")
    await update.message.reply_document("发言人,数字\n沈𠮷安,120\n".encode("utf-8-sig"), filename="承诺 表.csv")


async def board(update: Update, _context: Context) -> None:
    rows = [["路灯", "河道"], ["门前三包"]]
    await update.message.reply_text("选一个", reply_markup=ReplyKeyboardMarkup(rows, resize_keyboard=True))


async def inline(update: Update, _context: Context) -> None:
    query = update.inline_query
    if query.query == "无":
        way = InlineQueryResultsButton("私聊问问", start_parameter="from-inline")
        await query.answer([], button=way, cache_time=0)
        return
    page = int(query.offset or 1)
    results = [
        InlineQueryResultArticle(
            f"{page}-{place}",
            f"第{page}页第{place}条",
            InputTextMessageContent(f"引文：{query.query}", entities=[MessageEntity("blockquote", 3, len(query.query))])
            if query.query
            else InputTextMessageContent("引文"),
            description=LONG,
            reply_markup=buttons([InlineKeyboardButton("数一数", callback_data="count:1")]),
        )
        for place in range(1, 11)
    ]
    await query.answer(results, next_offset=str(page + 1) if page < PAGES else "", cache_time=60)


async def echo(update: Update, _context: Context) -> None:
    await update.message.reply_text(f"你说：{update.message.text}")


@asynccontextmanager
async def serve_small_bot() -> AsyncIterator[DemoServer]:
    """Serve the page with this bot behind it."""
    state = State(TOKEN)
    commands = {"styles": styles, "fold": fold, "keys": keys, "files": files, "board": board, "start": echo}
    async with BotApiServer(state) as api, DemoServer(state, take_port(0)) as server:
        builder = ApplicationBuilder().token(TOKEN).base_url(api.base_url).base_file_url(api.base_file_url)
        application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
        for name, handler in commands.items():
            application.add_handler(CommandHandler(name, handler))
        application.add_handler(CallbackQueryHandler(pressed))
        application.add_handler(InlineQueryHandler(inline))
        application.add_handler(MessageHandler(filters.TEXT & ~filters.VIA_BOT, echo))
        async with application:
            await application.bot.set_my_commands([(name, name) for name in commands])
            await application.start()
            await application.updater.start_polling(timeout=5)
            yield server
            await application.updater.stop()
            await application.stop()
