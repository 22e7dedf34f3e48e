"""Long polling: nothing is confirmed too early, and nothing ends it."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.transport.counters import Counters
from bot.transport.polling import Poller


class Server(BaseRequest):
    """Answers polls with what is in store: updates, an error, or nothing at all for ever."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[float, dict[str, str]]] = []
        self.renewed = 0

    @property
    def read_timeout(self) -> float:
        return 5

    async def initialize(self) -> None:
        self.renewed += 1

    async def shutdown(self) -> None:
        if not self.renewed:
            msg = "the old connections are stuck"
            raise RuntimeError(msg)

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.asked.append((round(asyncio.get_running_loop().time(), 1), asked))
        answer = self.answers.pop(0) if self.answers else "for ever"
        if isinstance(answer, Exception):
            raise answer
        if answer == "for ever":
            await asyncio.Event().wait()
        return 200, json.dumps({"ok": True, "result": answer}).encode()

    @property
    def offsets(self) -> list[int]:
        return [int(asked["offset"]) for _, asked in self.asked]


class Intake:
    """Keeps what it is given, unless its disk is full."""

    def __init__(self) -> None:
        self.counters = Counters()
        self.kept: list[Any] = []
        self.broken = 0
        self.free = asyncio.Event()
        self.free.set()

    async def room(self) -> None:
        await self.free.wait()

    async def receive(self, updates: list[Any]) -> None:
        if self.broken:
            self.broken -= 1
            raise OSError(28, "No space left on device")
        self.kept += updates


def poll(run, server: Server, intake: Intake | None = None, *, seconds: float = 500, watchdog: float = 120) -> Intake:
    """Poll for some seconds."""

    async def scenario() -> Intake:
        keeper = intake or Intake()
        poller = Poller(server, "http://server/bot1:x", keeper, timeout=10, allowed=["message"], watchdog=watchdog)
        task = asyncio.create_task(poller.run())
        await asyncio.sleep(seconds)
        assert not task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return keeper

    return run(scenario())


def update(number: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"text": "新增路灯１２０盏"}}


def test_updates_are_confirmed_by_the_poll_after_they_were_kept(run):
    server = Server([update(5), update(6)], [], [update(7)])
    intake = poll(run, server)
    assert server.offsets[:4] == [0, 7, 7, 8]
    assert [kept["update_id"] for kept in intake.kept] == [5, 6, 7]
    assert json.loads(server.asked[0][1]["allowed_updates"]) == ["message"]


def test_updates_that_could_not_be_kept_are_fetched_again(run):
    server, intake = Server([update(5)], [update(5)]), Intake()
    intake.broken = 1
    poll(run, server, intake)
    assert server.offsets[:3] == [0, 0, 6]
    assert len(intake.kept) == 1


def test_a_numbering_that_begins_anew_is_followed(run):
    server = Server([update(900)], [update(3)], [])
    poll(run, server)
    assert server.offsets[:3] == [0, 901, 4]


def test_what_has_no_number_is_kept_and_does_not_stand_in_the_way(run):
    server = Server([{"message": {}}, update(5), "…"], [])
    intake = poll(run, server)
    assert server.offsets[:2] == [0, 6]
    assert len(intake.kept) == 3


def test_what_has_no_number_and_nothing_after_it_is_not_fetched_a_thousand_times(run):
    server = Server(*[["…"]] * 1000)
    poll(run, server, seconds=60)
    assert len(server.asked) < 10


def test_nothing_is_fetched_while_there_is_no_room(run):
    server, intake = Server([], []), Intake()
    intake.free.clear()
    poll(run, server, intake)
    assert not server.asked


@pytest.mark.parametrize(
    "error", [TelegramError("Invalid server response"), InvalidToken("revoked"), ValueError("bug")]
)
def test_an_error_is_survived(run, error):
    server = Server(error, error, [update(5)])
    assert len(poll(run, server).kept) == 1


def test_another_program_with_the_same_bot_is_said_to_be_there_and_waited_for(run, caplog):
    server = Server(Conflict("terminated by other getUpdates request"), [update(5)])
    assert len(poll(run, server).kept) == 1
    assert server.asked[1][0] >= 30
    assert "another program" in caplog.text


def test_telegram_is_left_alone_as_long_as_it_wants(run):
    server = Server(RetryAfter(70), [])
    poll(run, server)
    assert server.asked[1][0] == 70


def test_a_poll_that_never_ends_is_given_up_and_the_connections_are_made_anew(run, caplog):
    server = Server(*["for ever"] * 6, [update(5)])
    assert len(poll(run, server).kept) == 1
    assert server.renewed >= 1
    assert "nothing from Telegram" in caplog.text


def test_an_outage_is_reported_now_and_then_not_at_every_try(run, caplog):
    poll(run, Server(*[TelegramError("unreachable")] * 999), seconds=3600, watchdog=600)
    assert 4 <= caplog.text.count("nothing from Telegram") <= 6
