"""Checks of this machine: folders, disk, store, meeting, encoder, fonts. Nothing is made or changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot import paths
from bot.config import Settings
from bot.corpus.reader import read_meeting
from bot.errors import WhosaidError
from bot.health.finding import Finding
from bot.pictures.fonts import FOLDER, Fonts
from bot.retrieval.encoder import load_encoder
from bot.store.database import MIGRATIONS

__all__ = [
    "check_config",
    "check_disk",
    "check_encoder",
    "check_folder",
    "check_fonts",
    "check_machine",
    "check_meeting",
    "check_store",
]

_LEAST_FREE_MB = 200
_MB = 1_000_000
_OTHERS = 0o077
_STRANGERS = 0o007
"""What is left when the group may read, as of a file that root wrote for the bot's group."""
_COMMON = "会"
_RARE = "𠮷"


def check_machine(settings: Settings) -> Iterator[Finding]:
    """Check everything that needs no network, the quick things first."""
    yield check_folder("data folder", settings.data.directory, private=True)
    yield check_folder("cache folder", settings.cache.directory, private=False)
    yield check_disk(settings.data.directory)
    yield check_store(settings.data.database)
    yield check_fonts(settings.pictures.font)
    yield check_meeting(settings.meeting.source)
    yield check_encoder(settings.retrieval.encoder, settings.retrieval.threads)


def check_config(file: Path) -> Finding:
    """Check that a file of settings, which says whose word the bot takes, is read by its user and group alone."""
    shown = paths.shown(file)
    if os.name == "posix" and file.stat().st_mode & _STRANGERS:
        return Finding("config", f"{shown} is open to others", f"chmod o= {shown}")
    return Finding("config", shown)


def check_folder(name: str, folder: Path, *, private: bool) -> Finding:
    """Check that a folder can be written, or made, and that its files are the bot's alone if they have to be."""
    shown, there = paths.shown(folder), _nearest(folder)
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Finding(
            name, f"{shown} cannot be written", f"chown it to the bot's user, or set another in [{name[:-7]}]"
        )
    if private and folder.is_dir():
        for file in (folder, *folder.glob("*.sqlite*")):
            if os.name == "posix" and file.stat().st_mode & _OTHERS:
                wanted = "700" if file.is_dir() else "600"
                return Finding(name, f"{paths.shown(file)} is open to others", f"chmod {wanted} {paths.shown(file)}")
    return Finding(name, shown if folder.is_dir() else f"{shown}, made when needed")


def check_disk(folder: Path, least_mb: int = _LEAST_FREE_MB) -> Finding:
    """Check that there is room for what is kept.

    Args:
        folder: Where it is kept; need not exist.
        least_mb: What should be free, in MB.
    """
    free = shutil.disk_usage(_nearest(folder)).free // _MB
    said = f"{free:,} MB free"
    return Finding("disk", said) if free >= least_mb else Finding("disk", said, f"free {least_mb} MB, or move [data]")


def check_store(database: Path) -> Finding:
    """Check that the store, where there is one, is whole and of a version that this program knows."""
    newest = len(MIGRATIONS)
    if not database.exists():
        return Finding("store", "none yet, made when the bot starts")
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (whole,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return Finding("store", str(error), "stop the bot and restore a backup: see README, Running it")
    if whole != "ok":
        return Finding("store", "is damaged", "stop the bot and restore a backup: see README, Running it")
    if version > newest:
        return Finding("store", f"version {version}, this program knows {newest}", "install the newer whosaid again")
    return Finding("store", f"version {version}" + (f", brought to {newest} at the start" if version < newest else ""))


def check_meeting(source: Path) -> Finding:
    """Check that the configured meeting can be read."""
    try:
        meeting = read_meeting(source)
    except WhosaidError as error:
        return Finding("meeting", str(error), "mend the file, or name another in [meeting]")
    return Finding("meeting", f"{len(meeting.speeches)} speeches in {paths.shown(source)}")


def check_encoder(name: str, threads: int = 1) -> Finding:
    """Check that the encoder loads and encodes; to do without it is well when the settings say so."""
    if name == "none":
        return Finding("encoder", "none, as set: words are compared only")
    encoder = load_encoder(name, threads)
    if encoder is None:
        return Finding("encoder", f"{name} cannot be loaded", f'install {name} (make run), or set encoder = "none"')
    return Finding("encoder", f"{encoder.name}, {len(encoder.encode_query(_COMMON))} dimensions")


def check_fonts(extra: Path | None) -> Finding:
    """Check the shipped fonts, and the one of the settings; that rare characters have none on the system is told."""
    if extra is not None and not extra.is_file():
        return Finding("fonts", f"{paths.shown(extra)} is no file", 'name another in [pictures], or font = ""')
    fonts = Fonts(extra)
    try:
        common, rare = fonts.has(_COMMON), fonts.has(_RARE)
    except OSError as error:
        return Finding("fonts", f"{paths.shown(FOLDER)}: {error}", "install whosaid anew")
    if not common:
        return Finding("fonts", "the shipped font is damaged", "install whosaid anew")
    return Finding("fonts", "rare characters too" if rare else "rare characters are drawn as boxes in pictures")


def _nearest(folder: Path) -> Path:
    """Return the folder, else the nearest one above that exists."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
