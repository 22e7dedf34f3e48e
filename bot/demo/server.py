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
from bot.errors import WhosaidError

__all__ = ["DemoServer", "PortTakenError", "take_port"]

_PAGE: Final = Path(__file__).with_name("page")
_HOST: Final = "127.0.0.1"
# A gesture is at most 4096 characters of text, four bytes each or escaped, and a little around it.
_LARGEST_GESTURE: Final = 64 * 1024
_PING_SECONDS: Final = 30
_GOING_AWAY: Final = 1001


class PortTakenError(WhosaidError):
    """The page cannot be served at the port."""


def take_port(port: int) -> socket.socket:
    """Listen on a port of the loopback interface, 0 for a free one; whoever calls there waits until it is served.

    Raises:
        PortTakenError: somebody else has it, or this user may not have it.
    """
    try:
        listener = socket.create_server((_HOST, port))
    except OSError as error:
        msg = f"port {port}: {error.strerror or error}; choose another with --port"
        raise PortTakenError(msg) from error
    listener.settimeout(0)
    return listener


class DemoServer:
    """Serves the page to visitors of a bot's world.

    Args:
        state: The bot's world; the bot itself runs elsewhere.
        listener: Where, from ``take_port``; it is closed with the server.
    """

    def __init__(self, state: State, listener: socket.socket) -> None:
        self._state = state
        self._listener = listener
        self._port = int(listener.getsockname()[1])
        self._http: HTTPServer | None = None
        self._lines: set[TalkHandler] = set()

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{_HOST}:{self._port}/"

    def start(self) -> None:
        """Serve from here on."""
        reception = Reception(self._state)
        routes = [
            (r"/talk", TalkHandler, {"reception": reception, "lines": self._lines}),
            (r"/files/([\w-]+)/(\w+)", DownloadHandler, {"state": self._state, "reception": reception}),
            (r"/(.*)", PageHandler, {"path": str(_PAGE), "default_filename": "index.html"}),
        ]
        application = Application(
            routes,  # type: ignore[arg-type]  # tornado's own types want a list of its widest kind of rule
            log_function=lambda _handler: None,  # addresses of files hold a visitor's key
            websocket_ping_interval=_PING_SECONDS,
            websocket_max_message_size=_LARGEST_GESTURE,
        )
        self._http = HTTPServer(application, max_buffer_size=_LARGEST_GESTURE)
        self._http.add_socket(self._listener)

    async def stop(self) -> None:
        """Close the port and all pages' connections."""
        if self._http is not None:
            self._http.stop()
            for line in tuple(self._lines):
                line.close(_GOING_AWAY)
            await self._http.close_all_connections()
            self._http = None

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()
