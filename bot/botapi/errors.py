"""What a method answers when it cannot do what it was asked."""

from __future__ import annotations

__all__ = ["ApiError", "bad_request", "conflict", "forbidden"]


class ApiError(Exception):
    """A refusal, in the words of the Bot API.

    Attributes:
        code: HTTP status and ``error_code`` at once, 400 to 599.
        description: For the ``description`` field, with its prefix (``Bad Request: …``).
        retry_after: Seconds to wait before the next try; None when waiting does not help.
        migrate_to_chat_id: Where the chat lives now; None when it did not move.
    """

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrate_to_chat_id: int | None = None
    ) -> None:
        super().__init__(description)
        self.migrate_to_chat_id = migrate_to_chat_id
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str, *, migrate_to_chat_id: int | None = None) -> ApiError:
    """Return the 400 that tells what is wrong with the request."""
    return ApiError(400, f"Bad Request: {reason}", migrate_to_chat_id=migrate_to_chat_id)


def forbidden(reason: str) -> ApiError:
    """Return the 403 that tells why the bot may not do this."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return the 409 that tells who else takes this bot's updates."""
    return ApiError(409, f"Conflict: {reason}")
