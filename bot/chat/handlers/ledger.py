"""The ledger in the chat: /pledges, its pages, and the ledger as a picture and as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.answering.parsing import Parser
from bot.answering.pledges import read_pledges, select_pledges, with_number
from bot.chat.addressing import room_in, words_after_command
from bot.chat.delivery import deliver, deliver_document, deliver_photo, redraw_photo
from bot.chat.handlers.feature import AnyHandler, Press, PressHandler
from bot.chat.rendering.ledger import LedgerView, chart_buttons, render_ledger, render_pledgers
from bot.chat.rendering.pictures import chart_labels
from bot.chat.rendering.quoting import title_of
from bot.chat.reply import Buttons, Reply
from bot.chat.services import Services
from bot.chat.texts import Texts
from bot.types import Pledge

__all__ = ["Ledger"]


@dataclass(frozen=True, slots=True)
class _Chart:
    picture: bytes
    buttons: Buttons


class Ledger:
    """Shows who pledged what.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    @cached_property
    def _pledges(self) -> tuple[Pledge, ...]:
        return read_pledges(self._services.meeting)

    @cached_property
    def _parser(self) -> Parser:
        return Parser(self._services.meeting)

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
        view, chosen = await self._services.run(self._opened, words)
        await deliver(message, render_ledger(chosen, view, self._services.meeting, texts, room=room_in(message.chat)))

    async def turned(self, press: Press) -> Reply:
        """Show another part of the ledger."""
        view = LedgerView.parse(press.arguments, self._services.meeting)
        chosen = await self._services.run(self._chosen, view)
        return render_ledger(chosen, view, self._services.meeting, press.texts, room=press.room)

    async def whose(self, press: Press) -> Reply:
        """Ask whose pledges to show."""
        meeting = self._services.meeting
        view = LedgerView.parse(press.arguments, meeting)
        everybodys = await self._services.run(self._chosen, replace(view, speaker=None, words=""))
        pledgers = tuple(dict.fromkeys(pledge.quote.speech.speaker for pledge in everybodys))
        return render_pledgers(view, pledgers, meeting, press.texts)

    async def chart(self, press: Press) -> str | None:
        """Send the targets as a picture."""
        view = replace(LedgerView.parse(press.arguments, self._services.meeting), page=0)
        chart = await self._services.draw(partial(self._drawn, view, press.texts, dark=False))
        if chart is None:
            return press.texts.chart_empty
        await deliver_photo(press.message, chart.picture, self._caption(press.texts), chart.buttons)
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

        title = self._services.meeting.title
        await self._send(press, "xlsx", lambda pledges: render_xlsx(pledges, press.texts, title))

    async def _send(self, press: Press, kind: str, written: Callable[[Sequence[Pledge]], bytes]) -> None:
        meeting = self._services.meeting
        view = LedgerView.parse(press.arguments, meeting)
        content = await self._services.run(lambda: written(self._chosen(view)))
        name = f"{press.texts.ledger_sheet}-{meeting.meeting_id}.{kind}"
        await deliver_document(press.message, content, name, self._caption(press.texts))

    def _caption(self, texts: Texts) -> str:
        return texts.ledger_title.format(title=title_of(self._services.meeting, texts))

    async def _redraw(self, press: Press, *, dark: bool) -> None:
        view = LedgerView.parse(press.arguments, self._services.meeting)
        chart = await self._services.draw(partial(self._drawn, view, press.texts, dark=dark))
        if chart is None:
            raise LookupError(press.query.data)
        await redraw_photo(press.query, chart.picture, self._caption(press.texts), chart.buttons)

    def _drawn(self, view: LedgerView, texts: Texts, *, dark: bool) -> _Chart | None:
        from bot.pictures.chart import count_pages, draw_pledges  # noqa: PLC0415 - it brings Pillow and fonts

        chosen = with_number(self._chosen(view))
        if not chosen:
            return None
        title, labels = title_of(self._services.meeting, texts), chart_labels(texts)
        font = self._services.settings.pictures.font
        pages = count_pages(chosen, title, labels, font=font)
        view = replace(view, page=min(view.page, pages - 1))
        picture = draw_pledges(chosen, title, labels, dark=dark, page=view.page + 1, font=font)
        return _Chart(picture, chart_buttons(view, pages, dark=dark))

    def _opened(self, words: str) -> tuple[LedgerView, tuple[Pledge, ...]]:
        """Return what the words ask for; where nobody promised a number, the pledges without one."""
        view = LedgerView.of(self._services.meeting, words)
        if chosen := self._chosen(view):
            return view, chosen
        wider = replace(view, everything=True)
        return wider, self._chosen(wider)

    def _chosen(self, view: LedgerView) -> tuple[Pledge, ...]:
        pledges = self._pledges if view.everything else with_number(self._pledges)
        if view.speaker is not None:
            speaker = self._services.meeting.speakers[view.speaker]
            pledges = tuple(pledge for pledge in pledges if pledge.quote.speech.speaker == speaker)
        return select_pledges(pledges, self._parser.parse(view.words)) if view.words else pledges
