"""/meetings: which meeting somebody asks about; and files that admins send, to be asked about from then on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Document, Message, Update
from telegram.constants import FileSizeLimit
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.chat.addressing import talker_of
from bot.chat.attachments import may_hold_meeting
from bot.chat.delivery import deliver, redraw, to_keyboard, to_telegram
from bot.chat.handlers.feature import AnyHandler, Press, PressHandler
from bot.chat.rendering.meetings import ALL, render_draft, render_meetings
from bot.chat.rendering.pages import render_plain
from bot.chat.rendering.quoting import title_of
from bot.chat.rendering.refusals import explain_refusal
from bot.chat.reply import Reply
from bot.chat.services import Services
from bot.chat.texts import Texts
from bot.corpus.places import fingerprint
from bot.corpus.source import LARGEST_FILE
from bot.errors import SourceError
from bot.library.engine import LibraryEngine
from bot.library.library import Draft
from bot.store.exchanges import Talker
from bot.transport.attempt import expect_more

__all__ = ["Meetings"]

_MEGABYTE = 10**6


class Meetings:
    """Lets everybody choose a meeting, and admins add one.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._admins = frozenset(services.settings.chat.admins)

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handlers of /meetings and of an admin's files."""
        said = filters.UpdateType.MESSAGE
        handlers: list[AnyHandler] = [CommandHandler("meetings", self.meetings, filters=said)]
        if self._services.library is not None:
            by_admin = said & filters.ChatType.PRIVATE & filters.User(self._admins)
            handlers.append(MessageHandler(by_admin & filters.Document.ALL, self.sent))
        return handlers

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the choice and of what becomes of a file."""
        return {"meetings": self.turned, "meeting": self.choose, "add": self.add, "addnot": self.cancel}

    # --- choosing -----------------------------------------------------------------------------------------

    async def meetings(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Offer the meetings."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, await self._offer(talker_of(message), texts))

    async def turned(self, press: Press) -> Reply:
        """Show another page of them."""
        return await self._offer(_talker(press), press.texts, page=press.number(0))

    async def choose(self, press: Press) -> Reply | str:
        """Keep a choice; in a group it is that of whoever pressed alone."""
        value, library = press.text(0), self._services.library
        chosen = library.find(value) if library is not None and value != ALL else None
        if library is None or (value != ALL and (chosen is None or fingerprint(chosen) != value)):
            raise LookupError(value)
        talker = _talker(press)
        await self._services.run(self._services.store.meetings.choose, talker, None if value == ALL else value)
        said = press.texts.meetings_chosen.format(title=title_of(chosen or library.meeting, press.texts))
        if not press.room.private:
            return said
        return await self._offer(talker, press.texts, page=press.number(1), said=said)

    async def _offer(self, talker: Talker, texts: Texts, *, page: int = 0, said: str = "") -> Reply:
        together = self._services.meeting
        chosen = await self._services.meeting_for(talker)
        one = next((meeting for meeting in together.parts if meeting is chosen), None)
        return render_meetings(together, one, texts, page=page, said=said)

    # --- adding -------------------------------------------------------------------------------------------

    async def sent(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Read a file, say what it holds, and ask whether to add it."""
        message, library = update.message, self._services.library
        if message is None or message.document is None or library is None:
            return
        texts = await self._services.texts_for(message.from_user)
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
            draft = await self._read(message.document, library)
        except SourceError as error:
            await _change(progress, render_plain(texts.add_refused.format(reason=explain_refusal(error, texts))))
            return
        known = library.find(draft.record.meeting_id)
        if known is not None:
            library.library.discard(draft)
            await _change(progress, render_plain(texts.add_there.format(title=title_of(known, texts))))
            return
        await _change(progress, render_draft(draft.meeting, draft.token, texts))

    async def _read(self, document: Document, library: LibraryEngine) -> Draft:
        with TemporaryDirectory(prefix="whosaid-") as folder:
            path = Path(folder, "sent")
            file = await document.get_file()
            await file.download_to_drive(path)
            return await asyncio.to_thread(library.library.read, path, file_name=document.file_name or "meeting.txt")

    async def add(self, press: Press) -> Reply:
        """Add what was read; from then on it is asked about."""
        library = self._library(press)
        draft = library.library.draft(press.text(0))
        if draft is None:
            return render_plain(press.texts.add_lost)
        title = title_of(draft.meeting, press.texts)
        await redraw(press.query, render_plain(press.texts.add_working.format(title=title)))
        await asyncio.to_thread(library.prepare, draft.meeting)
        added = await self._services.run(library.library.add, draft)
        await self._services.run(library.refresh)
        return render_plain((press.texts.add_done if added else press.texts.add_there).format(title=title))

    async def cancel(self, press: Press) -> Reply:
        """Leave nothing of a file."""
        library = self._library(press)
        if draft := library.library.draft(press.text(0)):
            library.library.discard(draft)
        return render_plain(press.texts.add_cancelled)

    def _library(self, press: Press) -> LibraryEngine:
        library = self._services.library
        if press.query.from_user.id not in self._admins or library is None:
            raise LookupError(press.query.data)
        return library


def _talker(press: Press) -> Talker:
    return press.chat_id, press.query.from_user.id


async def _change(message: Message, reply: Reply) -> None:
    text, entities = to_telegram(reply)
    await message.edit_text(text, entities=entities, reply_markup=to_keyboard(reply.buttons, message.get_bot()))
