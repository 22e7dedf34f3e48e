"""A copy of what cannot be made again: the store and the sources of the meetings that were added.

The inbox is left out on purpose, see there; vectors and indexes are made anew.
"""

from __future__ import annotations

import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import paths
from bot.config import DataSettings
from bot.errors import StoreError

__all__ = ["write_backup"]


def write_backup(data: DataSettings, target: Path) -> int:
    """Write everything into one tar.gz that only this user can read; the bot may run meanwhile.

    Args:
        data: Where it is kept.
        target: The file; it appears when it is whole.

    Returns:
        The number of files in it.

    Raises:
        StoreError: there is no store, or it cannot be read, or the file is there already or cannot be written.
    """
    if not data.database.is_file():
        raise StoreError(f"{paths.shown(data.database)}: nothing to back up: there is no store yet")
    if target.exists():
        raise StoreError(f"{paths.shown(target)}: is there already")
    try:
        with TemporaryDirectory(dir=target.absolute().parent, prefix=".whosaid-") as folder:  # for this user alone
            snapshot, whole = Path(folder, "store"), Path(folder, "whole")
            _copy_store(data.database, snapshot)
            files = [(snapshot, data.database.name), *_sources(data)]
            with tarfile.open(whole, "w:gz") as archive:
                for file, name in files:
                    archive.add(file, name, recursive=False, filter=_private)
            whole.chmod(0o600)
            os.link(whole, target)  # fails, and overwrites nothing, when somebody else was quicker
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"{paths.shown(target)}: cannot be written: {reason}") from error
    return len(files)


def _copy_store(database: Path, snapshot: Path) -> None:
    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(snapshot)) as copy,
    ):
        source.backup(copy)


def _sources(data: DataSettings) -> Iterator[tuple[Path, str]]:
    """Yield the files of the meetings, with their names in the archive; no index, and nothing half added."""
    if not data.meetings.is_dir():
        return
    for folder in sorted(data.meetings.iterdir()):
        if folder.is_dir() and not folder.name.startswith(("index", ".")):
            for file in sorted(folder.rglob("*")):
                if file.is_file() and not file.is_symlink():
                    yield file, file.relative_to(data.directory).as_posix()


def _private(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Take out whose it was, and let nobody else read what is unpacked."""
    entry.mode, entry.uid, entry.gid, entry.uname, entry.gname = 0o600, 0, 0, "", ""
    return entry
