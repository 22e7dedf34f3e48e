"""Commands for the meetings that can be asked about: ``add``, ``meetings``, ``remove`` and ``reindex``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.exits import ExitCode
from bot.cli.options import ConfigFile, Json

if TYPE_CHECKING:
    from rich.table import Table

    from bot.config import Settings
    from bot.store.meetings import MeetingRecord

__all__ = ["add", "meetings", "reindex", "remove"]

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="In any format that is read.", show_default=False)]
Title = Annotated[str, typer.Option("--title", metavar="TITLE", help="What to call it; else its headline.")]
Date = Annotated[
    str, typer.Option("--date", metavar="DATE", help="When it was held (2022-09-05, 2022-09, 2022); else as printed.")
]
Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="As `whosaid meetings` lists them.", show_default=False)]


def add(files: Files, *, title: Title = "", date: Date = "", config: ConfigFile = None) -> None:
    """Add meetings to ask about. A file that cannot be read is told and changes nothing; the others are added."""
    from bot.cli.opening import open_settings, opened_library, start_log
    from bot.errors import SourceError
    from bot.library.dating import parse_date
    from bot.library.speech_index import SpeechIndex

    start_log("WARNING")
    if len(files) > 1 and title:
        print("whosaid: --title is for one file", file=sys.stderr)
        raise typer.Exit(ExitCode.USAGE)
    try:
        held = parse_date(date) if date else ""
    except ValueError:
        print(f"whosaid: --date: not a date: {date} (2022-09-05, 2022-09 or 2022)", file=sys.stderr)
        raise typer.Exit(ExitCode.USAGE) from None
    failed = False
    with opened_library(open_settings(config), make=True) as library:
        library.sweep()
        for file in files:
            try:
                draft = library.read(file, title=title, date=held)
            except SourceError as error:
                print(f"whosaid: {error}", file=sys.stderr)
                failed = True
                continue
            added = library.add(draft)
            print(f"{'added' if added else 'already there'}: {_line(draft.record)}")
            if added:  # now, so that the bot need not
                SpeechIndex(library.folder / "index").hold([draft.meeting])
    if failed:
        raise typer.Exit(ExitCode.BAD_INPUT)


def meetings(*, json: Json = False, config: ConfigFile = None) -> None:
    """List the meetings that can be asked about: the configured one and those that were added.

    One that changed since it was read, and cannot be read at once, is marked stale.
    """
    from bot.cli.opening import open_settings

    settings = open_settings(config)
    records, stale = _records(settings)
    if json:
        from dataclasses import asdict
        from json import dumps

        for record in records:
            print(dumps({**asdict(record), "stale": record.meeting_id in stale}, ensure_ascii=False))
        return
    from rich.console import Console

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(_table(records, stale))
    if stale:
        console.print("\nstale: changed since it was read; `whosaid reindex` reads it anew or says what is wrong in it")


def remove(ids: Ids, *, config: ConfigFile = None) -> None:
    """Remove meetings and the sources kept of them. Ends with 1 when there is none of an ID."""
    from bot.cli.opening import open_settings, opened_library

    missing = False
    with opened_library(open_settings(config), make=True) as library:
        for meeting_id in ids:
            record = library.records.get(meeting_id)
            if record is not None and library.remove(meeting_id):
                print(f"removed: {_line(record)}")
            else:
                print(f"whosaid: no meeting {meeting_id} was added", file=sys.stderr)
                missing = True
    if missing:
        raise typer.Exit(ExitCode.NO_ANSWER)


def reindex(*, config: ConfigFile = None) -> None:
    """Read the sources of all added meetings anew, as after an update of whosaid."""
    from bot.cli.opening import open_settings, opened_library
    from bot.errors import WhosaidError

    failed = 0
    with opened_library(open_settings(config), make=True) as library:
        library.sweep()
        records = library.records.all()
        for record in records:
            try:
                fresh = library.renew(record)
            except WhosaidError as error:  # it stays as it was, and the others are read
                print(f"whosaid: {error}", file=sys.stderr)
                failed += 1
                continue
            print(_line(fresh) + (f", was {record.meeting_id}" if fresh.meeting_id != record.meeting_id else ""))
    print(f"{len(records) - failed} read anew")
    if failed:
        raise typer.Exit(ExitCode.BAD_INPUT)


def _records(settings: Settings) -> tuple[Sequence[MeetingRecord], frozenset[str]]:
    """Return the configured meeting's record, then those that were added; and which of these are stale."""
    from bot.cli.opening import opened_library
    from bot.corpus.reader import read_meeting
    from bot.library.library import record_of

    configured = record_of(read_meeting(settings.meeting.source))
    with opened_library(settings) as library:
        library.refresh()
        added = library.records.all()
        stale = frozenset(record.meeting_id for record in added if library.is_stale(record))
    known = {record.meeting_id for record in added}
    return (*([] if configured.meeting_id in known else [configured]), *added), stale


def _line(record: MeetingRecord) -> str:
    date = record.date or "date unknown"
    return f"{record.meeting_id}  {date}  {record.title} ({record.speakers} speakers, {record.speeches} speeches)"


def _table(records: Sequence[MeetingRecord], stale: frozenset[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="")
    for name, justify in (("id", "left"), ("date", "left"), ("speakers", "right"), ("speeches", "right")):
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("characters", justify="right", no_wrap=True)
    table.add_column("title", overflow="fold")
    for record in records:
        date = record.date or "unknown"
        counts = (str(record.speakers), str(record.speeches), f"{record.characters:,}")
        table.add_row(
            record.meeting_id, date, *counts, f"{record.title}{' (stale)' if record.meeting_id in stale else ''}"
        )
    return table
