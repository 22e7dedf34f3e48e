"""Every line that is logged for a question bears the number of its update, whichever thread logs it."""

from __future__ import annotations

import io
import json
import logging
import re
import threading
from collections.abc import Iterator

import pytest
from telegram import Update
from telegram.ext import CommandHandler, ContextTypes

from bot.chat.services import Services
from bot.health.log_lines import JsonFormatter, LineFormatter

_LOG = logging.getLogger("bot.of.this.test")


@pytest.fixture(params=[JsonFormatter, LineFormatter])
def log(request) -> Iterator[io.StringIO]:
    """Return what is logged during the test, in each of the forms."""
    written, root, level = io.StringIO(), logging.getLogger(), logging.getLogger().level
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def say(what: str) -> str:
    """Log, in whatever thread."""
    _LOG.info("%s in %s", what, threading.current_thread().name)
    return what


def requests_of(log: io.StringIO, what: str) -> list[int | None]:
    """Return the numbers on the lines that begin with ``what``, each of which some other thread logged."""
    numbers = []
    for line in log.getvalue().splitlines():
        if f"{what} in " in line:
            assert "MainThread" not in line
            if line.startswith("{"):
                numbers.append(json.loads(line).get("request"))
            else:
                found = re.search(r"bot\.of\.this\.test: \[(\d+)\] ", line)
                numbers.append(int(found[1]) if found else None)
    return numbers


async def test_the_engine_logs_under_the_number_of_the_question_it_answers(chat, log):
    answer = chat.engine.answer
    chat.engine.answer = lambda text, context=(): answer(say(text), context)
    chat.state.updates._next_id = 501
    people = [chat.newcomer() for _ in range(3)]
    for person, text in zip(people, ("路灯", "河道", "夜市"), strict=True):
        await person.send(text)
    for person in people:
        await person.next_reply()
    assert [requests_of(log, text) for text in ("路灯", "河道", "夜市")] == [[501], [502], [503]]


async def test_so_do_the_store_and_whoever_draws(chat, log):
    async def do_all(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001
        services = _services_of(chat)
        await services.run(say, "kept")
        await services.draw(say, "drawn")
        await chat.application.updater.intake.run(say, "noted")
        await update.message.reply_text("好")

    chat.application.handlers[0].insert(0, CommandHandler("all", do_all))
    chat.state.updates._next_id = 77
    assert await chat.reply("/all") == "好"
    assert [requests_of(log, what) for what in ("kept", "drawn", "noted")] == [[77]] * 3


async def test_what_is_logged_for_nobody_bears_no_number(chat, log):
    await _services_of(chat).run(say, "tidied")
    assert requests_of(log, "tidied") == [None]


def _services_of(chat) -> Services:
    """Return what the running bot's handlers share."""
    (throttle,) = chat.application.handlers[-1]
    return throttle.callback.__self__._services
