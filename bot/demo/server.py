"""The server of the demo's page, on the loopback interface only."""

from __future__ import annotations

import socket
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tornado.httpserver import HTTPServer
from tornado.web import Application

from bot.botapi import State
from bot.demo.handlers import DownloadHandler, PageHandler, TalkHandler
from bot.demo.reception import Reception

__all__ = ["DemoServer"]

_PAGE: Final = Path(__file__).with_name("page")
_HOST: Final = "127.0.0.1"
# A gesture is at most 4096 characters of text, four bytes each or escaped, and a little around it.
_LARGEST_GESTURE: Final = 64 * 1024
_PING_SECONDS: Final = 30


class DemoServer:
    """Serves the page to visitors of a bot's world.

    Args:
        state: The bot's world; the bot itself runs elsewhere.
        port: Port to listen on; 0 takes a free one.
    """

    def __init__(self, state: State, *, port: int = 0) -> None:
        self._state = state
        self._port = port
        self._http: HTTPServer | None = None

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{_HOST}:{self._port}/"

    def listen(self) -> None:
        """Take the port; the URL is right from here on.

        Raises:
            OSError: it is taken, or this user may not have it.
        """
        reception = Reception(self._state)
        routes = [
            (r"/talk", TalkHandler, {"reception": reception}),
            (r"/files/([\w-]+)/(\w+)", DownloadHandler, {"state": self._state, "reception": reception}),
            (r"/(.*)", PageHandler, {"path": str(_PAGE), "default_filename": "index.html"}),
        ]
        application = Application(
            routes,  # type: ignore[arg-type]  # tornado's own types want a list of its widest kind of rule
            log_function=lambda _handler: None,  # addresses of files hold a visitor's key
            websocket_ping_interval=_PING_SECONDS,
            websocket_max_message_size=_LARGEST_GESTURE,
        )
        listener = socket.create_server((_HOST, self._port))
        listener.settimeout(0)
        self._port = int(listener.getsockname()[1])
        self._http = HTTPServer(application, max_buffer_size=_LARGEST_GESTURE)
        self._http.add_socket(listener)

    async def stop(self) -> None:
        """Close the port and all pages' connections."""
        if self._http is not None:
            self._http.stop()
            await self._http.close_all_connections()
            self._http = None

    async def __aenter__(self) -> Self:
        self.listen()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()
