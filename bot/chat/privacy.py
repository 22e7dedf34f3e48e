"""Keeping secrets and people's words out of the log."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterable
from types import TracebackType

__all__ = ["Redaction", "describe_error", "log_uncaught", "protect_log"]

_LOG = logging.getLogger(__name__)

_TALKATIVE = ("httpx", "httpcore", "telegram.Bot", "telegram.ext.ExtBot")
"""They write addresses with the token in them, and whole messages."""
_HIDDEN = "[hidden]"


class Redaction(logging.Filter):
    """Hides secrets in whatever a handler is about to write: message, arguments and traceback.

    Args:
        secrets: The strings to hide; empty ones are ignored. The half of a bot token behind its colon is hidden
            by itself too, because the half before it is public.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        known = {part for secret in secrets for part in (secret, secret.partition(":")[2])}
        self._secrets = sorted(filter(None, known), key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, changed where it holds a secret."""
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - a library's message that its arguments do not fit
            message = str(record.msg)
        record.msg, record.args = self.hide(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            # Without the exception itself no handler can format it again, unhidden.
            record.exc_text, record.exc_info = self.hide(record.exc_text), None
        if record.stack_info:
            record.stack_info = self.hide(record.stack_info)
        return True

    def hide(self, text: str) -> str:
        """Return ``text`` with each secret replaced."""
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return text


def protect_log(secrets: Iterable[str]) -> None:
    """Hide ``secrets`` in everything the process logs from now on.

    Filters of a logger do not see what its children log, those of a handler do: the root logger needs its handlers
    before this is called. The HTTP client writes the address of each request, token included, at INFO; it may not.
    """
    redaction = Redaction(secrets)
    root = logging.getLogger()
    if not root.handlers:
        logging.basicConfig()
    for handler in root.handlers:
        handler.addFilter(redaction)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def log_uncaught() -> None:
    """Log what nothing catches, in any thread or task, instead of printing it past the filters; and Python's warnings.

    What ends the program is no person's doing, and its message helps to mend it. Of what ends a thread or a task only
    type and place are logged. Ctrl-C ends the program as ever.
    """

    def log_last(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            _LOG.critical("ended by an error", exc_info=(kind, error, trace))

    def log(said: str, error: BaseException | None) -> None:
        _LOG.critical("%s: %s", said, describe_error(error) if error else "of unknown type")

    sys.excepthook = log_last
    threading.excepthook = lambda ended: log("a thread ended by an error", ended.exc_value)
    sys.unraisablehook = lambda ended: log("an error that nobody could catch", ended.exc_value)
    logging.getLogger("asyncio").addFilter(_without_its_message)
    logging.captureWarnings(capture=True)


def _without_its_message(record: logging.LogRecord) -> bool:
    """Let a record pass with type and place of its error only: asyncio logs what ends a task that nobody awaits."""
    if record.exc_info and record.exc_info[1]:
        # its own first line shows the task, and with it the error again
        record.msg, record.args = f"an error that nobody awaited: {describe_error(record.exc_info[1])}", ()
        record.exc_info = record.exc_text = None
    return True


def describe_error(error: BaseException) -> str:
    """Say what was raised and where, without its message: that may repeat what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    places = (f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return "\n".join([type(error).__qualname__, *places])
