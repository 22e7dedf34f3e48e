"""Changes to the file that settles doubts about a source, see ``bot.corpus.settling``; what else stands in it stays."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from bot.corpus.settling import SettledLine, parse_settlement, settle_aliases
from bot.errors import SourceError
from bot.retrieval.normal import fold
from bot.types import Meeting

__all__ = ["amend_aliases", "amend_lines"]


def amend_aliases(meeting: Meeting, source: Path, add: Sequence[tuple[str, str]], remove: Sequence[str]) -> Path:
    """Write what speakers are and are not called; the file is replaced at once or not at all.

    Args:
        meeting: Of the source.
        source: Next to which the file stands.
        add: Full names of speakers, each with an alias.
        remove: Aliases: those that were added before, and those that are learned.

    Returns:
        The file.

    Raises:
        SourceError: the file cannot be read or written, or an alias contradicts another; nothing is changed.
    """
    path = source.with_suffix(".toml")
    if path == source:
        raise SourceError(path, 0, "is a .toml file itself: there is no room for another next to it")
    try:
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        if text:
            parse_settlement(text, path)
        fresh = _amended(text, add, remove)
        settle_aliases(meeting, parse_settlement(fresh, path))
        _replace(path, fresh, (path if path.exists() else source).stat().st_mode & 0o666)
    except OSError as error:
        raise SourceError(path, 0, f"cannot be changed: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SourceError(path, 0, f"is not UTF-8: byte {error.start}") from error
    return path


def amend_lines(text: str, lines: Sequence[SettledLine] = (), *, title: str = "", date: str = "") -> str:
    """Return a settling file's text with lines settled; what it said of these before is replaced.

    Args:
        text: Of the file as it is; empty when there is none.
        lines: What they are.
        title: What the meeting is called; empty to leave that as it is.
        date: When it was held; likewise.
    """
    document = tomlkit.parse(text)
    for key, value in (("date", date), ("title", title)):
        if value and key in document:
            document[key] = value
        elif value:
            document = tomlkit.parse(tomlkit.dumps({key: value}) + tomlkit.dumps(document))  # before any table
    if lines:
        fresh = {line.number for line in lines}
        tables = tomlkit.aot()
        known = document.get("line", ())
        for settled in known:
            if settled["number"] not in fresh:
                table = settled if isinstance(settled, Table) else tomlkit.table()
                table.update(settled)
                tables.append(table)
        if not isinstance(known, AoT):
            document.pop("line", None)  # a list among the keys: tables in its place would swallow those below it
        for line in lines:
            table = tomlkit.table()
            table.update({"number": line.number, "kind": line.kind})
            table.update({key: value for key, value in (("role", line.role), ("name", line.name)) if value})
            tables.append(table)
        document["line"] = tables
    return tomlkit.dumps(document)


def _amended(text: str, add: Sequence[tuple[str, str]], remove: Sequence[str]) -> str:
    document = tomlkit.parse(text)
    table = document.get("aliases")
    if table is None:
        table = tomlkit.table()
        if document:
            document.add(tomlkit.nl())
        document["aliases"] = table
    added = {speaker: list(map(str, names)) for speaker, names in table.get("add", {}).items()}
    removed = list(map(str, table.get("remove", ())))
    for alias in remove:
        kept = {speaker: [name for name in names if fold(name) != fold(alias)] for speaker, names in added.items()}
        if kept == added and fold(alias) not in map(fold, removed):
            removed.append(alias)
        added = {speaker: names for speaker, names in kept.items() if names}
    for speaker, alias in add:
        removed = [name for name in removed if fold(name) != fold(alias)]
        names = added.setdefault(speaker, [])
        if fold(alias) not in map(fold, names):
            names.append(alias)
    _put(table, "add", added)
    _put(table, "remove", removed)
    return tomlkit.dumps(document)


def _put(table: Table | InlineTable, key: str, value: dict[str, list[str]] | list[str]) -> None:
    if isinstance(value, dict):
        lines = tomlkit.inline_table()
        lines.update(value)
        item: object = lines
    else:
        item = value
    if value:
        table[key] = item
    elif key in table:
        del table[key]


def _replace(path: Path, text: str, mode: int) -> None:
    handle, passing = tempfile.mkstemp(dir=path.parent, prefix=".settling-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(passing).chmod(mode)
        Path(passing).replace(path)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
