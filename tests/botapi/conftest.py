"""A bot's world, a server for it, a person in it, and minimal bots that are not ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from telegram.ext import Application, ApplicationBuilder

from bot.botapi import BotApiServer, Person, State, methods
from bot.botapi.wire import Json, Parameters

TOKEN = "4839:test-token"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return the state's clock."""
    return Clock()


@pytest.fixture
def state(clock: Clock) -> State:
    """Return a bot's world without anybody."""
    return State(TOKEN, clock=clock)


@pytest.fixture
def person(state: State) -> Person:
    """Return somebody in a private chat with the bot."""
    return Person(state, state.add_user("王芳", username="wangfang"))


@pytest.fixture
def call(state: State) -> Callable[..., Any]:
    """Return a function that calls a method without HTTP."""

    def call_method(name: str, /, **values: Any) -> Any:
        return methods.call(state, name, Parameters(values))

    return call_method


@pytest.fixture
async def server(state: State) -> AsyncIterator[BotApiServer]:
    """Return a server on a free port of the loopback interface."""
    async with BotApiServer(state, first_wait=0.02) as running:
        yield running


@pytest.fixture
async def post(server: BotApiServer) -> AsyncIterator[Callable[..., Any]]:
    """Return a function that posts a JSON body to a method and returns the whole answer."""
    async with httpx.AsyncClient(timeout=10, trust_env=False) as client:

        async def post_json(name: str, /, **values: Any) -> Json:
            answer = await client.post(f"{server.base_url}{TOKEN}/{name}", json=values)
            body: Json = answer.json()
            assert answer.status_code == body.get("error_code", 200)
            return body

        yield post_json


@pytest.fixture
def build_bot(server: BotApiServer) -> Callable[[], Application[Any, Any, Any, Any, Any, Any]]:
    """Return a function that builds an application of python-telegram-bot, with nothing but the address changed."""

    def build() -> Application[Any, Any, Any, Any, Any, Any]:
        builder = ApplicationBuilder().token(TOKEN)
        return builder.base_url(server.base_url).base_file_url(server.base_file_url).build()

    return build
