"""A log for programs: one JSON object a line."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from bot.transport.attempt import current_attempt

__all__ = ["JsonFormatter"]


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
        if (attempt := current_attempt()) and attempt.update_id is not None:
            line["request"] = attempt.update_id
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            line["traceback"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)
