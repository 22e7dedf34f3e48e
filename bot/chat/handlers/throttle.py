"""Nobody asks faster than the bot likes: one polite notice, then silence until they slow down."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil

from telegram import Message, Update, User
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.chat.addressing import question_in
from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler
from bot.chat.rendering.pages import render_plain
from bot.chat.services import Services

__all__ = ["Throttle"]

_MOST_PEOPLE = 10_000
_MINUTE_SECONDS = 60.0


@dataclass(slots=True)
class _Allowance:
    """How many questions somebody may ask at once, and when that was so."""

    left: float
    at: float
    told: bool = False


class Throttle:
    """Comes before all features and keeps from them what is asked too fast.

    Time is that of the messages, so that nobody is blamed for what piled up while the bot was away.

    Args:
        services: What the handlers share; ``chat.questions_per_minute`` may be asked at once, and so many a minute.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._limit = services.settings.chat.questions_per_minute
        self._people: OrderedDict[int, _Allowance] = OrderedDict()

    def handler(self) -> AnyHandler:
        """Return the handler, for a group before that of the features."""
        return TypeHandler(Update, self.check)

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass, or end its handling.

        Raises:
            ApplicationHandlerStop: it is one too many.
        """
        message = update.message
        if not self._limit or message is None or message.from_user is None or not _asks(message, context.bot.bot):
            return
        allowance = self._allowance(message.from_user.id, message.date.timestamp())
        if allowance.left >= 1:
            allowance.left -= 1
            return
        if not allowance.told:
            allowance.told = True
            seconds = ceil((1 - allowance.left) * _MINUTE_SECONDS / self._limit)
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_plain(texts.too_fast.format(seconds=seconds)))
        raise ApplicationHandlerStop

    def _allowance(self, user_id: int, now: float) -> _Allowance:
        allowance = self._people.setdefault(user_id, _Allowance(self._limit, now))
        self._people.move_to_end(user_id)
        if len(self._people) > _MOST_PEOPLE:
            self._people.popitem(last=False)
        passed = max(now - allowance.at, 0.0)
        allowance.left = min(allowance.left + passed * self._limit / _MINUTE_SECONDS, self._limit)
        allowance.at = max(now, allowance.at)
        if allowance.left > self._limit / 2:
            allowance.told = False
        return allowance


def _asks(message: Message, bot: User) -> bool:
    return (message.text or "").startswith("/") or question_in(message, bot) is not None
