"""HTTP requests to calls of methods, and results to responses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from bot.botapi.errors import ApiError, bad_request
from bot.botapi.faults import Fault
from bot.botapi.wire import Parameters, Upload

if TYPE_CHECKING:  # the server imports this module
    from bot.botapi.server import BotApiServer

__all__ = ["FileHandler", "MethodHandler", "NothingHandler"]


class _Handler(RequestHandler):
    """Answers every failure the way the Bot API does."""

    def initialize(self, server: BotApiServer) -> None:
        """Take what every request shares."""
        self.bot_api = server

    def answer(self, result: Any) -> None:
        """Send a method's result."""
        self._reply(200, {"ok": True, "result": result})

    def refuse(self, error: ApiError) -> None:
        """Send an error, with its code as the HTTP status too."""
        body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
        if error.retry_after is not None:
            body["parameters"] = {"retry_after": error.retry_after}
            self.set_header("Retry-After", str(error.retry_after))
        if error.migrate_to_chat_id is not None:
            body["parameters"] = {"migrate_to_chat_id": error.migrate_to_chat_id}
        self._reply(error.code, body)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ARG002
        """Answer what tornado itself refuses."""
        self.refuse(ApiError(status_code, self._reason))

    def _reply(self, status: int, body: Mapping[str, Any]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body))


class MethodHandler(_Handler):
    """``/bot<token>/<method>``."""

    async def get(self, token: str, name: str) -> None:
        """Call a method with the parameters of the query."""
        await self._serve(token, name)

    async def post(self, token: str, name: str) -> None:
        """Call a method with the parameters of the body and the query."""
        await self._serve(token, name)

    def on_connection_close(self) -> None:
        """Give up a poll whose bot has gone, so that it takes no turn from the next one."""
        if self._task is not None:
            self._task.cancel()

    def initialize(self, server: BotApiServer) -> None:
        """Take what every request shares; no call is under way yet."""
        super().initialize(server)
        self._task: asyncio.Task[Any] | None = None

    async def _serve(self, token: str, name: str) -> None:
        fault = self.bot_api.faults.take(name) or Fault()
        await asyncio.sleep(fault.delay)
        broken = fault.drop or fault.code is not None or fault.body is not None
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
        elif fault.body is not None:
            self.set_status(fault.code or 200)
            self.finish(fault.body)
        elif fault.code is not None:
            self.refuse(_fault_error(fault.code, fault.retry_after))
        else:
            self.answer(result)


class FileHandler(_Handler):
    """``/file/bot<token>/<file_path>``."""

    async def get(self, token: str, file_id: str) -> None:
        """Send a file."""
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


class NothingHandler(_Handler):
    """Any other path."""

    def prepare(self) -> None:
        """Refuse before any HTTP method is looked at."""
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
