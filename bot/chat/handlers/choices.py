"""Which of several a question means: tapped, the question is asked again and answered in its place."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.handlers.feature import Feature, Press, PressHandler
from bot.chat.rendering.answers import render_post
from bot.chat.rendering.posts import Post
from bot.chat.reply import Reply
from bot.types import AnswerStatus

__all__ = ["Choices"]


class Choices(Feature):
    """Takes what is picked under a question that was asked back.

    Args:
        services: What the handlers share.
    """

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handler of the buttons."""
        return {"meant": self.meant}

    async def meant(self, press: Press) -> Reply:
        """Answer for the speaker who was picked; whoever taps, the conversation stays that of who asked."""
        services = self._services
        exchange, answer = await services.exchange(press.number(0), press.chat_id)
        place = press.number(1)
        latest = await services.run(services.store.exchanges.answered_by, press.chat_id, press.message_id)
        # of two quick taps the second finds the question answered already
        answered = latest is not None and latest.exchange_id != exchange.exchange_id
        if answered or answer.status is not AnswerStatus.CLARIFY or place >= len(answer.speakers):
            raise LookupError(press.query.data)
        again = press.texts.clarify_button.format(speaker=answer.speakers[place])
        asked = await services.ask_again(exchange, again)
        await services.run(services.store.exchanges.sent, asked.exchange_id, press.message_id)
        most = services.settings.chat.max_quotes
        return render_post(Post(asked.answer, press.texts, asked.exchange_id, press.room, most, asked.beside))
