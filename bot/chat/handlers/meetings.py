"""/meetings: which meeting somebody asks about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat.addressing import talker_of
from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.rendering.meetings import ALL, render_meetings
from bot.chat.rendering.quoting import title_of
from bot.chat.reply import Reply
from bot.chat.texts import Texts
from bot.corpus.places import fingerprint
from bot.store.exchanges import Talker

__all__ = ["Meetings"]


class Meetings(Feature):
    """Lets everybody choose a meeting."""

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of /meetings."""
        return [CommandHandler("meetings", self.meetings, filters=filters.UpdateType.MESSAGE)]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the choice."""
        return {"meetings": self.turned, "meeting": self.choose}

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


def _talker(press: Press) -> Talker:
    return press.chat_id, press.query.from_user.id
