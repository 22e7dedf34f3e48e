"""A question, however it reaches the bot: as a message, after /ask, or as a mention or a reply in a group."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.chat.addressing import question_in, room_in, talker_of, words_after_command
from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature
from bot.chat.rendering.answers import render_post
from bot.chat.rendering.examples import example_questions
from bot.chat.rendering.pages import render_plain
from bot.chat.rendering.posts import Post

__all__ = ["Questions"]


_TEXT = filters.TEXT & ~filters.COMMAND
_CAPTION = (filters.PHOTO | filters.VIDEO | filters.ANIMATION | filters.VOICE) & filters.CAPTION
"""What somebody writes below a picture they show; a file is no question."""


class _ForTheBot(filters.MessageFilter):
    """Lets pass what is said to the bot: what others say to each other takes nobody's turn."""

    def filter(self, message: Message) -> bool:
        """Tell whether ``message`` puts a question to the bot."""
        return question_in(message, message.get_bot().bot) is not None


class Questions(Feature):
    """Answers questions.

    Args:
        services: What the handlers share.
    """

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handlers of /ask and of texts."""
        said = filters.UpdateType.MESSAGE
        return [
            CommandHandler("ask", self.ask, filters=said),
            MessageHandler(said & (_TEXT | _CAPTION) & _ForTheBot(), self.text),
        ]

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Answer what follows the command."""
        if message := update.message:
            await self.answer(message, words_after_command(message))

    async def text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message that is meant for the bot."""
        if (message := update.message) and (question := question_in(message, context.bot.bot)) is not None:
            await self.answer(message, question)

    async def answer(self, message: Message, question: str) -> None:
        """Answer ``question``, put by whoever wrote ``message``; an empty one gets an example."""
        services = self._services
        texts = await services.texts_for(message.from_user)
        if not question:
            example = (*example_questions(services.meeting, texts), "…")[0]
            await deliver(message, render_plain(texts.ask_empty.format(example=example)))
            return
        asked = await services.ask(talker_of(message), question)
        most, room = services.settings.chat.max_quotes, room_in(message.chat)
        reply = render_post(Post(asked.answer, texts, asked.exchange_id, room, most, asked.beside))
        if sent := await deliver(message, reply):
            await services.run(services.store.exchanges.sent, asked.exchange_id, sent)
