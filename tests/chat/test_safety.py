"""What nobody may do, and nobody may read: facts about the whole bot, so that a new feature cannot be forgotten."""

from __future__ import annotations

import ast
import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import MessageHandler, filters

from bot.botapi import BotApiServer, Person, State, Upload
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.chat.handlers.feature import Feature, PressHandler
from bot.chat.texts import Language, load_texts
from bot.config import Settings
from bot.corpus.source import LARGEST_FILE
from bot.library.engine import LibraryEngine
from bot.library.library import Library
from bot.store.database import open_database
from bot.store.exchanges import Outcome
from bot.store.store import Store
from bot.types import Meeting

HANS = load_texts(Language.ZH_HANS)
TOKEN = "4242:a-secret-that-no-log-may-show"
ADMIN = 100_001  # the first person of a world
RIVER = "全市河道整治会\n2022年9月1日，全市召开河道整治会。\n□市水务局局长 何敏\n明年清淤河道１20公里。\n".encode()

ADMINS_COMMANDS = {"unanswered"}
ADMINS_PRESSES = {"unanswered", "add", "addnot", "doubts", "decide"}
GATES = {"chat/handlers/unanswered.py", "chat/handlers/uploads.py"}
MENUS = {"chat/app.py", "chat/handlers/commands.py", "chat/handlers/languages.py", "chat/handlers/personal.py"}
"""The modules that ask who is an admin: to let them through, or only to show them their menu."""


class CountingServer(BotApiServer):
    """Counts the calls it is asked for."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.calls: list[str] = []

    async def call(self, name: str, parameters: Any) -> Any:
        self.calls.append(name)
        return await super().call(name, parameters)


@dataclass
class World:
    """A running bot with a library, its admin and somebody else."""

    server: CountingServer
    engine: LibraryEngine
    application: AnyApplication
    settings: Settings
    admin: Person = field(init=False)
    person: Person = field(init=False)

    def __post_init__(self) -> None:
        state = self.server.state
        self.admin = Person(state, state.add_user("管理员", language="zh-hans"))
        self.person = Person(state, state.add_user("小周", language="zh-hans"))
        assert self.admin.user["id"] == ADMIN

    @property
    def features(self) -> list[Feature]:
        """Every feature that has a handler or a button."""
        bound = [handler.callback for handler in self.application.handlers[0]]
        plain = [getattr(callback, "args", (callback,))[0] for callback in bound]  # in groups they wait their turn
        found = {id(method.__self__): method.__self__ for method in (*plain, *self.presses.values())}
        return list(found.values())

    @property
    def presses(self) -> dict[str, PressHandler]:
        """Every button's handler by action."""
        (presses,) = [
            handler.callback.__self__
            for handler in self.application.handlers[0]
            if type(handler).__name__ == "CallbackQueryHandler"
        ]
        return dict(presses._actions)

    def kept(self) -> list[str]:
        folder = self.settings.data.meetings
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if "index" not in path.parts)


@pytest.fixture
async def world(
    monkeypatch: pytest.MonkeyPatch, street: Meeting, settings_for: Callable[..., Settings]
) -> AsyncIterator[World]:
    """Run the bot by long polling, with an admin."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    async with CountingServer(State(token=TOKEN)) as server:
        settings = settings_for(server, admins=[ADMIN], group_seconds=0, questions_per_minute=0)
        library = Library(settings.data.meetings, Store.open(settings.data.database).meetings)
        engine = LibraryEngine(street, library)
        application = build_application(settings, engine)
        async with application:
            await application.start()
            await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
            yield World(server, engine, application, settings)
            await application.updater.stop()
            await application.stop()
        await application.post_shutdown(application)


async def offered(world: World) -> Any:
    """Return the summary of a file that the admin has sent, with the buttons to add it or not."""
    await world.admin.send_file(Upload("河道.txt", RIVER, "text/plain"))
    await world.admin.next_reply()
    return await world.admin.next_edit()


# --- admins


def limited_to_users(tree: Any) -> bool:
    """Tell whether a filter lets only some users pass."""
    if isinstance(tree, filters.User):
        return True
    return any(limited_to_users(part) for part in vars_of(tree) if isinstance(part, filters.BaseFilter))


def vars_of(thing: Any) -> Iterator[Any]:
    for kind in type(thing).__mro__:
        for name in (*getattr(kind, "__slots__", ()), *getattr(thing, "__dict__", {})):
            yield getattr(thing, name, None)


def test_only_the_modules_known_to_do_so_ask_who_is_an_admin(root: Path):
    asking = {
        path.relative_to(root / "bot").as_posix()
        for path in (root / "bot").rglob("*.py")
        if any(
            isinstance(node, ast.Attribute) and node.attr == "admins" for node in ast.walk(ast.parse(path.read_text()))
        )
    }
    assert asking == GATES | MENUS


def test_the_ids_of_admins_come_from_the_settings_alone(root: Path):
    """Nothing assigns them: no command, no table, no variable."""
    for path in (root / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [target.attr for target in targets if isinstance(target, ast.Attribute)]
                if "_admins" in names:
                    assert ast.unparse(node.value) == "frozenset(services.settings.chat.admins)", path
    assert not [script for script in database_scripts() if "admin" in script]


def database_scripts() -> list[str]:
    with open_database(None) as connection:
        return [str(sql) for (sql,) in connection.execute("SELECT sql FROM sqlite_master")]


async def test_every_command_and_button_for_admins_is_known_to_these_tests(world: World):
    commands, uploads, presses = set(), 0, set()
    for handler in world.application.handlers[0]:
        if isinstance(handler, MessageHandler) or hasattr(handler, "commands"):
            limited = limited_to_users(handler.filters)
            commands |= set(getattr(handler, "commands", ())) if limited else set()
            uploads += limited and isinstance(handler, MessageHandler)
    for feature in world.features:
        if hasattr(feature, "_admins"):
            presses |= feature.presses().keys()
    assert commands == ADMINS_COMMANDS
    assert uploads == 2  # a file, and what answers its summary
    assert presses == ADMINS_PRESSES


@pytest.mark.parametrize("command", sorted(ADMINS_COMMANDS))
async def test_an_admins_command_is_no_command_to_anybody_else(world: World, command: str):
    person = world.person
    await person.send(f"/{command}")
    assert (await person.next_reply()).text == HANS.no_command
    await world.admin.send(f"/{command}")
    theirs = await world.admin.next_reply()
    await person.send(f"/{command}", reply_to=theirs)  # as if it were an answer to the admin's own
    assert (await person.next_reply()).text == HANS.no_command
    forwarded = await person.forward(theirs.message)
    assert forwarded
    assert HANS.unanswered_none not in (await person.next_reply()).text


@pytest.mark.parametrize("action", sorted(ADMINS_PRESSES))
@pytest.mark.parametrize("made_up", ["", ":", ":0", ":{token}", ":{token}:1", ":-1", ":９", ":../..", ":" + "0" * 40])
async def test_an_admins_button_made_up_by_hand_does_nothing_for_anybody_else(world: World, action: str, made_up: str):
    summary = await offered(world)
    token = summary.buttons[0]["callback_data"].partition(":")[2]
    before, meetings = world.kept(), len(world.engine.meetings)
    data = f"{action}{made_up.format(token=token)}"
    summary.message["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
    await world.person.press(summary, "x")
    assert (await world.person.next_answer())["text"] == HANS.outdated
    assert (world.kept(), len(world.engine.meetings)) == (before, meetings)


async def test_what_no_button_of_the_bots_carries_does_nothing(world: World):
    await world.person.send("/start")
    reply = await world.person.next_reply()
    for data in ("", ":", "admin", "add", "exec:1", "__class__", "forget", "𠮷" * 16, "unanswered:0"):
        reply.message["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
        await world.person.press(reply, "x")
        assert (await world.person.next_answer())["text"] == HANS.outdated, data


async def test_in_a_group_an_admins_file_is_not_taken(world: World):
    group = world.server.state.add_group("老街夜话")
    await world.admin.within(group).send_file(Upload("河道.txt", RIVER, "text/plain"))
    await world.admin.send("/start")
    await world.admin.next_reply()
    assert "getFile" not in world.server.calls


# --- files


@pytest.mark.parametrize(
    ("name", "kind", "size"),
    [
        ("会议.txt", "text/plain", 20_000_001),
        ("会议.pdf", "application/pdf", 2_000_000_000),
        ("会议.exe", "application/x-msdownload", 1000),
        ("会议.apk", "application/vnd.android.package-archive", 1000),
        ("会议.zip", "application/zip", 1000),
        ("会议.mp4", "video/mp4", 1000),
        ("会议.png", "image/png", 1000),
        ("会议.txt.sh", "application/x-sh", 1000),
        ("", "audio/ogg", 1000),
    ],
)
async def test_a_file_too_large_or_of_another_kind_is_refused_before_it_is_fetched(
    world: World, name: str, kind: str, size: int
):
    sent = {"file_id": "x", "file_unique_id": "x", "file_name": name, "mime_type": kind, "file_size": size}
    await world.admin.send_content({"document": sent})
    too_large = HANS.add_too_large.format(size=-(-size // 10**6), most=20, local=LARGEST_FILE // 2**20)
    assert (await world.admin.next_reply()).text == (too_large if size > 20_000_000 else HANS.add_wrong_kind)
    assert "getFile" not in world.server.calls
    assert world.kept() == []


@pytest.mark.parametrize("language", Language)
async def test_the_refusal_names_what_is_read(language: Language):
    assert all(ending in load_texts(language).add_wrong_kind for ending in (".txt", ".docx", "PDF", ".html", ".srt"))


@pytest.mark.parametrize("kind", ["document", "photo", "video", "voice", "audio", "sticker"])
async def test_of_anybody_else_no_file_is_fetched_at_all(world: World, kind: str):
    thing = {"file_id": "x", "file_unique_id": "x", "file_size": 10, "file_name": "会议.txt", "mime_type": "text/plain"}
    shape = {"width": 9, "height": 9, "duration": 9, "type": "regular", "is_animated": False, "is_video": False}
    await world.person.send_content({kind: [thing | shape] if kind == "photo" else thing | shape})
    refusal = HANS.only_admins_add if kind == "document" else HANS.only_text
    assert (await world.person.next_reply()).text == refusal
    assert "getFile" not in world.server.calls


# --- SQL

MADE_OF_PARTS = {
    ("bot/store/database.py", "script"),  # the steps of this very program,
    ("bot/store/database.py", "number"),  # counted
    ("bot/store/exchanges.py", "query"),  # conditions written in the same module, words by parameters
    ("bot/store/inbox.py", "change"),  # of a tuple right above
    ("bot/store/meetings.py", "changes"),
    ("bot/store/meetings.py", "marks"),
    ("bot/store/meetings.py", "query"),
    ("bot/store/store.py", "table"),  # of a constant
    ("bot/store/vectors.py", "marks"),  # question marks
}
"""Statements that are not written out: a new one is looked at by a person, and listed here when it holds no words."""


def test_no_statement_is_made_of_what_somebody_wrote(root: Path):
    found = set()
    for path in sorted((root / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
                "execute",
                "executemany",
                "executescript",
            }:
                name = path.relative_to(root).as_posix()
                found |= {(name, part) for part in parts_of(node.args[0]) if not part.lstrip("_").isupper()}
    assert found == MADE_OF_PARTS


def parts_of(statement: ast.expr) -> Iterator[str]:
    """Yield whatever a statement holds that is no literal."""
    if isinstance(statement, ast.Constant):
        return
    if isinstance(statement, ast.JoinedStr):
        yield from (ast.unparse(part.value) for part in statement.values if isinstance(part, ast.FormattedValue))
    else:
        yield ast.unparse(statement)


@pytest.mark.parametrize(
    "hostile", ["'); DROP TABLE exchanges; --", '" OR 1=1 --', "路灯'𠮷", "%_?:a;\x00", "1；DELETE"]
)
def test_words_that_look_like_sql_are_words(tmp_path: Path, hostile: str):
    store = Store.open(tmp_path / "whosaid.sqlite")
    number = store.exchanges.add((7, 8), hostile, (hostile,), Outcome("answered", "who", hostile, (hostile,)))
    kept = store.exchanges.get(number, 7)
    assert (kept.question, kept.context, kept.outcome.meeting, kept.outcome.quotes) == (
        hostile,
        (hostile,),
        hostile,
        (hostile,),
    )
    assert store.exchanges.recall((7, 8), messages=5, seconds=60) == (hostile,)
    store.close()


# --- files on disk


async def test_with_a_lenient_umask_nobody_else_can_read_a_file_the_bot_makes(tmp_path: Path):
    """The store, the inbox, their journals while the bot runs, what an admin sent, the index, vectors, a backup."""
    state = State(TOKEN)
    (tmp_path / "meeting.txt").write_text(RIVER.decode().replace("河道", "老街"), encoding="utf-8")
    async with BotApiServer(state) as server:
        config = tmp_path / "bot.toml"
        config.write_text(
            '[meeting]\nsource = "meeting.txt"\n[data]\ndirectory = "kept/data"\n[cache]\ndirectory = "kept/cache"\n'
            f'[chat]\nadmins = [{ADMIN}]\n[telegram]\nbase_url = "{server.base_url}"\n'
            f'base_file_url = "{server.base_file_url}"\n',
            encoding="utf-8",
        )
        program = ("-m", "bot")
        environ = os.environ | {"TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_CONFIG": str(config)}

        async def start(*words: str) -> asyncio.subprocess.Process:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, *program, *words), env=environ, umask=0o022, stderr=asyncio.subprocess.DEVNULL
            )

        process = await start("run")
        try:
            admin = Person(state, state.add_user("管理员"))
            await admin.send_file(Upload("河道.txt", RIVER, "text/plain"))
            assert (await admin.next_reply(60)).text == HANS.add_reading
            await admin.press(await admin.next_edit(), HANS.add_confirm)
            while not (await admin.next_edit(20)).text.startswith(HANS.add_done.split("{")[0]):
                pass
            (tmp_path / "夜市.txt").write_text(RIVER.decode().replace("河道", "夜市"), encoding="utf-8")
            for words in (("add", str(tmp_path / "夜市.txt")), ("backup", str(tmp_path / "kept" / "backup.tar.gz"))):
                assert await (await start(*words)).wait() == 0
            made = [path for path in (tmp_path / "kept").rglob("*") if path != tmp_path / "kept"]
            modes = {path: path.stat().st_mode & 0o777 for path in made}
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 20)
    names = {path.name for path in made}
    assert {"whosaid.sqlite", "inbox.sqlite", "inbox.sqlite-wal", "inbox.sqlite-shm", "河道.txt"} <= names
    assert {"vectors.sqlite", "backup.tar.gz", "index"} <= names
    assert {str(path): oct(mode) for path, mode in modes.items() if mode & 0o077} == {}


def test_a_journal_is_as_private_as_its_database(tmp_path: Path):
    before = os.umask(0o022)
    try:
        connection = open_database(tmp_path / "data" / "whosaid.sqlite")
        connection.execute("INSERT INTO preferences VALUES (1, 'en')")
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()}
        connection.close()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("whosaid.sqlite", "whosaid.sqlite-wal", "whosaid.sqlite-shm"), 0o600)
    assert sqlite3.sqlite_version
