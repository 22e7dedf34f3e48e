"""The Bot API over HTTP, on tornado, for one bot."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Final, Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from bot.botapi import methods
from bot.botapi.errors import ApiError
from bot.botapi.faults import Faults
from bot.botapi.handlers import FileHandler, MethodHandler, NothingHandler
from bot.botapi.polling import Poller
from bot.botapi.state import State
from bot.botapi.webhook import WebhookSender
from bot.botapi.wire import Parameters

__all__ = ["BotApiServer"]

_LARGEST_REQUEST: Final = 64 * 1024 * 1024


class BotApiServer:
    """Serves a state's methods at ``http://host:port/bot<token>/<method>`` and its files beside them.

    Args:
        state: The bot's world.
        faults: What goes wrong on order; nothing by default.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        first_wait: Seconds before an update is sent to the webhook again, see ``WebhookSender``.
    """

    def __init__(
        self,
        state: State,
        *,
        faults: Faults | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        first_wait: float = 0.5,
    ) -> None:
        self.state = state
        self.faults = faults or Faults()
        self._host = host
        self._port = port
        self._first_wait = first_wait
        self._http: HTTPServer | None = None
        self._poller: Poller | None = None
        self._sender: WebhookSender | None = None

    @property
    def base_url(self) -> str:
        """What the token is appended to: a bot's ``base_url``."""
        return f"http://{self._host}:{self._port}/bot"

    @property
    def base_file_url(self) -> str:
        """The same for downloads: a bot's ``base_file_url``."""
        return f"http://{self._host}:{self._port}/file/bot"

    async def start(self) -> None:
        """Listen; the URLs are right from here on."""
        self._poller = Poller(self.state)
        self._sender = WebhookSender(self.state, first_wait=self._first_wait)
        shared = {"server": self}
        routes = [
            (r"/bot([^/]+)/(\w+)", MethodHandler, shared),
            (r"/file/bot([^/]+)/documents/(\w+)", FileHandler, shared),
            (r".*", NothingHandler, shared),
        ]
        # The access log would hold the token, which is part of every path.
        application = Application(routes, log_function=lambda _handler: None)
        sockets = bind_sockets(self._port, self._host)
        self._port = int(sockets[0].getsockname()[1])
        self._http = HTTPServer(application, max_buffer_size=_LARGEST_REQUEST)
        self._http.add_sockets(sockets)

    async def stop(self) -> None:
        """End waiting polls and deliveries and close all connections; the state stays as it is."""
        if self._http is None or self._poller is None or self._sender is None:
            return
        self._poller.close()
        await self._sender.close()
        self._http.stop()
        await self._http.close_all_connections()
        self._http = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    async def call(self, name: str, parameters: Parameters) -> Any:
        """Return the ``result`` of a method.

        Raises:
            ApiError: see ``methods.call`` and ``Poller.get_updates``.
        """
        if name.lower() == "getupdates" and self._poller is not None:
            return await self._poller.get_updates(parameters)
        return methods.call(self.state, name, parameters)

    def check_token(self, token: str) -> None:
        """Refuse a token that is not the bot's.

        Raises:
            ApiError: 404 for what cannot be a token, 401 for another one.
        """
        if not token.partition(":")[0].isdecimal():
            raise ApiError(404, "Not Found")
        if token != self.state.token:
            raise ApiError(401, "Unauthorized")
