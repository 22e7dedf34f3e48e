"""The command for the ledger: ``pledges``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigFile, MeetingChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.parsing import Parser
    from bot.chat.texts import Texts
    from bot.types import Meeting, Pledge, Question

__all__ = ["Format", "pledges"]


class Format(StrEnum):
    """What the ledger is written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PNG = "png"


_BINARY = frozenset({Format.XLSX, Format.PNG})


def pledges(
    *,
    speaker: Annotated[
        str, typer.Option("--speaker", metavar="NAME", help="Only theirs: a name, an office, an organisation.")
    ] = "",
    topic: Annotated[str, typer.Option("--topic", metavar="WORDS", help="Only those about this.")] = "",
    number: Annotated[
        str, typer.Option("--number", metavar="NUMBER", help="Only those with this number: 8%, 30家.")
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Those without a number, too.")] = False,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TABLE,
    dark: Annotated[bool, typer.Option("--dark", help="png: light on dark.")] = False,
    page: Annotated[int, typer.Option("--page", min=1, metavar="N", help="png: which picture, of several.")] = 1,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write a file instead of the terminal.")
    ] = None,
    meeting: MeetingChoice = "",
    config: ConfigFile = None,
) -> None:
    """List who pledged what: how much, by when, how firmly, in which words. Ends with 1 when nobody did."""
    from bot.answering.parsing import Parser
    from bot.answering.pledges import read_pledges, select_pledges, with_number
    from bot.cli.exits import ExitCode
    from bot.cli.opening import open_meetings, open_settings, start_log
    from bot.cli.replies import Replies

    start_log("WARNING")
    settings = open_settings(config)
    read = open_meetings(settings, meeting)
    ledger = read_pledges(read)
    chosen = ledger if everything else with_number(ledger)
    if speaker or topic or number:
        chosen = select_pledges(chosen, _wish(Parser(read), speaker, topic, number))
    texts = Replies(settings.chat).texts
    if form is Format.TABLE:
        _show(chosen, texts, read, output)
    else:
        if form is Format.PNG:
            content = _drawn(chosen, texts, read, settings.pictures.font, dark=dark, page=page)
        else:
            content = _rendered(chosen, form, texts, read)
        _write(content, form, output)
    if not chosen:
        raise typer.Exit(ExitCode.NO_ANSWER)


def _wish(parser: Parser, speaker: str, topic: str, number: str) -> Question:
    """Read the three options as one message: each says one thing only."""
    from dataclasses import replace

    named = parser.parse(speaker) if speaker else None
    if named is not None and not named.mentions:
        raise typer.BadParameter(f"{speaker!r} is none of {', '.join(parser.speakers)}", param_hint="--speaker")
    about = parser.parse(topic or number)
    numbers = parser.parse(number).quantities if number else ()
    if number and not numbers:
        raise typer.BadParameter(f"{number!r} is no number", param_hint="--number")
    terms = about.terms if topic else ()
    if topic and not (terms or about.mentions):
        raise typer.BadParameter(f"{topic!r} says nothing to look for", param_hint="--topic")
    # an organisation in the topic is whose pledge it is, unless --speaker says so
    mentions = named.mentions if named else about.mentions if topic else ()
    return replace(about, mentions=mentions, terms=terms, quantities=numbers)


def _show(chosen: Sequence[Pledge], texts: Texts, read: Meeting, output: Path | None) -> None:
    from io import StringIO

    from rich.console import Console

    from bot.cli.ledger_table import render_ledger

    if output is not None:
        file = StringIO()
        Console(file=file, width=120, highlight=False).print(render_ledger(chosen, texts, read.called, 120))
        _write(file.getvalue().encode(), Format.TABLE, output)
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(render_ledger(chosen, texts, read.called, console.width))


def _rendered(chosen: Sequence[Pledge], form: Format, texts: Texts, read: Meeting) -> bytes:
    if form is Format.JSON:
        from bot.export.ledger_json import render_json

        return render_json(chosen)
    if form is Format.CSV:
        from bot.export.ledger_csv import render_csv

        return render_csv(chosen, texts)
    from bot.export.ledger_xlsx import render_xlsx

    return render_xlsx(chosen, texts, read.called)


def _drawn(chosen: Sequence[Pledge], texts: Texts, read: Meeting, font: Path | None, *, dark: bool, page: int) -> bytes:
    from bot.chat.rendering.pictures import chart_labels
    from bot.pictures.chart import count_pages, draw_pledges

    title, labels = texts.title.format(meeting=read.called), chart_labels(texts)
    if page > (pages := count_pages(chosen, title, labels, font=font)):
        raise typer.BadParameter(f"there is no picture {page} of {pages}", param_hint="--page")
    return draw_pledges(chosen, title, labels, dark=dark, page=page, font=font)


def _write(content: bytes, form: Format, output: Path | None) -> None:
    if output is not None:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise typer.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error
        return
    if form in _BINARY and sys.stdout.isatty():
        raise typer.BadParameter(f"a terminal cannot show {form.value}: name a file", param_hint="--output")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
