"""Files that admins send: what is in them is shown, settled and added, to be asked about from then on."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Document, Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.chat.attachments import may_hold_meeting
from bot.chat.delivery import deliver, redraw, to_keyboard, to_telegram
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.rendering.meetings import render_draft
from bot.chat.rendering.pages import render_plain
from bot.chat.rendering.quoting import title_of
from bot.chat.rendering.refusals import explain_refusal
from bot.chat.reply import Reply, parse_press, printable
from bot.chat.services import Services
from bot.chat.texts import Texts
from bot.corpus.amending import amend_lines
from bot.corpus.deciding import decide, is_decidable
from bot.corpus.settling import decode_settling
from bot.corpus.source import LARGEST_FILE
from bot.errors import SourceError
from bot.library.background import BackgroundEncoding
from bot.library.dating import parse_date
from bot.library.engine import LibraryEngine
from bot.library.library import Draft, Library
from bot.transport.attempt import expect_more

__all__ = ["Uploads"]

_MEGABYTE = 10**6
_LARGEST_SETTLING = 10**6
"""Bytes."""
_SENT_SETTLING = Path("sent.toml")
_LONGEST_NOTICE = 200
_LONGEST_TITLE = 200
_TELL_SECONDS = 5.0
"""Between two edits that tell how far the vectors are: Telegram takes one a second in a chat, with everything else."""
_DATE = re.compile(r"[\d年月日./-]+")


class _RepliesToDraft(filters.MessageFilter):
    """Lets pass what answers the summary of a file that is about to be added."""

    def filter(self, message: Message) -> bool:
        """Tell whether ``message`` does."""
        return bool(_draft_in(message))


class Uploads(Feature):
    """Lets admins add meetings.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._admins = frozenset(services.settings.chat.admins)

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handlers of files and of what answers their summaries."""
        if self._services.library is None:
            return []
        said = filters.UpdateType.MESSAGE
        by_admin = said & filters.ChatType.PRIVATE & filters.User(self._admins)
        anybodys = said & filters.ChatType.PRIVATE & filters.Document.ALL & ~filters.FORWARDED
        return [
            MessageHandler(by_admin & filters.Document.ALL, self.sent),
            MessageHandler(by_admin & _RepliesToDraft() & filters.TEXT & ~filters.COMMAND, self.renamed),
            MessageHandler(anybodys, self.sent_by_another),
        ]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of what becomes of a file."""
        return {"add": self.add, "addnot": self.cancel, "doubts": self.leafed, "decide": self.decided}

    async def sent(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Read a file, say what it holds, and ask whether to add it."""
        message, library = update.message, self._services.library
        if message is None or message.document is None or library is None:
            return
        texts = await self._services.texts_for(message.from_user)
        if (message.document.file_name or "").lower().endswith(".toml"):
            await self._settled(message, message.document, library.library, texts)
            return
        size, most = message.document.file_size or 0, int(FileSizeLimit.FILESIZE_DOWNLOAD)
        if size > most:
            refusal = texts.add_too_large.format(
                size=-(-size // _MEGABYTE), most=most // _MEGABYTE, local=LARGEST_FILE // 2**20
            )
            await deliver(message, render_plain(refusal))
            return
        if not may_hold_meeting(message.document):
            await deliver(message, render_plain(texts.add_wrong_kind))
            return
        expect_more(more=True)  # what replaces it: killed meanwhile, the bot reads the file anew
        progress = await message.reply_text(texts.add_reading)
        try:
            draft = await self._read(message.document, library, *_read_label(message.caption or ""))
        except SourceError as error:
            await _change(progress, render_plain(texts.add_refused.format(reason=explain_refusal(error, texts))))
            return
        known = library.find(draft.record.meeting_id)
        if known is not None:
            library.library.discard(draft)
            await _change(progress, render_plain(texts.add_there.format(title=title_of(known, texts))))
            return
        await _change(progress, await self._shown(draft, texts))

    async def sent_by_another(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say who may add meetings."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_plain(texts.only_admins_add))

    async def renamed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Give a file that is about to be added the title and the date of a reply to its summary."""
        message, library = update.message, self._services.library
        if message is None or library is None:
            return
        texts = await self._services.texts_for(message.from_user)
        draft = await asyncio.to_thread(library.library.draft, _draft_in(message))
        if draft is None:
            await deliver(message, render_plain(texts.add_lost))
            return
        change = _naming(*_read_label(message.text or ""))
        try:
            draft = await asyncio.to_thread(library.library.settle, draft, change)
        except SourceError as error:
            await deliver(message, render_plain(texts.add_refused.format(reason=explain_refusal(error, texts))))
            return
        await deliver(message, await self._shown(draft, texts))

    async def _settled(self, message: Message, document: Document, library: Library, texts: Texts) -> None:
        """Settle the doubts about a file by another one that is sent as a reply to its summary."""
        if not (token := _draft_in(message)):
            await deliver(message, render_plain(texts.add_settling_how))
            return
        draft = await asyncio.to_thread(library.draft, token)
        if draft is None:
            await deliver(message, render_plain(texts.add_lost))
            return
        if (document.file_size or 0) > _LARGEST_SETTLING:
            reason = texts.refused_too_large.format(size=-(-(document.file_size or 0) // _MEGABYTE), most=1)
            await deliver(message, render_plain(texts.add_refused.format(reason=reason)))
            return
        file = await document.get_file()
        written = bytes(await file.download_as_bytearray())
        try:
            draft = await asyncio.to_thread(library.settle, draft, lambda _: decode_settling(written, _SENT_SETTLING))
        except SourceError as error:
            await deliver(message, render_plain(texts.add_refused.format(reason=explain_refusal(error, texts))))
            return
        await deliver(message, await self._shown(draft, texts))

    async def leafed(self, press: Press) -> Reply:
        """Show another doubt."""
        return await self._shown(await self._draft(press), press.texts, place=press.number(1))

    async def decided(self, press: Press) -> Reply | str:
        """Settle a doubt, and read the file anew."""
        draft, library = await self._draft(press), self._library(press).library
        structure = await asyncio.to_thread(library.structure, draft)
        kind, start, yes = press.text(2), press.number(3), press.text(4) == "y"
        doubt = next((one for one in structure.doubts if (one.kind.value, one.start) == (kind, start)), None)
        if doubt is None or not is_decidable(doubt):
            raise LookupError(press.query.data)
        lines = decide(doubt, structure.meeting, yes=yes)
        try:
            draft = await asyncio.to_thread(library.settle, draft, lambda text: amend_lines(text, lines))
        except SourceError as error:  # as where nobody would speak any more
            return explain_refusal(error, press.texts)[:_LONGEST_NOTICE]
        return await self._shown(draft, press.texts, place=press.number(1))

    async def _draft(self, press: Press) -> Draft:
        draft = await asyncio.to_thread(self._library(press).library.draft, press.text(0))
        if draft is None:
            raise LookupError(press.query.data)
        return draft

    async def _shown(self, draft: Draft, texts: Texts, *, place: int = 0) -> Reply:
        library = self._services.library
        if library is None:
            raise LookupError(draft.token)
        structure = await asyncio.to_thread(library.library.structure, draft)
        return render_draft(draft, structure, texts, place=place)

    async def _read(self, document: Document, library: LibraryEngine, title: str, date: str) -> Draft:
        with TemporaryDirectory(prefix="whosaid-") as folder:
            path = Path(folder, "sent")
            file = await document.get_file()
            await file.download_to_drive(path)
            name = document.file_name or "meeting.txt"
            draft = await asyncio.to_thread(library.library.read, path, file_name=name)
        if not title and not date:
            return draft
        try:
            return await asyncio.to_thread(library.library.settle, draft, _naming(title, date))
        except SourceError:
            library.library.discard(draft)
            raise

    async def add(self, press: Press) -> Reply:
        """Add what was read; from then on it is asked about."""
        library = self._library(press)
        draft = await asyncio.to_thread(library.library.draft, press.text(0))
        if draft is None:
            return render_plain(press.texts.add_lost)
        title = title_of(draft.meeting, press.texts)
        await redraw(press.query, render_plain(press.texts.add_working.format(title=title)))
        await asyncio.to_thread(library.prepare, draft.meeting)
        added = await self._services.run(library.library.add, draft)
        await self._services.run(library.refresh)
        done = (press.texts.add_done if added else press.texts.add_there).format(title=title)
        if added and library.encoding is not None and library.encoding.percent is not None:
            self._services.do_meanwhile(_tell_progress(press, library.encoding, done))
        return render_plain(done)

    async def cancel(self, press: Press) -> Reply:
        """Leave nothing of a file."""
        library = self._library(press)
        if draft := await asyncio.to_thread(library.library.draft, press.text(0)):
            library.library.discard(draft)
        return render_plain(press.texts.add_cancelled)

    def _library(self, press: Press) -> LibraryEngine:
        library = self._services.library
        if press.query.from_user.id not in self._admins or library is None:
            raise LookupError(press.query.data)
        return library


async def _change(message: Message, reply: Reply) -> None:
    text, entities = to_telegram(reply)
    await message.edit_text(text, entities=entities, reply_markup=to_keyboard(reply.buttons, message.get_bot()))


def _draft_in(message: Message) -> str:
    """Return the token of the draft whose summary a message answers, by the summary's buttons; empty for none."""
    replied = message.reply_to_message
    if replied is None or replied.reply_markup is None:
        return ""
    pressed = (button.callback_data for row in replied.reply_markup.inline_keyboard for button in row)
    presses = (parse_press(data) for data in pressed if isinstance(data, str))
    return next((arguments[0] for action, arguments in presses if action == "add" and arguments), "")


def _read_label(text: str) -> tuple[str, str]:
    """Return the title and the date that somebody typed, each of which may be missing: 防汛会 2024-05-01."""
    words = printable(text).split()
    date = ""
    if words and _DATE.fullmatch(words[-1]):
        with suppress(ValueError):
            date = parse_date(words[-1])
    return " ".join(words[:-1] if date else words)[:_LONGEST_TITLE], date


def _naming(title: str, date: str) -> Callable[[str], str]:
    return lambda text: amend_lines(text, title=title, date=date)


async def _tell_progress(press: Press, encoding: BackgroundEncoding, done: str) -> None:
    """Show below what was added how far its vectors are; the meeting is answered by its words meanwhile."""
    bot, told = press.query.get_bot(), None
    while True:
        await asyncio.sleep(_TELL_SECONDS)
        percent = encoding.percent
        text = done if percent is None else press.texts.add_meanings.format(done=done, percent=percent)
        if text != told:
            with suppress(TelegramError):
                await bot.edit_message_text(text, press.chat_id, press.message_id)
        told = text
        if percent is None:
            return
