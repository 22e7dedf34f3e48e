"""The bot as it runs: its own application and library, between a webhook of its own and our own Bot API server.

A world lives in a thread of its own, for hypothesis is not asynchronous. What is delivered goes the whole way: over
HTTP into the inbox, from there through workers and handlers to the engine, and over HTTP to the server, which checks
what is sent as Telegram does.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
import msgspec

from bot import paths
from bot.botapi import BotApiServer, Event, EventKind, Reply, State
from bot.botapi.errors import ApiError
from bot.botapi.wire import Parameters
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.chat.privacy import protect_log
from bot.cli.opening import open_library
from bot.config import (
    CacheSettings,
    ChatSettings,
    DataSettings,
    RetrievalSettings,
    Settings,
    TelegramSettings,
)
from bot.library.engine import LibraryEngine
from bot.types import squash

__all__ = ["SECRET", "TOKEN", "Outcome", "World"]

TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so-and-no-log-may-show_1"
_LONGEST_SECONDS = 90.0
"""Within which whatever is delivered is through, even on a machine that is busy: what takes longer hangs."""
_TALKATIVE = ("httpx", "httpcore", "telegram.Bot", "telegram.ext.ExtBot")
_SECOND = (
    "老街街道议事会\n2022年3月5日，老街街道召开议事会。\n"
    "□老街街道党工委书记 沈𠮷安\n年内新增路灯１２０盏，覆盖全部背街小巷。\n"
    "□市水务局局长 何敏\n下半年清淤河道8公里，建成“河湖长制”示范段2处。\n"
)


@dataclass
class Outcome:
    """What came of a delivery.

    Attributes:
        messages: What the bot sent.
        edits: What it changed.
        answers: What it said to presses and inline queries.
        refused: The calls that the server refused: method and reason.
        errors: What was logged as an error, and what nobody caught.
        aside: How many updates were set aside.
    """

    messages: list[Reply] = field(default_factory=list)
    edits: list[Reply] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    aside: int = 0


class _Server(BotApiServer):
    """Notes what it refuses."""

    outcome = Outcome()

    async def call(self, name: str, parameters: Parameters) -> Any:
        """Do a call, and note why it is refused."""
        try:
            return await super().call(name, parameters)
        except ApiError as error:
            self.outcome.refused.append((name, error.description))
            raise


class _Log(logging.Handler):
    """Formats every record as a log file would hold it, and keeps the errors and whatever shows a secret."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.outcome = Outcome()
        self.records = 0
        self.leaks: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Look at a record."""
        line = self.format(record)
        self.records += 1
        if TOKEN.partition(":")[2] in line or SECRET in line:
            self.leaks.append(line)
        if record.levelno >= logging.ERROR:
            self.outcome.errors.append(line)


class World:
    """A running bot and the people around it.

    Args:
        folder: For everything it keeps.
        encoder: As in the settings; "none" is quicker.

    Attributes:
        state: The Bot API server's.
        library: What answers.
        people: Private chats: a reader of 简体, of 繁體, of English, and an admin.
        groups: A basic group, a supergroup and a forum.
        topic: A topic of the forum.
        channel: A channel that the bot may write to.
        received: How many updates were delivered.
    """

    def __init__(self, folder: Path, encoder: str = "none") -> None:
        self.folder = folder
        self.state = State(token=TOKEN)
        self.people = [
            self.state.add_user(name, language=language)
            for name, language in (("小周", "zh-hans"), ("小陳", "zh-hant"), ("Ann", "en"), ("老王", ""))
        ]
        self.admin = self.people[-1]
        self.groups = [
            self.state.add_group("老街居民", basic=True),
            self.state.add_group("老街议事"),
            self.state.add_group("老街论坛", forum=True),
        ]
        self.topic = self.state.add_topic(self.groups[-1], "路灯")
        self.channel = self.state.add_group("老街频道")
        self.channel["type"] = "channel"
        self.received = 0
        self.outcome = Outcome()
        self.log = _Log()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="world", daemon=True)
        self._encoder = encoder
        self._server = _Server(self.state)
        self._levels: dict[str, int] = {}

    # --- coming and going ---------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._thread.start()
        self._listen_to_the_log()
        self._loop.set_exception_handler(
            lambda _, context: self.outcome.errors.append(f"nobody caught: {context.get('exception') or context}")
        )
        self._run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        root = logging.getLogger()
        root.removeHandler(self.log)
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)

    def _listen_to_the_log(self) -> None:
        root = logging.getLogger()
        self._levels = {name: logging.getLogger(name).level for name in ("", *_TALKATIVE)}
        others, root.handlers = root.handlers, [self.log]
        protect_log([TOKEN, SECRET])  # as the program does
        root.handlers = [*others, self.log]
        root.setLevel(logging.DEBUG)

    async def _start(self) -> None:
        await self._server.start()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}/whosaid"
        chat = {"admins": [self.admin["id"]], "group_seconds": 0, "group_waiting": 100, "questions_per_minute": 10_000}
        self.settings = Settings(
            telegram=TelegramSettings(
                base_url=self._server.base_url,
                base_file_url=self._server.base_file_url,
                read_timeout=60,
                messages_per_second=1000,
                chat_messages_per_second=1000,
                group_messages_per_minute=60_000,
                workers=4,
            ),
            data=DataSettings(directory=self.folder / "data"),
            cache=CacheSettings(directory=self.folder / "cache"),
            chat=msgspec.convert(chat, ChatSettings),
            retrieval=RetrievalSettings(encoder=self._encoder),
        )
        self.library = self._open_library()
        self.sources = [squash(meeting.source.text) for meeting in self.library.meetings]
        self.application: AnyApplication = build_application(self.settings, self.library, token=TOKEN)
        await self.application.initialize()
        await self.application.updater.start_webhook(
            port=port, url_path="/whosaid", webhook_url=self._address, secret_token=SECRET,
            allowed_updates=ALLOWED_UPDATES,
        )  # fmt: skip
        self._client = httpx.AsyncClient(trust_env=False, timeout=60)
        self.state.listen(self._notice)

    def _open_library(self) -> LibraryEngine:
        """Return what answers about the shipped meeting and a second one."""
        library = open_library(self.settings, lasting=True)
        second = self.folder / "second.txt"
        second.write_text(_SECOND, encoding="utf-8")
        library.library.add(library.library.read(second))
        library.refresh()
        assert len(library.meetings) == 2
        assert all(meeting.source.text for meeting in library.meetings)
        assert paths.default_meeting() == library.configured.source.path
        return library

    async def _stop(self) -> None:
        await self._client.aclose()
        await self.application.updater.stop()
        await self.application.shutdown()
        await self.application.post_shutdown(self.application)
        await self._server.stop()

    # --- deliveries ---------------------------------------------------------------------------------------

    def deliver(self, update: Any) -> Outcome:
        """Deliver an update as Telegram does, wait until it is through, and tell what came of it.

        An update without an ``update_id`` gets the next one.
        """
        if isinstance(update, dict) and "update_id" not in update:
            update = {"update_id": 10_000 + self.received, **update}
        return self.deliver_raw(json.dumps(update).encode())

    def deliver_raw(self, body: bytes) -> Outcome:
        """Deliver any bytes."""
        self.received += 1
        return self._run(self._deliver(body))

    async def _deliver(self, body: bytes) -> Outcome:
        outcome = self._fresh()
        before = self._counted()
        answered = await self._client.post(
            self._address,
            content=body,
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"},
        )
        if answered.status_code != 200:
            outcome.errors.append(f"the delivery was answered with {answered.status_code}")
        updater = self.application.updater
        async with asyncio.timeout(_LONGEST_SECONDS):
            while not updater.idle or updater._workers._parked:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.0005)
        aside, postponed, doubtful = (now - then for now, then in zip(self._counted(), before, strict=True))
        outcome.aside = aside
        if postponed or doubtful:
            outcome.errors.append(f"{postponed} postponed, {doubtful} in doubt")
        return outcome

    def _fresh(self) -> Outcome:
        self.outcome = self._server.outcome = self.log.outcome = Outcome()
        return self.outcome

    def _counted(self) -> tuple[int, int, int]:
        counters = self.application.updater.counters
        return counters.aside, counters.postponed, counters.doubtful

    def _notice(self, event: Event) -> None:
        if event.kind is EventKind.MESSAGE:
            self.outcome.messages.append(Reply(event.content))
        elif event.kind is EventKind.EDIT:
            self.outcome.edits.append(Reply(event.content))
        elif event.kind in {EventKind.CALLBACK_ANSWER, EventKind.INLINE_ANSWER}:
            self.outcome.answers.append(event.content)

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_LONGEST_SECONDS * 2)

    # --- what can be delivered ----------------------------------------------------------------------------

    def post(self, chat: dict[str, Any], sender: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        """Return a message that stands in a chat."""
        return self.state.post(chat, sender, content)

    def press(self, person: dict[str, Any], reply: Reply, data: str) -> Outcome:
        """Press a button of a message that sends this."""
        query_id = self.state.open_query(reply.message["chat"]["id"])
        message = self.state.messages.get((reply.message["chat"]["id"], reply.message_id), reply.message)
        query = {"id": query_id, "from": person, "chat_instance": "1", "data": data, "message": message}
        return self.deliver({"callback_query": query})

    def tidy(self) -> None:
        """Forget what was said, as a server need not remember thousands of messages."""
        self.state.messages.clear()
        self.state.reactions.clear()
        self.state.keyboards.clear()
