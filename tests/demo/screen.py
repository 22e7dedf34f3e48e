"""A tab of a browser with the demo in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.demo.server import DemoServer


class Screen:
    """The page as somebody sees it, and all that it asked any server for.

    Attributes:
        tab: Playwright's page.
        requests: The addresses of everything it loaded.
        errors: What went wrong in it.
    """

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.requests: list[str] = []
        self.errors: list[str] = []
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("websocket", lambda line: self.requests.append(line.url))
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    @property
    def replies(self) -> Any:
        """The bot's messages."""
        return self.tab.locator(".message.bot")

    @property
    def options(self) -> Any:
        """What is offered above the line one types in."""
        return self.tab.locator("#suggestions [role=option]")

    async def write(self, text: str) -> None:
        """Type a message and send it."""
        await self.tab.fill("#words", text)
        await self.tab.press("#words", "Enter")

    async def ask(self, text: str) -> Any:
        """Send a message and return the bot's next one."""
        before = await self.replies.count()
        await self.write(text)
        reply = self.replies.nth(before)
        await reply.wait_for()
        return reply

    async def wait(self, condition: str, argument: Any = None) -> None:
        """Wait until a JavaScript function of ``argument`` returns something true."""
        await self.tab.wait_for_function(condition, arg=argument)

    async def wide(self) -> bool:
        """Whether anything is wider than the screen."""
        parts = "[document.documentElement, document.querySelector('#view'), document.querySelector('.foot')]"
        return bool(await self.tab.evaluate(f"() => {parts}.some(part => part.scrollWidth > part.clientWidth)"))


@asynccontextmanager
async def open_screen(server: DemoServer, phone: Any) -> AsyncIterator[Screen]:
    """Open the demo in a new tab; at the end nothing may have gone wrong in it, nor be wider than the screen."""
    screen = Screen(await phone.new_page())
    try:
        await screen.tab.goto(server.url)
        await screen.tab.wait_for_selector(".empty")
        yield screen
        assert screen.errors == []
        assert await screen.wide() is False
    finally:
        await screen.tab.close()
