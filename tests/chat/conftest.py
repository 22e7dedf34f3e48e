"""A small meeting made by hand, words of it to quote, and a bot that is talked to through our own Bot API server."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from bot.answering.beside import NOTHING_BESIDE, Beside
from bot.botapi import BotApiServer, Faults, Person, State
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.config import ChatSettings, DataSettings, Settings, TelegramSettings
from bot.types import (
    Answer,
    AnswerStatus,
    Meeting,
    Mention,
    Question,
    QuestionKind,
    Quote,
    SourceText,
    Span,
    Speech,
    Term,
)

TOKEN = "4242:a-secret-that-no-log-may-show"

TITLE = "把老街的事一件一件办好"
LEAD = "昨天上午，老街街道召开议事会，三位负责人先后发言。"
SPEECHES = (
    (
        "沈𠮷安",
        "老街街道党工委书记",
        "老街街道",
        "让老街亮起来",
        "年内新增路灯１２０盏，覆盖全部背街小巷。\n还要办好“老街夜市”，让摊主安心、居民放心。",
    ),
    ("何敏", "市水务局局长", "市水务局", "守好一河清水", "下半年清淤河道8公里，建成“河湖长制”示范段2处。"),
    (
        "周立群",
        "市城管局局长",
        "市城管局",
        "管出清爽街面",
        "推行“门前三包”，力争投诉量下降30%以上。路灯坏了，24小时内修好。",
    ),
)


def build_meeting(speeches: Sequence[tuple[str, str, str, str, str]] = SPEECHES, *, title: str = TITLE) -> Meeting:
    """Return a meeting printed plainly: title, lead, then section, role line and words of each speech."""
    printed = "\n".join([title, LEAD, *("\n".join([part[3], f"{part[1]} {part[0]}", part[4]]) for part in speeches)])
    source = SourceText(printed, Path("meeting.txt"), hashlib.sha256(printed.encode()).hexdigest())

    def voice(text: str, after: int, speaker: str = "", role: str = "", body: str = "", section: str = "") -> Speech:
        start = printed.index(text, after)
        offsets = range(start, start + len(text))
        return Speech(source, speaker, role, body, section, text, offsets, (Span(0, len(text)),))

    spoken, place = [], len(title) + len(LEAD)
    for speaker, role, body, section, words in speeches:
        spoken.append(voice(words, place, speaker, role, body, section))
        place = spoken[-1].offsets[-1]
    return Meeting("street", title, "", source, voice(LEAD, 0), tuple(spoken))


def quote(speech: Speech, words: str, *decisive: str) -> Quote:
    """Quote ``words`` of a speech, the ``decisive`` ones among them emphasised."""
    start = speech.text.index(words)
    places = [speech.text.index(part, start) for part in decisive]
    emphasis = tuple(Span(place, place + len(part)) for place, part in zip(places, decisive, strict=True))
    return Quote(speech, Span(start, start + len(words)), emphasis)


def question(
    text: str,
    kind: QuestionKind = QuestionKind.WHO,
    *,
    about: Sequence[str] = (),
    words: Sequence[str] = (),
    inherited: str = "",
) -> Question:
    """Return a question as understood; where its mentions stand does not matter here."""
    mentions = tuple(Mention(speaker, Span(0, 1), 1.0, "name") for speaker in about)
    return Question(text, text, kind, mentions, tuple(Term(word, 1.0) for word in words), inherited=inherited)


@pytest.fixture
def street() -> Meeting:
    """Return the meeting made by hand: 沈𠮷安, 何敏 and 周立群."""
    return build_meeting()


@pytest.fixture(scope="session")
def make_meeting() -> Callable[..., Meeting]:
    """Return ``build_meeting``."""
    return build_meeting


@pytest.fixture(scope="session")
def make_quote() -> Callable[..., Quote]:
    """Return ``quote``."""
    return quote


@pytest.fixture(scope="session")
def make_question() -> Callable[..., Question]:
    """Return ``question``."""
    return question


class WordFinder:
    """Answers with the sentence that has the message's very words; knows nothing more.

    Attributes:
        asked: What it was asked, with the context given.
        threads: The names of the threads it was asked in.
        stands_beside: What it has beside every answer.
        finds: Messages that it answers with another stretch of the first speech.
        suggestions: The speeches it suggests where it finds nothing.
        holders: Messages that leave open who is meant, with those who may be.
    """

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.threads: set[str] = set()
        self.stands_beside = NOTHING_BESIDE
        self.finds: dict[str, Span] = {}
        self.suggestions: tuple[Speech, ...] = ()
        self.holders: dict[str, tuple[str, ...]] = {}

    def beside(self, answer: Answer) -> Beside:  # noqa: ARG002
        """Return what the test puts beside every answer."""
        return self.stands_beside

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer; a message that says 崩溃 meets a bug."""
        self.asked.append((text, tuple(context)))
        self.threads.add(threading.current_thread().name)
        if "崩溃" in text:
            raise RuntimeError(text)
        understood = question(text, words=[text])
        if text in self.holders:
            return Answer(understood, self.meeting, AnswerStatus.CLARIFY, speakers=self.holders[text])
        if text in self.finds:
            found = Quote(self.meeting.speeches[0], self.finds[text])
            return Answer(understood, self.meeting, AnswerStatus.ANSWERED, (found,), (found.speech.speaker,))
        for speech in self.meeting.speeches:
            if text in speech.text:
                found = quote(speech, text, text)
                return Answer(understood, self.meeting, AnswerStatus.ANSWERED, (found,), (speech.speaker,))
        return Answer(understood, self.meeting, AnswerStatus.NOT_FOUND, missing=(text,), suggestions=self.suggestions)


def long_winded(length: int) -> WordFinder:
    """Return an engine whose first speech has at least ``length`` characters, all of which 全文 asks for."""
    (*who, words), *others = SPEECHES
    for number in range(1, length):
        if len(words) >= length:
            break
        words += f"第{number}段路，年内新增路灯１２０盏，覆盖全部背街小巷𠮷。"
    engine = WordFinder(build_meeting(((*who, words), *others)))
    engine.finds["全文"] = Span(0, len(engine.meeting.speeches[0].text))
    return engine


@pytest.fixture(scope="session")
def make_long_winded() -> Callable[[int], WordFinder]:
    """Return ``long_winded``."""
    return long_winded


@pytest.fixture(scope="session")
def make_engine() -> Callable[[Meeting], WordFinder]:
    """Return ``WordFinder``."""
    return WordFinder


@dataclass
class Chat:
    """A running bot, and the world it runs in."""

    state: State
    faults: Faults
    engine: WordFinder
    application: AnyApplication
    person: Person = field(init=False)

    def __post_init__(self) -> None:
        self.person = self.newcomer()

    def newcomer(self, language: str = "zh-hans") -> Person:
        """Return somebody else, in a private chat with the bot."""
        return Person(self.state, self.state.add_user("小周", language=language))

    async def idle(self, seconds: float = 5.0) -> None:
        """Wait until the bot has received and handled everything, apart from what waits its turn."""
        async with asyncio.timeout(seconds):
            while len(self.state.updates) or not self.application.updater.idle:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Stop the bot as it is stopped in earnest: what waits is answered without waiting."""
        await self.application.updater.stop()
        await self.application.stop()

    async def reply(self, text: str) -> str:
        """Return the words of the bot's reply to the person's message."""
        await self.person.send(text)
        return (await self.person.next_reply()).text


@pytest.fixture(scope="session")
def chat_engine() -> type[WordFinder]:
    """Return ``WordFinder``."""
    return WordFinder


@pytest.fixture
def settings_for(tmp_path: Path) -> Callable[..., Settings]:
    """Return settings for a bot at a server, with a store of this test's own."""

    def make(server: BotApiServer, **chat: object) -> Settings:
        telegram = TelegramSettings(
            base_url=server.base_url,
            base_file_url=server.base_file_url,
            poll_timeout=5,
            messages_per_second=1000,  # no test shall wait for the bot's own pace
            chat_messages_per_second=1000,
            group_messages_per_minute=60_000,
        )
        data = DataSettings(directory=tmp_path / "data")
        return Settings(telegram=telegram, data=data, chat=msgspec.convert(chat, ChatSettings))

    return make


@pytest.fixture
def chat_settings() -> dict[str, object]:
    """Return what a test wants of ``[chat]``: here, that no group is kept waiting."""
    return {"context_messages": 2, "group_seconds": 0}


@pytest.fixture
async def chat(
    monkeypatch: pytest.MonkeyPatch,
    street: Meeting,
    settings_for: Callable[..., Settings],
    chat_settings: dict[str, object],
) -> AsyncIterator[Chat]:
    """Run the bot by long polling; its engine is a ``WordFinder`` on the meeting made by hand."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    state, faults, engine = State(token=TOKEN), Faults(), WordFinder(street)
    async with BotApiServer(state, faults=faults) as server:
        application = build_application(settings_for(server, **chat_settings), engine)
        assert application.updater is not None
        async with application:
            await application.start()
            await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
            running = Chat(state, faults, engine, application)
            yield running
            if application.running:
                await running.stop()
        await application.post_shutdown(application)
