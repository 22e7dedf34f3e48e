"""What happens to a message: take it, ask the engine, render the answer, reply. Nothing is decided here."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor
from typing import Any, Protocol

from telegram import Message, Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

from bot.chat.addressing import question_in, talker_of, words_after_command
from bot.chat.delivery import deliver
from bot.chat.examples import example_questions
from bot.chat.memory import Memory
from bot.chat.pages import render_plain, render_speakers, render_start
from bot.chat.rendering import render
from bot.chat.texts import Texts, choose_language, load_catalogue
from bot.config import ChatSettings
from bot.types import Answer, Meeting

__all__ = ["AnswersQuestions", "Handlers"]

_ALBUMS_REMEMBERED = 100


class AnswersQuestions(Protocol):
    """What the chat needs of the answering engine."""

    @property
    def meeting(self) -> Meeting:
        """The meeting that is asked about."""

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer a message, given the person's earlier ones, oldest first. Pure, and some tens of milliseconds long."""


class Handlers:
    """The handlers of one bot and what they share.

    Args:
        engine: Answers questions.
        settings: Language, number of quotes, length of memory.
        executor: Where the engine computes, so that the event loop stays free.
    """

    def __init__(self, engine: AnswersQuestions, settings: ChatSettings, executor: Executor) -> None:
        self._engine = engine
        self._settings = settings
        self._executor = executor
        self._catalogue = load_catalogue()
        self._memory = Memory(talkers=settings.context_chats, messages=settings.context_messages)
        self._albums: deque[str] = deque(maxlen=_ALBUMS_REMEMBERED)

    def add_to(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Register the handlers; the first that wants a message gets it."""
        # Edits, channel posts and the like are other kinds of update.
        said = filters.UpdateType.MESSAGE
        private = said & filters.ChatType.PRIVATE
        commands = {
            "start": self.start,
            "help": self.help,
            "speakers": self.speakers,
            "new": self.new,
            "ask": self.ask,
        }
        for name, handler in commands.items():
            application.add_handler(CommandHandler(name, handler, filters=said))
        application.add_handler(MessageHandler(private & filters.COMMAND, self.unknown_command))
        application.add_handler(MessageHandler(said & filters.TEXT & ~filters.COMMAND, self.text))
        application.add_handler(MessageHandler(private & ~filters.TEXT & ~filters.StatusUpdate.ALL, self.no_text))

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Greet, with examples."""
        if message := update.message:
            await deliver(message, render_start(self._engine.meeting, self.texts_for(message)))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say how to ask."""
        if message := update.message:
            await deliver(message, render_plain(self.texts_for(message).help))

    async def speakers(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """List who spoke."""
        if message := update.message:
            await deliver(message, render_speakers(self._engine.meeting, self.texts_for(message)))

    async def new(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Forget the conversation."""
        if message := update.message:
            self._memory.forget(talker_of(message))
            await deliver(message, render_plain(self.texts_for(message).forgotten))

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Answer what follows the command."""
        if message := update.message:
            await self._answer(message, words_after_command(message))

    async def text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message that is meant for the bot."""
        if (message := update.message) and (question := question_in(message, context.bot.bot)) is not None:
            await self._answer(message, question)

    async def unknown_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say that there is no such command."""
        if message := update.message:
            await deliver(message, render_plain(self.texts_for(message).no_command))

    async def no_text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """Say that only text is understood; once for an album, whose pictures come one by one."""
        if not (message := update.message) or message.media_group_id in self._albums:
            return
        if message.media_group_id:
            self._albums.append(message.media_group_id)
        await deliver(message, render_plain(self.texts_for(message).only_text))

    def texts_for(self, message: Message) -> Texts:
        """Return the texts in the language of whoever wrote ``message``."""
        code = message.from_user.language_code if message.from_user else None
        return self._catalogue[choose_language(code, self._settings.language)]

    async def _answer(self, message: Message, question: str) -> None:
        texts = self.texts_for(message)
        if not question:
            example = (*example_questions(self._engine.meeting, texts), "…")[0]
            await deliver(message, render_plain(texts.ask_empty.format(example=example)))
            return
        talker = talker_of(message)
        earlier = self._memory.recall(talker)
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._executor, self._engine.answer, question, earlier)
        self._memory.remember(talker, question)
        await deliver(message, render(answer, texts, max_quotes=self._settings.max_quotes))
