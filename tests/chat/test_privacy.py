"""What the log may hold."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import httpx
import pytest

from bot.botapi import BotApiServer, State
from bot.chat.privacy import Redaction, describe_error, log_uncaught, protect_log

TOKEN = "4242:a-secret-that-no-log-may-show"
SECRET = "said-so_1"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what a handler of the root logger writes; all is put back afterwards."""
    written, root = io.StringIO(), logging.getLogger()
    before, levels = root.handlers[:], {name: logging.getLogger(name).level for name in ("httpx", "httpcore")}
    root.handlers = [logging.StreamHandler(written)]
    yield written
    root.handlers = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def connect(address: str) -> None:
    raise ConnectionError(address)


def test_the_token_is_hidden_in_message_arguments_and_traceback(log: io.StringIO):
    protect_log([TOKEN, ""])
    try:
        connect(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ConnectionError:
        logging.getLogger("bot.anything").exception("%s for %s", f"bot{TOKEN}", {"url": f"/bot{TOKEN}/"})
    assert "secret" not in log.getvalue()
    assert "ConnectionError: https://api.telegram.org/bot[hidden]/getMe" in log.getvalue()


def test_the_secret_half_of_a_token_is_hidden_by_itself(log: io.StringIO):
    protect_log([TOKEN])
    logging.getLogger("bot").error("…/bot4242%%3A%s/getMe", TOKEN.partition(":")[2])
    assert log.getvalue() == "…/bot4242%3A[hidden]/getMe\n"


def test_the_stack_of_a_message_is_hidden_too():
    record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "路灯", (), None, sinfo=f"line = '{TOKEN}'")
    assert Redaction([TOKEN]).filter(record)
    assert record.stack_info == "line = '[hidden]'"


def test_the_http_client_does_not_log_addresses(log: io.StringIO):
    protect_log([TOKEN])
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("httpx").info("HTTP Request: POST …")
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert log.getvalue() == ""


async def test_also_when_somebody_makes_the_http_client_talk_nothing_secret_is_written(log: io.StringIO):
    protect_log([TOKEN, SECRET])
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    async with BotApiServer(State(TOKEN)) as server, httpx.AsyncClient() as client:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        assert (await client.post(f"{server.base_url}{TOKEN}/getMe?secret={SECRET}", headers=headers)).is_success
    assert "/bot[hidden]/getMe?secret=[hidden]" in log.getvalue()
    for secret in ("a-secret-that", SECRET):
        assert secret not in log.getvalue()


def test_other_messages_pass_unchanged(log: io.StringIO):
    protect_log([TOKEN])
    logging.getLogger("bot").warning("%d 盏路灯", 120)
    assert log.getvalue() == "120 盏路灯\n"


def test_without_a_handler_one_is_made_so_that_nothing_slips_past(log: io.StringIO):
    logging.getLogger().handlers = []
    protect_log([TOKEN])
    (handler,) = logging.getLogger().handlers
    assert any(isinstance(each, Redaction) for each in handler.filters)
    assert log.getvalue() == ""


def test_an_error_is_described_by_type_and_place_without_what_a_person_wrote():
    try:
        "我的电话是12345\ud83d".encode()
    except UnicodeEncodeError as error:
        described = describe_error(error)
    assert described.startswith("UnicodeEncodeError\n")
    assert "test_an_error_is_described" in described
    assert "12345" not in described


def test_a_message_that_its_arguments_do_not_fit_ends_nobody_and_is_hidden_too(log: io.StringIO):
    protect_log([TOKEN])
    logging.getLogger("bot").warning(f"{TOKEN} %d %d", "路灯")  # noqa: G004
    assert log.getvalue() == "[hidden] %d %d\n"


@pytest.fixture
def uncaught(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what is logged of errors that nothing catches."""
    protect_log([TOKEN])
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    filters = [*logging.getLogger("asyncio").filters]
    log_uncaught()
    yield log
    logging.captureWarnings(capture=False)
    logging.getLogger("asyncio").filters[:] = filters


def test_an_error_that_ends_the_program_is_logged_without_the_token(
    uncaught: io.StringIO, capsys: pytest.CaptureFixture[str]
):
    try:
        connect(TOKEN)
    except ConnectionError as error:
        sys.excepthook(ConnectionError, error, error.__traceback__)
    assert "ConnectionError: [hidden]" in uncaught.getvalue()
    assert "in connect" in uncaught.getvalue()
    assert capsys.readouterr().err == ""


def test_an_error_that_ends_a_thread_is_logged_by_type_and_place(
    uncaught: io.StringIO, capsys: pytest.CaptureFixture[str]
):
    thread = threading.Thread(target=connect, args=["我的电话是12345"])
    thread.start()
    thread.join()
    assert "ConnectionError\n" in uncaught.getvalue()
    assert " connect\n" in uncaught.getvalue()
    assert "12345" not in uncaught.getvalue()
    assert capsys.readouterr().err == ""


def test_an_error_that_ends_a_task_nobody_awaits_is_logged_by_type_and_place(uncaught: io.StringIO):
    async def connect_later() -> None:
        connect("我的电话是12345")

    async def forget() -> None:
        task = asyncio.create_task(connect_later())
        await asyncio.wait([task])

    asyncio.run(forget())
    gc.collect()
    assert "an error that nobody awaited: ConnectionError\n" in uncaught.getvalue()
    assert " connect_later\n" in uncaught.getvalue()
    assert "12345" not in uncaught.getvalue()


def test_an_error_while_something_is_deleted_is_logged_without_the_token(
    uncaught: io.StringIO, capsys: pytest.CaptureFixture[str]
):
    class Connection:
        def __del__(self) -> None:
            connect(TOKEN)

    Connection()
    gc.collect()
    assert "an error that nobody could catch: ConnectionError\n" in uncaught.getvalue()
    assert TOKEN not in uncaught.getvalue()
    assert capsys.readouterr().err == ""


def test_a_warning_of_a_library_is_logged_without_the_token(uncaught: io.StringIO):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(f"old address: {TOKEN}", stacklevel=1)
    assert "UserWarning: old address: [hidden]" in uncaught.getvalue()


def test_ctrl_c_is_not_logged_as_an_error(uncaught: io.StringIO, capsys: pytest.CaptureFixture[str]):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert uncaught.getvalue() == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err
