"""Values from outside against msgspec types, with errors that name the key as its writer knows it.

telegram.mode: 'pull' is not one of 'polling', 'webhook'
gold: is missing
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, inspect

__all__ = ["InvalidValueError", "convert"]

T = TypeVar("T", bound=Struct)

# msgspec's errors: what is wrong, then where, e.g. "Expected `int`, got `str` - at `$.telegram.port`".
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<key>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]+)`")
_MISSING = re.compile(r"missing required field `(?P<field>[^`]+)`")


class InvalidValueError(ValueError):
    """A value does not fit its type; ``str(error)`` is one line that begins with the key."""


def convert(data: object, kind: type[T], *, dec_hook: Callable[[type, Any], Any] | None = None) -> T:
    """Return ``data``, made of dicts and lists, as a value of the struct ``kind``.

    Raises:
        InvalidValueError: a key is unknown or missing, or a value is of the wrong type or out of range.
    """
    try:
        return msgspec.convert(data, kind, dec_hook=dec_hook)
    except msgspec.ValidationError as error:
        raise InvalidValueError(_explain(str(error), data, kind)) from error


def _explain(message: str, data: object, kind: type[Struct]) -> str:
    found = _PLACE.match(message)
    what, place = (found["what"], found["key"] or "") if found else (message, "")
    keys = re.findall(r"[^.\[\]]+|\[[^\]]*\]", place)
    key = place.lstrip(".").replace("[...]", "")
    here = _type_at(kind, keys)
    if unknown := _UNKNOWN.search(what):
        known = ", ".join(field.encode_name for field in here.fields) if isinstance(here, inspect.StructType) else ""
        return f"{_join(key, unknown['field'])}: is no key here; known are {known}"
    if missing := _MISSING.search(what):
        return f"{_join(key, missing['field'])}: is missing"
    value = _value_at(data, keys)
    shown = f"{value!r} " if isinstance(value, str | int | float) else ""
    if isinstance(here, inspect.LiteralType):
        return f"{key}: {shown}is not one of {', '.join(map(repr, here.values))}"
    if description := _description(here):
        return f"{key}: {shown}is not {description}"
    plain = re.sub(r"`|^[A-Z]", lambda mark: mark[0].lower().strip("`"), what.replace("`object`", "a table"))
    return f"{key}: {shown}does not fit: {plain}" if key else plain


def _join(*parts: str) -> str:
    return ".".join(part for part in parts if part)


def _value_at(data: object, keys: list[str]) -> object:
    """Return the value under ``keys``; None where they cannot be followed, as into an unnamed list item."""
    for key in keys:
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and key[1:-1].isdigit():
            data = data[int(key[1:-1])]
        else:
            return None
    return data


def _type_at(kind: type[Struct], keys: list[str]) -> inspect.Type:
    here: inspect.Type = inspect.type_info(kind)
    for key in keys:
        if isinstance(here, inspect.Metadata):
            here = here.type
        if isinstance(here, inspect.StructType):
            here = next(field.type for field in here.fields if field.encode_name == key)
        elif isinstance(here, inspect.VarTupleType | inspect.ListType):
            here = here.item_type
    return here


def _description(kind: inspect.Type) -> str:
    extra = kind.extra_json_schema if isinstance(kind, inspect.Metadata) else None
    return str((extra or {}).get("description", ""))
