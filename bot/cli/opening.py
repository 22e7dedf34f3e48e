"""What most commands begin with: the settings with the command line's changes, and the engine."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.console import Console
from rich.logging import RichHandler
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from bot.config import Settings, load_settings
from bot.errors import UnknownMeetingError

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.library.engine import LibraryEngine
    from bot.library.library import Library
    from bot.store.meetings import MeetingRecord
    from bot.store.vectors import Progress
    from bot.types import Meeting

__all__ = [
    "Chosen",
    "files_for_oneself",
    "open_answers",
    "open_chosen",
    "open_engine",
    "open_library",
    "open_meetings",
    "open_settings",
    "opened_library",
    "progress_bar",
    "refresh_library",
    "start_log",
]

logger = logging.getLogger(__name__)


def open_settings(config: Path | None, *, encoder: bool = True) -> Settings:
    """Read the settings and change what the command line changes.

    Args:
        config: The file; None for the usual one.
        encoder: False to compare words and characters only.

    Raises:
        ConfigError: as ``load_settings``.
    """
    settings = load_settings(config)
    if not encoder:
        settings = replace(settings, retrieval=replace(settings.retrieval, encoder="none"))
    return settings


@dataclass(frozen=True, slots=True)
class Chosen:
    """A meeting that was named.

    Attributes:
        meeting: Its words.
        path: Its source.
        record: What the library knows of it; None when it was not added.
    """

    meeting: Meeting
    path: Path
    record: MeetingRecord | None = None


@contextmanager
def opened_library(settings: Settings, *, make: bool = False) -> Iterator[Library]:
    """Give the library of added meetings while it is needed.

    Args:
        settings: Where it is.
        make: Whether to make what is missing; otherwise looking leaves nothing behind.
    """
    from bot.library.library import Library
    from bot.store.store import Store

    with files_for_oneself():
        store = Store.open(settings.data.database if make or settings.data.database.exists() else None)
        try:
            yield Library(settings.data.meetings, store.meetings)
        finally:
            store.close()


def open_chosen(settings: Settings, choice: str = "") -> Chosen:
    """Return the meeting that is named: a file, an added meeting, or the configured one when nothing is.

    Raises:
        SourceError: it cannot be read.
        UnknownMeetingError: nothing is called so.
    """
    from bot.corpus.reader import read_meeting
    from bot.library.choosing import choose_record, is_file
    from bot.library.library import record_of

    source = settings.meeting.source
    if not choice or is_file(choice):
        path = Path(choice).absolute() if choice else source
        return Chosen(read_meeting(path), path)
    with opened_library(settings) as library:
        refresh_library(library)
        configured = read_meeting(source)
        known = {record_of(configured).meeting_id: record_of(configured)}
        known |= {record.meeting_id: record for record in library.records.all()}
        record = choose_record(choice, tuple(known.values()))
        added = library.records.get(record.meeting_id)
        if added is None:
            return Chosen(configured, source)
        return Chosen(library.open(added), library.folder / added.meeting_id / added.file, added)


def open_meetings(settings: Settings, choice: str = "") -> Meeting:
    """Return the meeting that is named, else all there are as one.

    Raises:
        SourceError: it cannot be read.
        UnknownMeetingError: nothing is called so, or nothing is named and the meetings are too long to be read whole.
    """
    from bot.corpus.gathering import gather
    from bot.library.engine import LibraryEngine, is_compared_whole

    if choice or not settings.data.database.exists():
        return open_chosen(settings, choice).meeting
    with opened_library(settings) as library:
        refresh_library(library)
        meetings = LibraryEngine(open_chosen(settings).meeting, library).meetings
    if len(meetings) > 1 and not is_compared_whole(*meetings):
        msg = f"{len(meetings)} meetings are too long to be read whole; name one with --meeting (`whosaid meetings`)"
        raise UnknownMeetingError(msg)
    return gather(meetings) if len(meetings) > 1 else meetings[0]


def open_engine(settings: Settings, choice: str = "") -> Engine:
    """Index the meeting that is named, else the configured one, with a progress bar when a person is watching.

    Raises:
        SourceError: the meeting cannot be read.
        UnknownMeetingError: nothing is called so.
    """
    from bot.answering.engine import build_engine

    meeting = open_chosen(settings, choice).meeting
    with _showing_progress() as advance:
        return build_engine(settings, meeting, progress=advance)


def open_answers(settings: Settings, choice: str = "", *, lasting: bool = False) -> Engine | LibraryEngine:
    """Make the meeting answerable that is named, else everything there is; see ``open_engine`` and ``open_library``."""
    return open_engine(settings, choice) if choice else open_library(settings, lasting=lasting)


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
    refresh_library(library)
    encoder = load_encoder(settings.retrieval.encoder, settings.retrieval.threads)
    shared = SharedEncoder(encoder) if encoder is not None else None
    vectors = VectorStore(settings.cache.directory / "vectors.sqlite")
    with _showing_progress() as advance:
        ready = Engine(MeetingIndex(meeting, shared, vectors, advance))
    return LibraryEngine(
        meeting, library, BackgroundEncoding(shared, vectors) if shared is not None else None, ready=ready
    )


def refresh_library(library: Library) -> None:
    """Read anew what changed next to the sources of added meetings; say what is too long for that."""
    for record in library.refresh():
        logger.warning("%s (%s) changed since it was read: run `whosaid reindex`", record.meeting_id, record.title)


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
