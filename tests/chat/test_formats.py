"""A document of every format, sent in the chat and asked about over HTTP: the reply names page, paragraph or time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.botapi import BotApiServer, Person, State, Upload
from bot.chat.app import ALLOWED_UPDATES, build_application
from bot.chat.texts import Language, load_texts
from bot.config import Settings
from bot.corpus.reader import read_meeting
from bot.library.engine import LibraryEngine
from bot.library.library import Library
from bot.store.store import Store
from tests.formats import Sample, samples

HANS = load_texts(Language.ZH_HANS)
TOKEN = "4242:a-secret-that-no-log-may-show"
ADMIN = 100_001  # the first person of a world
QUESTION = "新增路灯多少盏？"


@pytest.fixture
async def admin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings_for: Callable[..., Settings]
) -> AsyncIterator[Person]:
    """Run the bot on a small meeting of something else and an empty library; return who may add to it."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    other = tmp_path / "防汛.txt"
    other.write_text("全市防汛会\n□市应急局局长 程小雨\n防汛演练不少于3次。\n", encoding="utf-8")
    state = State(token=TOKEN)
    async with BotApiServer(state) as server:
        settings = settings_for(server, admins=[ADMIN])
        library = Library(settings.data.meetings, Store.open(settings.data.database).meetings)
        application = build_application(settings, LibraryEngine(read_meeting(other), library))
        assert application.updater is not None
        async with application:
            await application.start()
            await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
            yield Person(state, state.add_user("管理员", language="zh-hans"))
            await application.updater.stop()
            await application.stop()
        assert application.post_shutdown is not None
        await application.post_shutdown(application)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
async def test_a_document_is_sent_and_every_view_of_a_quote_names_its_place(
    admin: Person, tmp_path: Path, sample: Sample
):
    await admin.send_file(Upload(sample.name, sample.raw))
    await admin.next_reply()
    await admin.press(await admin.next_edit(), HANS.add_confirm)
    await admin.next_edit()
    assert (await admin.next_edit()).text.startswith(HANS.add_done.split("{")[0])
    (kept,) = (tmp_path / "data").rglob(sample.name)
    assert kept.read_bytes() == sample.raw

    await admin.send(QUESTION)
    reply = await admin.next_reply()
    assert sample.words in reply.text
    end = f" · {sample.cited}" if sample.cited else "》"
    assert next(line for line in reply.text.splitlines() if line.startswith("——")).endswith(end)
    await admin.press(reply, HANS.button_context)
    context = await admin.next_edit()
    assert context.text.endswith(end)
    await admin.press(context, HANS.button_source)
    printed = await admin.next_edit()
    first = sample.cited.partition("—")[0] or f"第 {sample.place['line']} 行"
    assert printed.text.splitlines()[0].startswith(f"{sample.name} · {first}")
