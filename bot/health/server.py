"""A port for whoever watches over the bot: /healthz, /readyz and /metrics."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import ConfigError
from bot.health.metrics import Metrics

__all__ = ["HealthServer"]

Check = Callable[[], Awaitable[str]]


class HealthServer:
    """Tells that the process lives, whether it answers, and what is measured.

    Args:
        metrics: What is measured.
        check: Returns why questions are not answered now; empty when they are.
    """

    def __init__(self, metrics: Metrics, check: Check) -> None:
        routes: list[Any] = [
            ("/healthz", _Alive),
            ("/readyz", _Ready, {"check": check}),
            ("/metrics", _Measures, {"metrics": metrics}),
        ]
        self._server = HTTPServer(Application(routes, log_function=lambda _handler: None))

    def listen(self, address: str, port: int) -> None:
        """Begin to answer.

        Raises:
            ConfigError: the port cannot be had.
        """
        try:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            listener = socket.create_server((address, port), family=family)
        except OSError as error:
            msg = f"metrics.port: cannot listen on {address}:{port}: {error.strerror or error}"
            raise ConfigError(msg) from error
        listener.setblocking(False)  # noqa: FBT003 - the standard library's
        self._server.add_socket(listener)

    async def close(self) -> None:
        """Answer no more."""
        self._server.stop()
        await self._server.close_all_connections()


class _Alive(RequestHandler):
    def get(self) -> None:
        self.finish("ok\n")


class _Ready(RequestHandler):
    def initialize(self, check: Check) -> None:
        self.check = check

    async def get(self) -> None:
        reason = await self.check()
        if reason:
            self.set_status(503)
        self.finish(f"{reason or 'ok'}\n")


class _Measures(RequestHandler):
    def initialize(self, metrics: Metrics) -> None:
        self.metrics = metrics

    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(self.metrics.render())
