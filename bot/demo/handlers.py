"""HTTP and WebSocket for the page: its files, what it asks for, what it is told, pictures and documents."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote, urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from bot.botapi import Json, State
from bot.demo.gestures import Hello, read_gesture
from bot.demo.pace import Pace
from bot.demo.reception import CrowdedError, Reception
from bot.demo.visitor import Visitor

__all__ = ["DownloadHandler", "PageHandler", "TalkHandler", "is_at_home"]

_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_HOMES: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def is_at_home(address: str) -> bool:
    """Tell whether a ``Host`` or the host of an ``Origin`` is this machine under one of its own names.

    Any other name may be a page elsewhere that had its name point here.
    """
    try:
        return urlsplit(f"//{address}").hostname in _HOMES
    except ValueError:
        return False


class _Guarded(RequestHandler):
    """Answers this machine only, and lets nothing foreign into the page."""

    def set_default_headers(self) -> None:
        """Keep the page to its own files."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse a name that is not this machine's."""
        _check_host(self.request)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ARG002
        """Say no more than the status."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class PageHandler(_Guarded, StaticFileHandler):
    """The page and what it is made of."""


class DownloadHandler(_Guarded):
    """Pictures and documents, for the visitor in whose chats they stand."""

    def initialize(self, state: State, reception: Reception) -> None:
        """Take what all requests share."""
        self._state = state
        self._reception = reception

    def get(self, key: str, file_id: str) -> None:
        """Send a file: a picture to be shown, anything else to be kept."""
        visitor = self._reception.find(key)
        upload = self._state.files.get(file_id)
        if visitor is None or upload is None or not visitor.has_file(file_id):
            raise HTTPError(404)
        shown = upload.mime_type == "image/png"
        kind = "inline" if shown else "attachment"
        self.set_header("Content-Type", "image/png" if shown else "application/octet-stream")
        self.set_header("Content-Disposition", f"{kind}; filename*=UTF-8''{quote(upload.name, safe='')}")
        self.set_header("Cache-Control", "private, max-age=3600, immutable")
        self.finish(upload.content)


class TalkHandler(WebSocketHandler):
    """A page: what it asks for comes in, what its visitor is told goes out."""

    def initialize(self, reception: Reception, lines: set[TalkHandler]) -> None:
        """Take what all pages share; ``lines`` are those that are open."""
        self._reception = reception
        self._lines = lines
        self._visitor: Visitor | None = None
        self._pace = Pace()

    def prepare(self) -> None:
        """Refuse a name that is not this machine's."""
        _check_host(self.request)

    def check_origin(self, origin: str) -> bool:
        """Let only the page itself in, not one of another server of this machine."""
        parts = urlsplit(origin)
        return parts.netloc == self.request.host and is_at_home(parts.netloc)

    def open(self, *_args: str, **_kwargs: str) -> None:
        """Count this page in."""
        self._lines.add(self)

    async def on_message(self, message: str | bytes) -> None:
        """Do what the page asks for; what nobody can do is passed over, what is too much is said to be."""
        if not self._pace.allows():
            self._show({"type": "refused", "why": "pace"})
            return
        try:
            gesture = read_gesture(message)
            if isinstance(gesture, Hello):
                self._greet(gesture)
            elif self._visitor is not None:
                await self._visitor.do(gesture)
        except CrowdedError:
            self._show({"type": "refused", "why": "crowded"})
        except LookupError:
            self._show({"type": "refused", "why": "gone"})
        except ValueError:
            self._show({"type": "refused", "why": "nonsense"})

    def on_close(self) -> None:
        """Let the visitor be absent."""
        self._lines.discard(self)
        self._part()

    def _greet(self, hello: Hello) -> None:
        self._part()
        self._visitor = self._reception.welcome(hello.session, hello.language)
        self._visitor.pages.add(self._show)
        self._show(self._visitor.snapshot())

    def _show(self, content: Json) -> None:
        try:
            self.write_message(json.dumps(content, ensure_ascii=False))
        except WebSocketClosedError:
            self._part()

    def _part(self) -> None:
        if self._visitor is not None:
            self._visitor.pages.discard(self._show)


def _check_host(request: HTTPServerRequest) -> None:
    if not is_at_home(request.host):
        raise HTTPError(403)
