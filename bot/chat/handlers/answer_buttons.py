"""The buttons under an answer: what it rests on and what stands beside it, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.chat.handlers.feature import Feature, Press, PressHandler
from bot.chat.rendering.answers import render_post, shown_quotes
from bot.chat.rendering.beside import render_more, render_near, render_own, render_pledges, render_suggestion
from bot.chat.rendering.contexts import render_context, render_printed, render_whole
from bot.chat.rendering.keyboards import mark_vote
from bot.chat.rendering.posts import Post
from bot.chat.reply import Reply
from bot.store.exchanges import Exchange

__all__ = ["AnswerButtons"]


class AnswerButtons(Feature):
    """Shows more of what an answer rests on, in the answer's own message.

    Args:
        services: What the handlers share.
    """

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the buttons."""
        return {
            "answer": self.answer,
            "context": self.context,
            "whole": self.whole,
            "source": self.source,
            "more": self.more,
            "near": self.near,
            "own": self.own,
            "pledged": self.pledged,
            "read": self.read,
        }

    async def answer(self, press: Press) -> Reply:
        """Show the answer again."""
        exchange, post = await self._post(press)
        reply = render_post(post)
        # in a private chat, who presses is who asked
        vote = exchange.vote if press.room.private else None
        return replace(reply, buttons=mark_vote(reply.buttons, exchange.exchange_id, vote))

    async def context(self, press: Press) -> Reply:
        """Show the paragraph around a quote."""
        _, post = await self._post(press)
        return render_context(post, _one_of(post.answer.quotes, press))

    async def whole(self, press: Press) -> Reply:
        """Show a page of the speech that a quote is from."""
        _, post = await self._post(press)
        return render_whole(post, _one_of(post.answer.quotes, press), press.number(2))

    async def source(self, press: Press) -> Reply:
        """Show the lines around a quote as the source prints them."""
        _, post = await self._post(press)
        return render_printed(post, _one_of(post.answer.quotes, press))

    async def read(self, press: Press) -> Reply:
        """Show a page of a speech that came near to a question without an answer."""
        _, post = await self._post(press)
        return render_suggestion(post, _one_of(post.answer.suggestions, press), press.number(2))

    async def more(self, press: Press) -> Reply:
        """Show a page of the quotes that did not fit the answer."""
        _, post = await self._post(press)
        return render_more(post, shown_quotes(post), press.number(1))

    async def near(self, press: Press) -> Reply:
        """Show a page of what others say on the topic."""
        _, post = await self._post(press)
        return render_near(post, press.number(1))

    async def own(self, press: Press) -> Reply:
        """Show a page of what a quoted speaker says besides on the topic."""
        _, post = await self._post(press)
        return render_own(post, press.number(1), press.number(2))

    async def pledged(self, press: Press) -> Reply:
        """Show a page of what a quoted speaker pledges."""
        _, post = await self._post(press)
        return render_pledges(post, press.number(1), press.number(2))

    async def _post(self, press: Press) -> tuple[Exchange, Post]:
        """Return the exchange a button belongs to, and its answer as it stands in the chat.

        Raises:
            LookupError: it is forgotten, or was about another text or answered in another way.
        """
        exchange, answer = await self._services.exchange(press.number(0), press.chat_id)
        beside = await self._services.beside(answer)
        most = self._services.settings.chat.max_quotes
        return exchange, Post(answer, press.texts, exchange.exchange_id, press.room, most, beside)


def _one_of(things: Sequence[object], press: Press) -> int:
    """Return which of some things a button is about.

    Raises:
        LookupError: there are not so many.
    """
    place = press.number(1)
    if place >= len(things):
        raise LookupError(press.query.data)
    return place
