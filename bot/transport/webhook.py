"""A webhook that answers 200 only when the update is on disk."""

from __future__ import annotations

import hmac
import json
import logging
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.transport.intake import Intake

__all__ = ["WebhookServer"]

_LOG = logging.getLogger(__name__)

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name, no secret
_LARGEST_UPDATE = 4 * 1024 * 1024


class WebhookServer:
    """Takes deliveries; what came before is taken again and not handled twice.

    Args:
        intake: Where updates go; while it is full, Telegram is asked to come back later.
        path: Of the address, with its slash.
        secret: What Telegram sends along; empty to take deliveries from everybody.
    """

    def __init__(self, intake: Intake, path: str, secret: str) -> None:
        shared = {"intake": intake, "secret": secret.encode()}
        # who delivers is no news, and what else calls here is none of anybody's business
        application = Application([(f"{path}/?", _Delivery, shared)], log_function=lambda _handler: None)
        self._server = HTTPServer(application, max_buffer_size=_LARGEST_UPDATE, max_body_size=_LARGEST_UPDATE)

    def listen(self, address: str, port: int) -> None:
        """Begin to take deliveries.

        Raises:
            OSError: the port is taken.
        """
        self._server.listen(port, address)

    async def close(self) -> None:
        """Take no more, and close all connections."""
        self._server.stop()
        await self._server.close_all_connections()


class _Delivery(RequestHandler):
    SUPPORTED_METHODS = ("POST",)

    def initialize(self, intake: Intake, secret: bytes) -> None:
        self.intake = intake
        self.secret = secret

    async def post(self) -> None:
        given = self.request.headers.get(_SECRET_HEADER, "").encode()
        if self.secret and not hmac.compare_digest(given, self.secret):
            raise HTTPError(403)
        if self.intake.full:
            self.set_header("Retry-After", "5")
            raise HTTPError(503)
        await self.intake.receive([_read(self.request.body)])


def _read(body: bytes) -> Any:
    """Return the update in a body; what is no JSON is kept as it is, for it would be delivered again and again."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode(errors="replace")
