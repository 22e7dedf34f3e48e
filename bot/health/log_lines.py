"""What a line of the log looks like: for people, or for programs one JSON object a line."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from bot.transport.attempt import current_attempt

__all__ = ["JsonFormatter", "LineFormatter"]


class LineFormatter(logging.Formatter):
    """Writes time, level, logger, in brackets the number of the update in hand, and message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s:%(request)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line, with a traceback where there is one."""
        request = _request()
        record.request = "" if request is None else f" [{request}]"
        return super().format(record)


class JsonFormatter(logging.Formatter):
    """Writes time, level, logger and message; the number of the update in hand, and a traceback, where there is one.

    What a handler's filters hid stays hidden: only the text they left is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON, without line breaks."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (request := _request()) is not None:
            line["request"] = request
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            line["traceback"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def _request() -> int | None:
    """Return the number of the update in hand, on the event loop or in a thread that works for it."""
    attempt = current_attempt()
    return attempt.update_id if attempt else None
