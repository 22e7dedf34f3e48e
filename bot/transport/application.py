"""The library's application, without the one list it keeps of everybody it ever met."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application

__all__ = ["AnyApplication", "ForgetfulApplication"]

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class ForgetfulApplication(AnyApplication):
    """An application that does not note whose data is to be saved, for it has nowhere to save any.

    The library notes it even so, and empties its list only when it saves: each chat and each person would take some
    100 bytes for good.
    """

    __slots__ = ()

    def _mark_for_persistence_update(self, **_: object) -> None:
        """Note nothing."""
