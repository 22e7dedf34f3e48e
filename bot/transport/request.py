"""Requests to Telegram whose failures say whether the request may have been carried out."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest

__all__ = ["NotSentError", "PossiblySentError", "Request", "ServerFailureError"]


class NotSentError(NetworkError):
    """The request never reached Telegram as a whole: it may be repeated."""


class ServerFailureError(NetworkError):
    """Telegram says that it could not do it (5xx): it may be repeated."""


class PossiblySentError(TimedOut):
    """The request was sent and no answer came: it may have been carried out."""


# The request must be whole before the server does anything.
_NEVER_WHOLE = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.WriteError,
    httpx.WriteTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class Request(HTTPXRequest):
    """The library's HTTP client, with failures told apart."""

    async def do_request(self, *arguments: Any, **more: Any) -> tuple[int, bytes]:
        """Send a request and return status and body.

        Raises:
            NotSentError: it may be repeated.
            ServerFailureError: the same.
            PossiblySentError: it may not, unless twice is as good as once.
        """
        try:
            status, body = await super().do_request(*arguments, **more)
        except NetworkError as error:
            kind = NotSentError if isinstance(error.__cause__, _NEVER_WHOLE) else PossiblySentError
            raise kind(error.message) from error
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerFailureError(_phrase(status))
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return what Telegram answered. The library's own logs what it cannot read, and that may be people's words.

        Raises:
            PossiblySentError: it is no answer of the Bot API; the request may have been carried out.
        """
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if isinstance(answer, dict) and (answer.get("ok") is False or "result" in answer):
            return answer
        msg = "Invalid server response"
        raise PossiblySentError(msg) from None


def _phrase(status: int) -> str:
    try:
        return f"{HTTPStatus(status).phrase} ({status})"
    except ValueError:
        return f"HTTP {status}"
