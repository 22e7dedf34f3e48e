"""No question is lost, none is answered twice unasked, nothing piles up: through our own Bot API server."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from bot.botapi import BotApiServer, Event, EventKind, Fault, Person, RandomFaults, Reply, State
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.chat.texts import Language, load_texts
from bot.store.inbox import Inbox
from bot.store.inbox import State as Progress

HANS = load_texts(Language.ZH_HANS)
TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"
PROGRAM = Path(__file__).with_name("run_bot.py")
WORDS = ["新增路灯１２０盏", "清淤河道8公里", "老街夜市", "河湖长制", "门前三包", "路灯坏了", "投诉量下降30%以上"]


async def is_silent(person: Person, seconds: float = 0.3) -> bool:
    """Tell whether the bot says nothing for a while."""
    try:
        await person.next_reply(seconds)
    except TimeoutError:
        return True
    return False


async def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.002)


# --- what may or may not have been delivered


async def test_a_connection_torn_after_delivery_leaves_one_answer_and_word_of_the_doubt(chat):
    chat.faults.add("sendMessage", Fault(drop=True, applied=True))
    await chat.person.send("清淤河道8公里")
    assert "何敏" in (await chat.person.next_reply()).text
    notice = await chat.person.next_reply()
    assert notice.text == HANS.maybe_lost
    assert [button["text"] for button in notice.buttons] == [HANS.button_again]
    assert await is_silent(chat.person)


@pytest.mark.parametrize(
    "body", ['{"ok":true,"result":{"message_id":1,"text":"清淤', "<p>sent</p>", "[]", '{"ok":true}']
)
async def test_a_reply_of_telegram_that_cannot_be_read_leaves_a_doubt_and_nobody_s_words_in_the_log(chat, caplog, body):
    chat.faults.add("sendMessage", Fault(body=body, applied=True))
    await chat.person.send("清淤河道8公里")
    assert "何敏" in (await chat.person.next_reply()).text
    assert (await chat.person.next_reply()).text == HANS.maybe_lost
    assert await is_silent(chat.person)
    assert "清淤" not in caplog.text


async def test_updates_that_arrive_torn_are_fetched_again_and_not_logged(chat, caplog):
    chat.faults.add("getUpdates", Fault(body='{"ok":true,"result":[{"update_id":1,"message":{"text":"清淤'))
    await chat.person.send("清淤河道8公里")
    assert "何敏" in (await chat.person.next_reply()).text
    await chat.person.send("老街夜市")  # by now the fault was met
    assert "沈𠮷安" in (await chat.person.next_reply()).text
    assert chat.application.updater.counters.failed_polls == 1
    assert "清淤" not in caplog.text


async def test_an_answer_that_was_lost_comes_with_a_tap(chat):
    chat.faults.add("sendMessage", Fault(drop=True))
    await chat.person.send("清淤河道8公里")
    notice = await chat.person.next_reply()
    await chat.person.press(notice, HANS.button_again)
    assert "何敏" in (await chat.person.next_reply()).text
    assert (await chat.person.next_edit()).text == HANS.answering_again
    await chat.person.press(notice, HANS.button_again)
    await chat.person.next_answer()
    assert (await chat.person.next_answer())["text"] == HANS.outdated
    assert await is_silent(chat.person)


async def test_nobody_has_the_answer_of_another_chat_by_a_tap(chat):
    other = chat.newcomer()
    for person in (chat.person, other):
        chat.faults.add("sendMessage", Fault(drop=True))
        await person.send("清淤河道8公里")
        theirs = await person.next_reply()
    theirs.buttons[0]["callback_data"] = "again:1"
    await other.press(theirs, "again:1")
    assert (await other.next_answer())["text"] == HANS.outdated


@pytest.mark.parametrize("fault", [Fault.bad_gateway(), Fault.too_many_requests(1)])
async def test_what_telegram_refused_for_now_is_sent_later_and_once(chat, fault):
    chat.faults.add("sendMessage", fault)
    await chat.person.send("清淤河道8公里")
    assert "何敏" in (await chat.person.next_reply()).text
    assert await is_silent(chat.person)
    assert chat.application.updater.counters.retries == 1


async def test_word_of_a_doubt_that_may_be_lost_is_sent_once_more(chat, monkeypatch):
    monkeypatch.setattr("bot.transport.workers._FIRST_WAIT_SECONDS", 0.1)
    chat.faults.add("sendMessage", Fault(drop=True), times=2)
    await chat.person.send("清淤河道8公里")
    assert (await chat.person.next_reply()).text == HANS.maybe_lost


async def test_a_changed_message_is_changed_again_when_the_connection_tears(chat):
    await chat.person.send("新增路灯１２０盏")
    reply = await chat.person.next_reply()
    chat.faults.add("editMessageText", Fault(drop=True))
    await chat.person.press(reply, HANS.button_context)
    assert "覆盖全部背街小巷" in (await chat.person.next_edit()).text


async def test_a_chat_that_must_wait_keeps_neither_others_nor_its_own_buttons_waiting(chat):
    await chat.person.send("新增路灯１２０盏")
    reply = await chat.person.next_reply()
    chat.faults.add("sendMessage", Fault.too_many_requests(3600))
    await chat.person.send("清淤河道8公里")
    counters = chat.application.updater.counters
    await until(lambda: counters.postponed)
    other = chat.newcomer()
    await other.send("清淤河道8公里")
    assert "何敏" in (await other.next_reply()).text
    await chat.person.press(reply, HANS.button_context)
    await chat.person.next_answer()
    assert chat.application.updater.intake.inbox.count()[Progress.WAITING] == 1


async def test_a_question_that_a_day_of_attempts_did_not_answer_is_set_aside_and_not_counted_as_answered(
    chat, monkeypatch
):
    monkeypatch.setattr("bot.transport.workers._MOST_ATTEMPTS", 1)
    chat.faults.add("sendMessage", Fault.too_many_requests(3600))
    await chat.person.send("清淤河道8公里")
    counters, inbox = chat.application.updater.counters, chat.application.updater.intake.inbox
    await until(lambda: inbox.count().get(Progress.ASIDE))
    assert (counters.aside, counters.done, counters.postponed) == (1, 0, 0)


async def test_when_a_third_of_all_calls_go_wrong_everybody_is_answered_and_nobody_twice(
    world, settings_for, finder, monkeypatch
):
    monkeypatch.setattr("bot.transport.workers._FIRST_WAIT_SECONDS", 0.1)
    monkeypatch.setattr("bot.transport.limiter._FIRST_WAIT_SECONDS", 0.05)
    kinds = [Fault.bad_gateway(), Fault.too_many_requests(1), Fault(drop=True), Fault(drop=True, applied=True)]
    broken = RandomFaults(0.0, [*kinds, Fault(delay=0.6)], seed=3)
    async with BotApiServer(world, faults=broken) as server:
        people = [Person(world, world.add_user("小周")) for _ in range(30)]
        said = listen(world)
        async with bot(telling(settings_for(server), read_timeout=0.4), finder):
            broken._share = 0.33  # from here on
            for number, person in enumerate(people):
                await person.send(WORDS[number % len(WORDS)])
            await until(lambda: all(said[person.chat["id"]] for person in people))
            await asyncio.sleep(0.6)  # what was delayed has come
            tapped = {chat for chat, replies in said.items() if not answers(replies)}
            while missing := [person for person in people if not answers(said[person.chat["id"]])]:
                for person in missing:
                    notices = [reply for reply in said[person.chat["id"]] if reply.text == HANS.maybe_lost]
                    await person.press(notices[-1], HANS.button_again)
                await asyncio.sleep(0.6)
    assert all(len(answers(said[person.chat["id"]])) == 1 for person in people if person.chat["id"] not in tapped)


# --- malformed updates


async def test_a_malformed_update_is_set_aside_and_the_rest_goes_on(chat):
    pending = chat.state.updates._pending
    pending.append({"update_id": 900, "message": 5})
    pending.append({"update_id": 901, "message": {"message_id": 1, "chat": {"id": "x"}, "date": "never"}})
    chat.state.updates._next_id = 902
    await chat.person.send("清淤河道8公里")
    assert "何敏" in (await chat.person.next_reply()).text
    await chat.idle()
    inbox = chat.application.updater.intake.inbox
    assert inbox.count()[Progress.ASIDE] == 2
    rows = inbox._connection.execute("SELECT raw, error FROM updates WHERE state = 'aside'").fetchall()
    assert all(raw and error for raw, error in rows)
    assert len(chat.state.updates) == 0


async def test_an_update_with_parts_of_another_kind_is_set_aside_before_anything_is_said(chat, caplog):
    said = {"message_id": 5, "date": 1, "chat": chat.person.chat, "from": chat.person.user, "text": "路灯"}
    query = {"id": "1", "from": {**chat.person.user, "id": {"id": 5}}, "query": "路灯", "offset": ""}
    chat.state.updates._pending += [
        {"update_id": 900, "message": said | {"text": 120}},
        {"update_id": 901, "message": said | {"from": chat.person.user | {"id": 2**64}}},
        {"update_id": 902, "inline_query": query},
    ]
    chat.state.updates._next_id = 903
    await chat.person.send("清淤河道8公里")
    assert "何敏" in (await chat.person.next_reply()).text
    await chat.idle()
    assert await is_silent(chat.person)
    assert chat.application.updater.intake.inbox.count()[Progress.ASIDE] == 3
    assert "Traceback" not in caplog.text
    assert "bot.chat.app" not in {record.name for record in caplog.records if record.levelname == "ERROR"}


async def test_a_bug_is_kept_with_what_met_it(chat):
    assert await chat.reply("崩溃") == HANS.failed
    await chat.idle()
    ((raw, error),) = chat.application.updater.intake.inbox._connection.execute(
        "SELECT raw, error FROM updates WHERE state = 'aside'"
    ).fetchall()
    assert json.loads(raw)["message"]["text"] == "崩溃"
    assert "RuntimeError" in error


# --- order and bounds


async def test_questions_of_a_chat_are_answered_in_order(chat):
    for word in WORDS * 2:
        await chat.person.send(word)
    for word in WORDS * 2:
        assert word in (await chat.person.next_reply()).text


def hold(engine) -> threading.Event:
    """Let an engine answer nothing before the event that is returned is set."""
    free, answer = threading.Event(), engine.answer

    def answer_when_free(text, context=()):
        assert free.wait(20)
        return answer(text, context)

    engine.answer = answer_when_free
    return free


@asynccontextmanager
async def bot(settings, engine, port: str = "") -> AsyncIterator[AnyApplication]:
    """Run the bot: by long polling, by webhook with a port."""
    application = build_application(settings, engine)
    async with application:
        if port:
            await application.updater.start_webhook(
                port=int(port),
                url_path="/whosaid",
                webhook_url=f"http://127.0.0.1:{port}/whosaid",
                secret_token=SECRET,
                allowed_updates=ALLOWED_UPDATES,
            )
        else:
            await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
        try:
            yield application
        finally:
            if application.updater.running:
                await application.updater.stop()
    await application.post_shutdown(application)


@pytest.fixture
def world(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    return State(token=TOKEN)


@pytest.fixture
def finder(chat_engine, street):
    return chat_engine(street)


def telling(settings, **telegram):
    return replace(settings, telegram=replace(settings.telegram, **telegram))


async def test_when_the_inbox_is_full_telegram_keeps_the_rest_and_all_is_answered_in_the_end(
    world, settings_for, finder
):
    free = hold(finder)
    async with BotApiServer(world) as server:
        people = [Person(world, world.add_user("小周")) for _ in range(250)]
        for number, person in enumerate(people):
            await person.send(WORDS[number % len(WORDS)])
        async with bot(telling(settings_for(server), inbox_limit=100, workers=4), finder) as application:
            counters = application.updater.counters
            await until(lambda: counters.received >= 100)
            await asyncio.sleep(0.3)
            assert counters.received <= 200  # the limit, and one poll
            assert len(world.updates) >= 50
            free.set()
            for number, person in enumerate(people):
                assert WORDS[number % len(WORDS)] in (await person.next_reply(20)).text
    assert len(world.updates) == 0


async def test_a_bot_told_to_stop_does_so_in_time_and_its_next_run_answers(world, settings_for, finder):
    free = hold(finder)
    async with BotApiServer(world) as server:
        settings = telling(settings_for(server), stop_seconds=0.2)
        person = Person(world, world.add_user("小周"))
        await person.send("清淤河道8公里")
        async with bot(settings, finder) as application:
            updater = application.updater
            await until(lambda: updater.counters.received and not len(updater.intake))
            started = time.monotonic()
            await updater.stop()
            assert time.monotonic() - started < 5  # far from the time it would have waited for the engine
            free.set()
        assert len(world.updates) == 0
        async with bot(settings, finder):
            assert "何敏" in (await person.next_reply()).text
            assert await is_silent(person)


async def test_after_a_crash_one_reply_in_doubt_is_sent_again_and_of_the_others_people_are_told(
    world, settings_for, finder
):
    people = [Person(world, world.add_user("小周")) for _ in range(3)]
    for person in people:
        await person.send("清淤河道8公里")
    async with BotApiServer(world) as server:
        settings = settings_for(server)
        inbox = Inbox.open(settings.data.inbox, 4242)
        for waiting in inbox.add(world.updates.peek(9)):
            inbox.take(waiting.number)
            inbox.advance(waiting.number, Progress.SENDING)
        inbox.close()
        async with bot(settings, finder):
            assert "何敏" in (await people[0].next_reply()).text
            for person in people[1:]:
                assert (await person.next_reply()).text == HANS.maybe_lost
            for person in people:
                assert await is_silent(person, 0.1)


# --- kill -9


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_bot_killed_while_it_answers_answers_everybody_and_nobody_twice_but_one_a_crash(world, tmp_path, mode):
    kills, batch = 3, 8
    async with BotApiServer(world, first_wait=0.05) as server:
        people = [Person(world, world.add_user("小周")) for _ in range(kills * batch)]
        said = listen(world)
        variables = {"TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_WEBHOOK_SECRET": SECRET, "BASE_URL": server.base_url}
        variables |= {"DATA": str(tmp_path)} | ({"WEBHOOK_PORT": free_port()} if mode == "webhook" else {})
        for kill in range(kills):
            for number, person in enumerate(people[kill * batch : (kill + 1) * batch]):
                await person.send(WORDS[number % len(WORDS)])
            process = await start_program(variables)
            enough = sum(map(len, said.values())) + 2 + kill
            await until(lambda enough=enough: sum(map(len, said.values())) >= enough)
            process.kill()
            await process.wait()
        process = await start_program(variables)
        await until(lambda: all(said.values()))
        for person in people:
            replies = said[person.chat["id"]]
            if all(reply.text == HANS.maybe_lost for reply in replies):
                await person.press(replies[-1], HANS.button_again)
        await until(lambda: all(answers(replies) for replies in said.values()))
        process.terminate()
        assert await process.wait() == 0
    assert sum(len(answers(replies)) - 1 for replies in said.values()) <= kills
    assert sum(len(replies) - len(answers(replies)) for replies in said.values()) <= 2 * kills


def listen(state: State) -> dict[int, list[Reply]]:
    """Return what the bot says from now on, by chat; a chat that it knows and says nothing in is there, too."""
    said: dict[int, list[Reply]] = {chat: [] for chat in state.chats}

    def notice(event: Event) -> None:
        if event.kind is EventKind.MESSAGE:
            said[event.chat_id].append(Reply(event.content))

    state.listen(notice)
    return said


def answers(replies: list[Reply]) -> list[Reply]:
    return [reply for reply in replies if reply.text != HANS.maybe_lost]


async def start_program(variables: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), env=os.environ | variables, stderr=subprocess.DEVNULL
    )


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


# --- the webhook


async def test_a_delivery_is_taken_with_the_secret_only_and_handled_once(world, settings_for, finder):
    port = free_port()
    async with BotApiServer(world) as server, bot(settings_for(server), finder, port) as application:
        person = Person(world, world.add_user("小周"))
        message = {"message_id": 5, "date": 1, "chat": person.chat, "from": person.user, "text": "清淤河道8公里"}
        update = {"update_id": 77, "message": message}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as telegram:

            async def bring(path: str = "/whosaid", secret: str = SECRET, body: object = update) -> int:
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret.encode()} if secret else {}
                return (await telegram.post(path, headers=headers, json=body)).status_code

            assert [await bring(secret=wrong) for wrong in ("", "said-so_2", "é")] == [403, 403, 403]
            assert await bring(path="/elsewhere") == 404
            assert (await telegram.get("/whosaid")).status_code == 405
            assert application.updater.counters.received == 0
            assert [await bring() for _ in range(3)] == [200] * 3
            assert "何敏" in (await person.next_reply()).text
            assert await bring() == 200
            assert await bring(body="no update") == 200  # else it would come again and again
            nested = b'{"update_id": 78, "message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            assert (await telegram.post("/whosaid", headers=headers, content=nested)).status_code == 200
            assert await is_silent(person)
    counters = application.updater.counters
    assert (counters.received, counters.done) == (1, 1)


async def test_while_the_inbox_is_full_telegram_is_asked_to_come_back(world, settings_for, finder):
    port, free = free_port(), hold(finder)
    async with BotApiServer(world, first_wait=0.05) as server:
        settings = telling(settings_for(server), inbox_limit=100, workers=4)
        async with bot(settings, finder, port) as application:
            people = [Person(world, world.add_user("小周")) for _ in range(150)]
            for person in people:
                await person.send("清淤河道8公里")
            await until(lambda: world.webhook.failure)
            assert "503" in world.webhook.failure
            assert len(application.updater.intake) == 100
            free.set()
            for person in people:
                assert "何敏" in (await person.next_reply(20)).text
