"""What people think of an answer: 👍 or 👎, by a button under it or as a reaction to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import MessageReactionUpdated, ReactionTypeEmoji, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes, MessageReactionHandler

from bot.chat.delivery import buttons_of
from bot.chat.handlers.feature import AnyHandler, Feature, Notice, Press, PressHandler
from bot.chat.rendering.keyboards import mark_vote
from bot.store.votes import Vote

__all__ = ["Votes"]

_REACTIONS = {"👍": Vote.UP, "👎": Vote.DOWN}


class Votes(Feature):
    """Keeps votes, one a person and answer; the last one counts.

    Telegram tells a bot of reactions in private chats, and in groups where it is an administrator.

    Args:
        services: What the handlers share.
    """

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of reactions; one by nobody in particular is another kind of update."""
        by_somebody = MessageReactionHandler.MESSAGE_REACTION_UPDATED
        return [MessageReactionHandler(self.reacted, message_reaction_types=by_somebody)]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handler of the buttons."""
        return {"vote": self.voted}

    async def voted(self, press: Press) -> Notice:
        """Keep the vote and thank for it; in a private chat the button shows it."""
        vote = _vote_named(press)
        exchange_id, user_id = press.number(0), press.query.from_user.id
        await self._services.run(self._cast, exchange_id, press.chat_id, user_id, vote)
        thanks = press.texts.voted_up if vote is Vote.UP else press.texts.voted_down
        message = press.query.message
        if message is None or message.chat.type != ChatType.PRIVATE:
            return Notice(thanks)
        return Notice(thanks, mark_vote(buttons_of(message), exchange_id, vote))

    async def reacted(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Keep a 👍 or 👎 on an answer as a vote, and take it back when it is taken back."""
        reaction = update.message_reaction
        if reaction is not None and reaction.user is not None and not reaction.user.is_bot:
            await self._services.run(self._note, reaction)

    def _cast(self, exchange_id: int, chat_id: int, user_id: int, vote: Vote) -> None:
        store = self._services.store
        if store.exchanges.get(exchange_id, chat_id) is None:
            raise LookupError(exchange_id)
        store.votes.cast(exchange_id, user_id, vote)

    def _note(self, reaction: MessageReactionUpdated) -> None:
        store = self._services.store
        exchange = store.exchanges.answered_by(reaction.chat.id, reaction.message_id)
        before, now = _vote_in(reaction.old_reaction), _vote_in(reaction.new_reaction)
        if exchange is not None and reaction.user is not None and before is not now:
            store.votes.cast(exchange.exchange_id, reaction.user.id, now)


def _vote_named(press: Press) -> Vote:
    try:
        return Vote(press.arguments[1])
    except (IndexError, ValueError):
        raise LookupError(press.query.data) from None


def _vote_in(reactions: Sequence[object]) -> Vote | None:
    """Return the vote that a person's reactions amount to; the last one counts."""
    votes = [_REACTIONS.get(reaction.emoji) for reaction in reactions if isinstance(reaction, ReactionTypeEmoji)]
    return next((vote for vote in reversed(votes) if vote), None)
