"""What the handlers share: the engine, the store, the texts, and the thread that engine and store work in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import Executor
from contextvars import copy_context
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Protocol, TypeVar

from telegram import User

from bot.answering.beside import NOTHING_BESIDE, Beside
from bot.chat.texts import Language, Texts, choose_language, load_catalogue
from bot.config import Settings
from bot.corpus.places import OutdatedPlaceError, Place, fingerprint
from bot.library.engine import LibraryEngine
from bot.store.exchanges import Exchange, Outcome, Talker
from bot.store.store import Forgotten, Store
from bot.transport.attempt import current_attempt
from bot.types import Answer, Meeting

__all__ = ["AnswersQuestions", "Asked", "Services"]

_Result = TypeVar("_Result")


class AnswersQuestions(Protocol):
    """What the chat needs of the answering engine."""

    @property
    def meeting(self) -> Meeting:
        """The meeting that is asked about."""

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer a message, given the person's earlier ones, oldest first. Pure, and some tens of milliseconds long."""

    def beside(self, answer: Answer) -> Beside:
        """Return what there is to show beside an answer. Pure, and some milliseconds long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was just answered.

    Attributes:
        exchange_id: By which the store knows it.
        answer: What there is to say.
        beside: What else there is to show.
    """

    exchange_id: int
    answer: Answer
    beside: Beside = NOTHING_BESIDE


class Services:
    """What the handlers share.

    Args:
        engine: Answers questions.
        settings: Language, number of quotes, length of memory.
        store: What survives a restart.
        executor: One thread, in which engine and store work, so that the event loop stays free.
    """

    def __init__(self, engine: AnswersQuestions, settings: Settings, store: Store, executor: Executor) -> None:
        self.engine = engine
        self.settings = settings
        self.store = store
        self._executor = executor
        self._drawing = asyncio.Semaphore(1)
        self._catalogue = load_catalogue()
        self._observers: list[Callable[[Answer, float], None]] = []
        self._forget_elsewhere: list[Callable[[int], Awaitable[None]]] = []
        self._meanwhile: set[asyncio.Task[None]] = set()

    @property
    def meeting(self) -> Meeting:
        """The meeting that is asked about; of several, all of them as one."""
        return self.engine.meeting

    @property
    def library(self) -> LibraryEngine | None:
        """Who answers about several meetings; None where there is one and no more can be added."""
        return self.engine if isinstance(self.engine, LibraryEngine) else None

    def meeting_named(self, name: str) -> Meeting:
        """Return the meeting of a fingerprint, or of its first digits; all of them when there is none."""
        found = self.library.find(name) if self.library and name else None
        return found or self.meeting

    async def meeting_for(self, talker: Talker) -> Meeting:
        """Return the meeting that a talker chose, else all of them as one."""
        return await self.run(lambda: self._engine_of(talker).meeting)

    def _engine_of(self, talker: Talker) -> AnswersQuestions:
        if self.library is None:
            return self.engine
        return self.library.within(self.store.meetings.chosen(talker))

    async def run(self, work: Callable[..., _Result], *arguments: object) -> _Result:
        """Do ``work``, which computes or uses the store, in the thread for it."""
        here = copy_context()  # what is logged there belongs to the update that is handled here
        return await asyncio.get_running_loop().run_in_executor(self._executor, here.run, work, *arguments)

    async def draw(self, work: Callable[..., _Result], *arguments: object) -> _Result:
        """Do ``work``, which draws a picture, beside engine and store: it may take a second. One at a time."""
        async with self._drawing:
            return await asyncio.to_thread(work, *arguments)

    def do_meanwhile(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin ``work`` that nobody waits for, and that ends when the bot does."""
        task = asyncio.create_task(work)
        self._meanwhile.add(task)
        task.add_done_callback(self._meanwhile.discard)

    async def close(self) -> None:
        """End whatever is done meanwhile, and close the store."""
        for task in self._meanwhile:
            task.cancel()
        await asyncio.gather(*self._meanwhile, return_exceptions=True)
        await self.run(self.store.close)

    async def texts_for(self, user: User | None) -> Texts:
        """Return the texts in the language ``user`` chose, else in that of their Telegram."""
        return self._catalogue[await self.language_for(user)]

    async def language_for(self, user: User | None) -> Language:
        """Return the language ``user`` chose, else that of their Telegram."""
        chosen = await self.run(self.store.preferences.language, user.id) if user else None
        code = chosen or (user.language_code if user else None)
        # who chose a language is spoken to in it, whatever the settings say to everybody else
        return choose_language(code, "auto" if chosen else self.settings.chat.language)

    def forget_also(self, forget: Callable[[int], Awaitable[None]]) -> None:
        """Have ``forget`` called with the id of whoever wishes to be forgotten, after the store has."""
        self._forget_elsewhere.append(forget)

    def observe(self, observe: Callable[[Answer, float], None]) -> None:
        """Have ``observe`` called, in the engine's thread, with each answer and the seconds it took."""
        self._observers.append(observe)

    async def forget(self, user_id: int) -> Forgotten:
        """Delete everything of a person's, wherever it is, and return how much of it the store had."""
        forgotten = await self.run(self.store.forget, user_id)
        for forget in self._forget_elsewhere:
            await forget(user_id)
        return forgotten

    async def ask(self, talker: Talker, question: str) -> Asked:
        """Answer a talker's question and keep the exchange."""
        attempt = current_attempt()
        return await self.run(self._ask, talker, question, attempt is not None and attempt.repeated)

    async def ask_again(self, exchange: Exchange, question: str) -> Asked:
        """Answer a question that goes on from an exchange, as if its talker had put it right after, and keep it."""
        context = (*exchange.context, exchange.question)[-max(1, self.settings.chat.context_messages) :]
        return await self.run(self._answer, exchange.talker, question, context)

    async def beside(self, answer: Answer) -> Beside:
        """Return what there is to show beside an answer."""
        return await self.run(self.engine.beside, answer)

    async def exchange(self, exchange_id: int, chat_id: int) -> tuple[Exchange, Answer]:
        """Return an earlier exchange of this chat, with the answer it got.

        Raises:
            OutdatedPlaceError: it is forgotten, or was about another text or answered in another way.
        """
        return await self.run(self._exchange, exchange_id, chat_id)

    def _ask(self, talker: Talker, question: str, repeated: bool) -> Asked:  # noqa: FBT001 - through an executor
        chat, exchanges = self.settings.chat, self.store.exchanges
        if repeated:
            exchanges.withdraw(talker, question)
        context = exchanges.recall(talker, messages=chat.context_messages, seconds=chat.context_minutes * 60)
        return self._answer(talker, question, context)

    def _answer(self, talker: Talker, question: str, context: Sequence[str]) -> Asked:
        engine = self._engine_of(talker)
        began = perf_counter()
        answer = engine.answer(question, context)
        for observe in self._observers:
            observe(answer, perf_counter() - began)
        follows = bool(answer.question.inherited)
        number = self.store.exchanges.add(talker, question, context, _outcome(answer), follows=follows)
        return Asked(number, answer, engine.beside(answer))

    def _exchange(self, exchange_id: int, chat_id: int) -> tuple[Exchange, Answer]:
        exchange = self.store.exchanges.get(exchange_id, chat_id)
        if exchange is None:
            raise OutdatedPlaceError(str(exchange_id))
        engines = [self._engine_of(exchange.talker)]
        if self.library:  # another meeting was chosen or added meanwhile
            engines += [self.library.within(exchange.outcome.meeting), self.library.within(None)]
        for engine in engines:
            answer = engine.answer(exchange.question, exchange.context)
            if _is_same(_outcome(answer), exchange.outcome):
                return exchange, answer
        raise OutdatedPlaceError(str(exchange_id))  # another meeting, or a version that answers in another way


def _is_same(one: Outcome, other: Outcome) -> bool:
    """Tell whether two answers are the same; of quotes the places say so, whatever meetings were added meanwhile."""
    return one == (replace(other, meeting=one.meeting) if one.quotes else other)


def _outcome(answer: Answer) -> Outcome:
    places = tuple(str(Place.of(quote, answer.meeting)) for quote in answer.quotes)
    return Outcome(answer.status.value, answer.question.kind.value, fingerprint(answer.meeting), places)
