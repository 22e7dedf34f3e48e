"""The Bot API over HTTP, on tornado, for one bot."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, Self

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.botapi import methods
from bot.botapi.errors import ApiError, bad_request
from bot.botapi.faults import Fault, Faults
from bot.botapi.polling import Poller
from bot.botapi.state import State
from bot.botapi.webhook import WebhookSender
from bot.botapi.wire import Parameters, Upload

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
            (r"/bot([^/]+)/(\w+)", _MethodHandler, shared),
            (r"/file/bot([^/]+)/documents/(\w+)", _FileHandler, shared),
            (r".*", _NothingHandler, shared),
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


class _Handler(RequestHandler):
    """Answers every failure the way the Bot API does."""

    def initialize(self, server: BotApiServer) -> None:
        self.bot_api = server

    def answer(self, result: Any) -> None:
        self._reply(200, {"ok": True, "result": result})

    def refuse(self, error: ApiError) -> None:
        body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
        if error.retry_after is not None:
            body["parameters"] = {"retry_after": error.retry_after}
            self.set_header("Retry-After", str(error.retry_after))
        self._reply(error.code, body)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ARG002
        self.refuse(ApiError(status_code, self._reason))

    def _reply(self, status: int, body: Mapping[str, Any]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body))


class _MethodHandler(_Handler):
    """``/bot<token>/<method>``."""

    async def get(self, token: str, name: str) -> None:
        await self._serve(token, name)

    async def post(self, token: str, name: str) -> None:
        await self._serve(token, name)

    def on_connection_close(self) -> None:
        """Give up a poll whose bot has gone, so that it takes no turn from the next one."""
        if self._task is not None:
            self._task.cancel()

    def initialize(self, server: BotApiServer) -> None:
        super().initialize(server)
        self._task: asyncio.Task[Any] | None = None

    async def _serve(self, token: str, name: str) -> None:
        fault = self.bot_api.faults.take(name) or Fault()
        await asyncio.sleep(fault.delay)
        broken = fault.drop or fault.code is not None
        try:
            self.bot_api.check_token(token)
            if not broken or fault.applied:
                self._task = asyncio.ensure_future(self.bot_api.call(name, _read_parameters(self.request)))
                result = await self._task
        except asyncio.CancelledError:
            return
        except ApiError as error:
            self.refuse(error)
            return
        if fault.drop:
            self.detach().close()
        elif fault.code is not None:
            self.refuse(_fault_error(fault.code, fault.retry_after))
        else:
            self.answer(result)


class _FileHandler(_Handler):
    """``/file/bot<token>/<file_path>``."""

    async def get(self, token: str, file_id: str) -> None:
        upload = self.bot_api.state.files.get(file_id)
        try:
            self.bot_api.check_token(token)
            if upload is None:
                raise ApiError(404, "Not Found")  # noqa: TRY301
        except ApiError as error:
            self.refuse(error)
            return
        self.set_header("Content-Type", upload.mime_type)
        self.finish(upload.content)


class _NothingHandler(_Handler):
    """Any other path."""

    def prepare(self) -> None:
        self.refuse(ApiError(404, "Not Found"))


def _fault_error(code: int, retry_after: int | None) -> ApiError:
    if code == 429:  # noqa: PLR2004
        return ApiError(code, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
    return ApiError(code, {502: "Bad Gateway", 500: "Internal Server Error"}.get(code, "Fault on order"))


def _read_parameters(request: HTTPServerRequest) -> Parameters:
    """Return a request's parameters from its query, form or JSON body.

    Raises:
        ApiError: the body is no UTF-8 or no JSON object.
    """
    try:
        values: dict[str, Any] = {
            name: given[-1].decode() for name, given in (request.query_arguments | request.body_arguments).items()
        }
    except UnicodeDecodeError:
        reason = "strings must be encoded in UTF-8"
        raise bad_request(reason) from None
    if request.headers.get("Content-Type", "").startswith("application/json"):
        try:
            body = json.loads(request.body)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            reason = "can't parse JSON object"
            raise bad_request(reason)
        values |= body
    files = {
        name: Upload(given[-1]["filename"], given[-1]["body"], given[-1]["content_type"])
        for name, given in request.files.items()
    }
    return Parameters(values, files)
