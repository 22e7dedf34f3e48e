"""The demo on a meeting made by hand: its server, a page that is no browser, and a browser."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from bot.config import Settings
from bot.demo.running import serve_demo
from bot.demo.server import DemoServer, take_port
from tests.chat.conftest import WordFinder, build_meeting

SECONDS = 10.0
PATIENCE_MS = 20_000


class Page:
    """What the page is to the server: one that talks."""

    def __init__(self, line: WebSocketClientConnection) -> None:
        self.line = line
        self.welcome: dict[str, Any] = {}
        self.open = True

    async def ask(self, kind: str, /, **content: Any) -> None:
        """Ask for something."""
        await self.line.write_message(json.dumps({"type": kind, **content}))

    async def told(self, kind: str) -> dict[str, Any]:
        """Return the next thing of this kind that it is told."""
        while True:
            line = await self.hear()
            assert line is not None, "the server has hung up"
            news: dict[str, Any] = json.loads(line)
            if news["type"] == kind:
                return news

    async def hear(self) -> str | None:
        """Return the next line, None when the server has hung up."""
        heard = await asyncio.wait_for(self.line.read_message(), SECONDS)
        self.open = heard is not None
        return str(heard) if self.open else None

    async def leave(self) -> None:
        """Hang up, and wait until the server has taken note."""
        self.line.close()
        while self.open:
            await self.hear()

    async def reply(self, **expected: Any) -> dict[str, Any]:
        """Return the bot's next message."""
        while True:
            news = await self.told("message")
            if news["message"]["from"]["is_bot"] and expected.items() <= news.items():
                return news


@asynccontextmanager
async def open_page(server: DemoServer, *, session: str = "", language: str = "zh-hans") -> AsyncIterator[Page]:
    """Open a page and hang up at the end."""
    address = server.url.replace("http:", "ws:") + "talk"
    line = await websocket_connect(HTTPRequest(address, headers={"Origin": server.url.rstrip("/")}))
    page = Page(line)
    await page.ask("hello", session=session, language=language)
    page.welcome = await page.told("welcome")
    yield page
    await page.leave()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(_no_settings_of_the_user: None) -> AsyncIterator[DemoServer]:
    """Run the demo on a free port; its engine is a ``WordFinder``."""
    async with serve_demo(Settings(), WordFinder(build_meeting()), take_port(0)) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def page(demo: DemoServer) -> AsyncIterator[Page]:
    """Return a new visitor's page."""
    async with open_page(demo) as opened:
        yield opened


@pytest.fixture(scope="session")
def another_page() -> Callable[..., Any]:
    """Return ``open_page``."""
    return open_page


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def phone() -> AsyncIterator[Any]:
    """Return the windows of a headless Chromium, the one that is installed; none is downloaded.

    Each tab is a visitor of its own, for the page keeps its key by tab.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium is installed")
    playwright = pytest.importorskip("playwright.async_api")
    async with playwright.async_playwright() as driver:
        # a container may have neither a sandbox nor much shared memory
        chromium = await driver.chromium.launch(
            executable_path=Path(program), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        permissions = ["clipboard-read", "clipboard-write"]
        size = {"width": 360, "height": 740}
        windows = await chromium.new_context(viewport=size, locale="zh-CN", permissions=permissions)
        windows.set_default_timeout(PATIENCE_MS)
        yield windows
        await chromium.close()
