"""A running bot with a library of meetings, which an admin adds to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from bot.botapi import BotApiServer, Faults, Person, State, Upload
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.chat.texts import Language, load_texts
from bot.config import Settings
from bot.library.engine import LibraryEngine
from bot.library.library import Library
from bot.store.store import Store
from bot.types import Meeting

HANS = load_texts(Language.ZH_HANS)
TOKEN = "4242:a-secret-that-no-log-may-show"
ADMIN = 100_001  # the first person of a world
RIVER = "全市河道整治会\n2022年9月1日，全市召开河道整治会。\n□市水务局局长 何敏\n明年清淤河道１20公里。\n".encode()


@dataclass
class Town:
    """A running bot with a library."""

    state: State
    engine: LibraryEngine
    application: AnyApplication
    admin: Person
    person: Person
    river: bytes = RIVER

    @property
    def files(self) -> list[str]:
        """Every file and folder in the library's folder, without its index."""
        folder = self.engine.library.folder
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if "index" not in path.parts)

    async def add(self, content: bytes = RIVER, name: str = "河道.txt") -> None:
        """Have the admin send a file and confirm it."""
        await self.admin.send_file(Upload(name, content, "text/plain"))
        await self.admin.next_reply()
        summary = await self.admin.next_edit()
        await self.admin.press(summary, HANS.add_confirm)
        await self.admin.next_edit()
        assert (await self.admin.next_edit()).text.startswith(HANS.add_done.split("{")[0])


@pytest.fixture
async def town(
    monkeypatch: pytest.MonkeyPatch, street: Meeting, settings_for: Callable[..., Settings]
) -> AsyncIterator[Town]:
    """Run the bot by long polling on the meeting made by hand and an empty library."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    state = State(token=TOKEN)
    async with BotApiServer(state, faults=Faults()) as server:
        settings = settings_for(server, admins=[ADMIN], group_seconds=0)
        library = Library(settings.data.meetings, Store.open(settings.data.database).meetings)
        engine = LibraryEngine(street, library)
        application = build_application(settings, engine)
        assert application.updater is not None
        async with application:
            await application.start()
            await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
            admin = Person(state, state.add_user("管理员", language="zh-hans"))
            yield Town(state, engine, application, admin, Person(state, state.add_user("小周", language="zh-hans")))
            await application.updater.stop()
            await application.stop()
        assert application.post_shutdown is not None
        await application.post_shutdown(application)
