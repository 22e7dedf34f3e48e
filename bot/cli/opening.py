"""What most commands begin with: the settings with the command line's changes, and the engine."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.console import Console
from rich.logging import RichHandler
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from bot.config import Settings, load_settings

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.library.engine import LibraryEngine
    from bot.store.vectors import Progress

__all__ = ["files_for_oneself", "open_engine", "open_library", "open_settings", "progress_bar", "start_log"]


def open_settings(config: Path | None, meeting: Path | None = None, *, encoder: bool = True) -> Settings:
    """Read the settings and change what the command line changes.

    Args:
        config: The file; None for the usual one.
        meeting: The meeting to ask about instead of the one the file names.
        encoder: False to compare words and characters only.

    Raises:
        ConfigError: as ``load_settings``.
    """
    settings = load_settings(config)
    if meeting is not None:
        settings = replace(settings, meeting=replace(settings.meeting, source=meeting.absolute()))
    if not encoder:
        settings = replace(settings, retrieval=replace(settings.retrieval, encoder="none"))
    return settings


def open_engine(settings: Settings) -> Engine:
    """Read and index the meeting, with a progress bar when a person is watching.

    Raises:
        SourceError: the meeting cannot be read.
    """
    from bot.answering.engine import build_engine

    with _showing_progress() as advance:
        return build_engine(settings, progress=advance)


def open_library(settings: Settings, *, lasting: bool = False) -> LibraryEngine:
    """Make everything answerable that was added, beside the configured meeting.

    Args:
        settings: Which meeting, which encoder, where everything is kept.
        lasting: Whether meetings may be added meanwhile; otherwise looking makes no store.

    Raises:
        SourceError: the configured meeting cannot be read.
        StoreError: the store cannot be used.
    """
    from bot.answering.engine import Engine
    from bot.corpus.reader import read_meeting
    from bot.library.background import BackgroundEncoding, SharedEncoder
    from bot.library.engine import LibraryEngine
    from bot.library.library import Library
    from bot.retrieval.encoder import load_encoder
    from bot.retrieval.index import MeetingIndex
    from bot.store.store import Store
    from bot.store.vectors import VectorStore

    meeting = read_meeting(settings.meeting.source)
    kept = lasting or settings.data.database.exists()
    library = Library(settings.data.meetings, Store.open(settings.data.database if kept else None).meetings)
    library.sweep()
    encoder = load_encoder(settings.retrieval.encoder, settings.retrieval.threads)
    shared = SharedEncoder(encoder) if encoder is not None else None
    vectors = VectorStore(settings.cache.directory / "vectors.sqlite")
    with _showing_progress() as advance:
        ready = Engine(MeetingIndex(meeting, shared, vectors, advance))
    return LibraryEngine(
        meeting, library, BackgroundEncoding(shared, vectors) if shared is not None else None, ready=ready
    )


@contextmanager
def _showing_progress() -> Iterator[Progress]:
    with progress_bar("Reading the meeting") as bar:
        task = bar.add_task("", total=None, visible=False)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        yield advance


def progress_bar(title: str, *, alone: bool = True) -> Bar:
    """Return a bar on stderr that leaves nothing behind, and shows nothing unless that is a terminal.

    Args:
        title: What takes so long.
        alone: False when lines are printed meanwhile, which would tear the bar apart in a terminal.
    """
    console = Console(stderr=True)
    return Bar(
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not (console.is_terminal and alone),
    )


@contextmanager
def files_for_oneself() -> Iterator[None]:
    """Let whatever the process makes meanwhile be its user's alone, whatever the user's umask allows."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def start_log(level: str, form: str | None = None) -> None:
    """Log to stderr: in colour for a person, in plain lines for a file or a service manager, as JSON for a program.

    Args:
        level: The least serious message that is logged.
        form: "text" or "json", with the number of the update that a line belongs to; None where there are no updates.
    """
    console = Console(stderr=True)
    plain = logging.StreamHandler()
    plain.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    if form is not None:
        from bot.health.log_lines import JsonFormatter, LineFormatter

        plain.setFormatter(JsonFormatter() if form == "json" else LineFormatter())
    for_people = form != "json" and console.is_terminal
    handler = RichHandler(console=console, show_path=False) if for_people else plain
    logging.basicConfig(level=level, handlers=[handler], force=True)
