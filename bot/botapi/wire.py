"""What travels over HTTP: JSON objects, the parameters of a call, uploaded files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.botapi.errors import bad_request

__all__ = ["Json", "Parameters", "Upload", "message_files"]

# A Bot API object as it is sent: keys are field names, values what `json` makes of them.
Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call or was sent by a person."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


def message_files(message: Json) -> list[str]:
    """Return the ids of the files a message shows."""
    documents = [message["document"]] if "document" in message else []
    return [file["file_id"] for file in [*message.get("photo", ()), *documents]]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of one call, whichever way they were sent.

    A form sends every value as a string and structures as JSON inside a string; a JSON body sends them as
    they are. The accessors accept both, as the real server does.

    Attributes:
        values: Parameter name to value; a parameter that was not sent is missing.
        files: Form field name to uploaded file.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a string, empty when it was not sent.

        Raises:
            ApiError: the string holds a lone surrogate, which no UTF-8 can carry.
        """
        value = self.values.get(name)
        if value is None:
            return ""
        text = value if isinstance(value, str) else json.dumps(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            reason = "strings must be encoded in UTF-8"
            raise bad_request(reason) from None
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number.

        Raises:
            ApiError: what was sent is none.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            reason = f"parameter {name} must be an integer"
            raise bad_request(reason) from None

    def flag(self, name: str) -> bool:
        """Return a truth value, False when it was not sent."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def mapping(self, name: str) -> Json | None:
        """Return an object, None when it was not sent or is empty.

        Raises:
            ApiError: what was sent is no JSON object.
        """
        value = self._structure(name)
        if value is None or value == {}:
            return None
        if not isinstance(value, dict):
            reason = f"can't parse {name}: object expected"
            raise bad_request(reason)
        return value

    def sequence(self, name: str) -> list[Any] | None:
        """Return a list, None when it was not sent.

        Raises:
            ApiError: what was sent is no JSON array.
        """
        value = self._structure(name)
        if value is not None and not isinstance(value, list):
            reason = f"can't parse {name}: array expected"
            raise bad_request(reason)
        return value

    def _structure(self, name: str) -> Any:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            reason = f"can't parse {name} JSON object"
            raise bad_request(reason) from None
