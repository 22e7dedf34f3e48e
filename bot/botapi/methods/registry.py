"""The list of methods the server knows, filled by the modules beside this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

from bot.botapi.errors import ApiError
from bot.botapi.state import State
from bot.botapi.wire import Parameters

__all__ = ["Method", "call", "method", "method_names"]

Method: TypeAlias = Callable[[State, Parameters], Any]

F = TypeVar("F", bound=Method)

_METHODS: Final[dict[str, Method]] = {}


def method(function: F) -> F:
    """Register ``send_message`` as ``sendMessage``."""
    first, *rest = function.__name__.split("_")
    _METHODS[first + "".join(word.capitalize() for word in rest)] = function
    return function


def method_names() -> tuple[str, ...]:
    """Return the names of all methods, sorted."""
    return tuple(sorted(_METHODS))


def call(state: State, name: str, parameters: Parameters) -> Any:
    """Do what a method does and return its ``result``; names are matched without regard to case.

    Raises:
        ApiError: there is no such method, or it refuses.
    """
    for known, function in _METHODS.items():
        if known.lower() == name.lower():
            return function(state, parameters)
    raise ApiError(404, "Not Found: method not found")
