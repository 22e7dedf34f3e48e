"""The command that shows what could not be answered, and what people thought of answers: ``feedback``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigFile, Json, OneMeeting

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bot.config import Settings
    from bot.store.feedback import Feedback
    from bot.types import Meeting

__all__ = ["feedback"]

Export = Annotated[
    Path | None,
    typer.Option(
        "--export",
        metavar="FILE.jsonl",
        help="Write a question set for eval; its notes say what a person must add. FILE must not exist.",
    ),
]


def feedback(*, json: Json = False, export: Export = None, meeting: OneMeeting = "", config: ConfigFile = None) -> None:
    """List questions without an answer, and votes, without who asked. With --json, one question a line."""
    from bot.answer_json import to_json
    from bot.cli.opening import open_chosen, open_settings
    from bot.evaluation.feedback import to_feedback_record

    settings = open_settings(config)
    entries = _read(settings)
    if export is not None:
        _export(entries, export, open_chosen(settings, meeting).meeting)
    elif json:
        for entry in entries:
            print(to_json(to_feedback_record(entry)))
    else:
        from rich.console import Console

        console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
        console.print(
            _table(entries) if entries else "Nothing yet: every question got an answer, and nobody has voted."
        )


def _read(settings: Settings) -> Sequence[Feedback]:
    from bot.store.store import Store

    if not settings.data.database.exists():  # the bot never ran here; looking shall not make a store
        return ()
    store = Store.open(settings.data.database)
    try:
        return store.feedback.entries()
    finally:
        store.close()


def _export(entries: Sequence[Feedback], path: Path, read: Meeting) -> None:
    from bot.answer_json import to_json
    from bot.errors import QuestionSetError
    from bot.evaluation.feedback import topics_from

    topics = topics_from(entries, read)
    if not topics:
        print("whosaid: nothing to export about this meeting", file=sys.stderr)
        return
    try:
        with path.open("x", encoding="utf-8", newline="\n") as written:
            written.writelines(f"{to_json(topic)}\n" for topic in topics)
    except FileExistsError as error:
        raise QuestionSetError(
            path, 0, "is there already, and somebody may have judged it: name another file"
        ) from error
    except OSError as error:
        raise QuestionSetError(path, 0, f"cannot be written: {error.strerror or error}") from error
    guesses = sum(topic.note.startswith("guess") for topic in topics)
    print(f"{len(topics)} questions written, {guesses} of them to be judged by a person", file=sys.stderr)


def _table(entries: Sequence[Feedback]) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="")
    for name, justify in (("last", "left"), ("asked", "right"), ("👍", "right"), ("👎", "right"), ("status", "left")):
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("question", overflow="fold")
    for entry in entries:
        words = " › ".join((*entry.context[-1:], entry.question))
        shown = Text(" ".join(words.split()), style="bold" if entry.is_open else "")
        numbers = (str(number or "") for number in (entry.ups, entry.downs))
        table.add_row(entry.last.isoformat(), str(entry.asked), *numbers, entry.outcome.status, shown)
    waiting = sum(entry.is_open for entry in entries)
    ups, downs = sum(entry.ups for entry in entries), sum(entry.downs for entry in entries)
    return Group(Text(f"{len(entries)} questions, {waiting} without a good answer; 👍 {ups}, 👎 {downs}\n"), table)
