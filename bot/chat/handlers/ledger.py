"""The ledger in the chat: /pledges, its pages, and the ledger as a picture and as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.answering.parsing import Parser
from bot.answering.pledges import read_pledges, select_pledges, with_number
from bot.chat.addressing import room_in, talker_of, words_after_command
from bot.chat.delivery import deliver, deliver_document, deliver_photo, redraw_photo
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.rendering.ledger import LedgerView, chart_buttons, render_ledger, render_pledgers
from bot.chat.rendering.pages import render_plain
from bot.chat.rendering.pictures import chart_labels
from bot.chat.rendering.quoting import title_of
from bot.chat.reply import Buttons, Reply
from bot.chat.services import Services
from bot.chat.texts import Texts
from bot.corpus.places import fingerprint
from bot.library.engine import is_compared_whole
from bot.types import Meeting, Pledge

__all__ = ["Ledger"]

_REMEMBERED = 4
"""Meetings whose ledger is at hand."""


@dataclass(frozen=True, slots=True)
class _Chart:
    picture: bytes
    buttons: Buttons


class Ledger(Feature):
    """Shows who pledged what.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        # meetings are added and chosen while the bot runs
        self._pledges = lru_cache(maxsize=_REMEMBERED)(read_pledges)
        self._parser = lru_cache(maxsize=_REMEMBERED)(Parser)

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of /pledges."""
        return [CommandHandler("pledges", self.pledges, filters=filters.UpdateType.MESSAGE)]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the ledger's buttons."""
        return {
            "pledges": self.turned,
            "pledgers": self.whose,
            "chart": self.chart,
            "chartlight": self.light,
            "chartdark": self.dark,
            "ledgercsv": self.csv,
            "ledgerxlsx": self.xlsx,
        }

    async def pledges(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Show the ledger, or what of it the words behind the command ask for: a speaker, a topic, a number."""
        if (message := update.message) is None:
            return
        texts = await self._services.texts_for(message.from_user)
        words = words_after_command(message)
        meeting = await self._services.meeting_for(talker_of(message))
        if not is_compared_whole(meeting):
            await deliver(message, render_plain(texts.too_much))
            return
        view, chosen = await self._services.run(self._opened, meeting, words)
        await deliver(message, render_ledger(chosen, view, meeting, texts, room=room_in(message.chat)))

    async def turned(self, press: Press) -> Reply:
        """Show another part of the ledger."""
        meeting, view = self._parse(press)
        chosen = await self._services.run(self._chosen, meeting, view)
        return render_ledger(chosen, view, meeting, press.texts, room=press.room)

    async def whose(self, press: Press) -> Reply:
        """Ask whose pledges to show."""
        meeting, view = self._parse(press)
        everybodys = await self._services.run(self._chosen, meeting, replace(view, speaker=None, words=""))
        pledgers = tuple(dict.fromkeys(pledge.quote.speech.speaker for pledge in everybodys))
        return render_pledgers(view, pledgers, meeting, press.texts)

    async def chart(self, press: Press) -> str | None:
        """Send the targets as a picture."""
        meeting, view = self._parse(press)
        view = replace(view, page=0)
        chart = await self._services.draw(partial(self._drawn, meeting, view, press.texts, dark=False))
        if chart is None:
            return press.texts.chart_empty
        await deliver_photo(press.message, chart.picture, _caption(meeting, press.texts), chart.buttons)
        return None

    async def light(self, press: Press) -> None:
        """Show a page of the picture dark on light."""
        await self._redraw(press, dark=False)

    async def dark(self, press: Press) -> None:
        """Show a page of the picture light on dark."""
        await self._redraw(press, dark=True)

    async def csv(self, press: Press) -> None:
        """Send the ledger as a CSV file."""
        from bot.export.ledger_csv import render_csv  # noqa: PLC0415 - few ask for files

        await self._send(press, "csv", lambda pledges: render_csv(pledges, press.texts))

    async def xlsx(self, press: Press) -> None:
        """Send the ledger as a spreadsheet."""
        from bot.export.ledger_xlsx import render_xlsx  # noqa: PLC0415 - it brings a library of its own

        title = title_of(self._parse(press)[0], press.texts)
        await self._send(press, "xlsx", lambda pledges: render_xlsx(pledges, press.texts, title))

    async def _send(self, press: Press, kind: str, written: Callable[[Sequence[Pledge]], bytes]) -> None:
        meeting, view = self._parse(press)
        content = await self._services.run(lambda: written(self._chosen(meeting, view)))
        name = f"{press.texts.ledger_sheet}-{meeting.meeting_id or fingerprint(meeting)}.{kind}"
        await deliver_document(press.message, content, name, _caption(meeting, press.texts))

    def _parse(self, press: Press) -> tuple[Meeting, LedgerView]:
        meeting = self._services.meeting_named(press.text(0))
        return meeting, LedgerView.parse(press.arguments, meeting)

    async def _redraw(self, press: Press, *, dark: bool) -> None:
        meeting, view = self._parse(press)
        chart = await self._services.draw(partial(self._drawn, meeting, view, press.texts, dark=dark))
        if chart is None:
            raise LookupError(press.query.data)
        await redraw_photo(press.query, chart.picture, _caption(meeting, press.texts), chart.buttons)

    def _drawn(self, meeting: Meeting, view: LedgerView, texts: Texts, *, dark: bool) -> _Chart | None:
        from bot.pictures.chart import count_pages, draw_pledges  # noqa: PLC0415 - it brings Pillow and fonts

        chosen = with_number(self._chosen(meeting, view))
        if not chosen:
            return None
        title, labels = title_of(meeting, texts), chart_labels(texts)
        font = self._services.settings.pictures.font
        pages = count_pages(chosen, title, labels, font=font)
        view = replace(view, page=min(view.page, pages - 1))
        picture = draw_pledges(chosen, title, labels, dark=dark, page=view.page + 1, font=font)
        return _Chart(picture, chart_buttons(view, pages, dark=dark))

    def _opened(self, meeting: Meeting, words: str) -> tuple[LedgerView, tuple[Pledge, ...]]:
        """Return what the words ask for; where nobody promised a number, the pledges without one."""
        view = LedgerView.of(meeting, words)
        if chosen := self._chosen(meeting, view):
            return view, chosen
        wider = replace(view, everything=True)
        return wider, self._chosen(meeting, wider)

    def _chosen(self, meeting: Meeting, view: LedgerView) -> tuple[Pledge, ...]:
        read = self._pledges(meeting)
        pledges = read if view.everything else with_number(read)
        if view.speaker is not None:
            speaker = meeting.speakers[view.speaker]
            pledges = tuple(pledge for pledge in pledges if pledge.quote.speech.speaker == speaker)
        return select_pledges(pledges, self._parser(meeting).parse(view.words)) if view.words else pledges


def _caption(meeting: Meeting, texts: Texts) -> str:
    return texts.ledger_title.format(title=title_of(meeting, texts))
