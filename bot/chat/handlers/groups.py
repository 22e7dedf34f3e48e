"""A group and the bot: it is introduced, it leaves, the group moves, and its questions wait for the cooldown."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from telegram import ChatMember, ChatMemberRestricted, Message, Update
from telegram.constants import ChatType, ReactionEmoji
from telegram.error import BadRequest, Forbidden
from telegram.ext import ChatMemberHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.chat.cooldowns import Admission, Cooldowns
from bot.chat.delivery import announce, deliver
from bot.chat.handlers.feature import AnyHandler, Feature
from bot.chat.rendering.pages import render_introduction, render_plain
from bot.chat.services import Services
from bot.transport.attempt import current_attempt

__all__ = ["Groups"]

_Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class Groups(Feature):
    """What happens in groups only.

    Args:
        services: What the handlers share.
        cooldowns: When a group's questions are answered.
    """

    def __init__(self, services: Services, cooldowns: Cooldowns) -> None:
        super().__init__(services)
        self._cooldowns = cooldowns

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handlers of coming, going and moving."""
        return [
            ChatMemberHandler(self.moved_in_or_out, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.StatusUpdate.MIGRATE, self.migrated),
        ]

    def cooled_down(self, handlers: Sequence[AnyHandler]) -> Sequence[AnyHandler]:
        """Let what is said in groups wait for the cooldown before these handlers get it; in private nothing waits."""
        for handler in handlers:
            if isinstance(handler, CommandHandler | MessageHandler):
                handler.callback = partial(self._wait, handler.callback)
        return handlers

    async def moved_in_or_out(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Introduce the bot to a group it was added to and never talked in; of one it left nobody needs to hear."""
        change = update.my_chat_member
        if change is None or change.chat.type not in _GROUPS:
            return
        was, is_now = _is_there(change.old_chat_member), _is_there(change.new_chat_member)
        if was or not is_now or await self._services.run(self._services.store.exchanges.knows, change.chat.id):
            return
        texts = await self._services.texts_for(change.from_user)
        with suppress(BadRequest, Forbidden):  # it may read there and not write, or is gone again
            await announce(context.bot, change.chat.id, render_introduction(self._services.meeting, texts))

    async def migrated(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Go on with a group's conversations where it lives from now on: a group that grows gets another number."""
        if (message := update.message) is None:
            return
        before, now = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
        await self._services.run(self._services.store.exchanges.move, before, now)

    async def _wait(self, callback: _Callback, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        if message is None or message.chat.type not in _GROUPS:
            await callback(update, context)
            return
        attempt, work = current_attempt(), partial(_attempt, callback, update, context)
        admission = self._cooldowns.take(message.chat.id, attempt.park(work) if attempt else work)
        if admission is not Admission.TAKEN:
            if attempt:
                attempt.parked = None
            await self._decline(message, admission)

    async def _decline(self, message: Message, admission: Admission) -> None:
        """Say that a question is not answered: once for all, later ones are only marked."""
        if admission is Admission.FULL:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_plain(texts.group_busy))
        with suppress(BadRequest, Forbidden):  # a group may do without reactions
            await message.set_reaction(ReactionEmoji.PERSON_WITH_FOLDED_HANDS)


async def _attempt(callback: _Callback, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Handle an update that waited, errors included, as the application would have done at once."""
    try:
        await callback(update, context)
    except Exception as error:  # noqa: BLE001 - the application's error handler tells them apart
        await context.application.process_error(update, error)


def _is_there(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER}
