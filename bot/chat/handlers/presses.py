"""Pressed buttons: each finds its handler by the action it carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from telegram import CallbackQuery, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.chat.delivery import redraw, redraw_buttons
from bot.chat.handlers.feature import AnyHandler, Feature, Notice, Press, PressHandler
from bot.chat.reply import Reply, parse_press
from bot.chat.services import Services
from bot.chat.texts import Texts

__all__ = ["Presses"]


class Presses(Feature):
    """Takes every pressed button.

    Args:
        services: What the handlers share.
        actions: The features' handlers by action.
    """

    def __init__(self, services: Services, actions: Mapping[str, PressHandler]) -> None:
        super().__init__(services)
        self._actions = actions

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of buttons."""
        return [CallbackQueryHandler(self.pressed)]

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Do what a button promises; an outdated one says that it is."""
        if (query := update.callback_query) is None:
            return
        texts = await self._services.texts_for(query.from_user)
        outcome = await self._outcome(query, texts)
        shown = Notice(outcome) if isinstance(outcome, str) else outcome
        # before anything else, for the button shows that it waits until then
        await _acknowledge(query, shown.text if isinstance(shown, Notice) else None)
        if isinstance(shown, Reply):
            await redraw(query, shown)
        elif shown and shown.buttons is not None:
            await redraw_buttons(query, shown.buttons)

    async def _outcome(self, query: CallbackQuery, texts: Texts) -> Reply | Notice | str | None:
        action, arguments = parse_press(query.data or "")
        handler = self._actions.get(action)
        if handler is None or query.message is None:
            return texts.outdated
        press = Press(query, query.message.chat.id, query.message.message_id, arguments, texts)
        try:
            return await handler(press)
        except LookupError:
            return texts.outdated
        except Exception:
            await _acknowledge(query, texts.failed)  # else the button would wait for ever
            raise


async def _acknowledge(query: CallbackQuery, notice: str | None) -> None:
    with suppress(BadRequest):  # too old: nobody is looking at the button any more
        await query.answer(notice)
