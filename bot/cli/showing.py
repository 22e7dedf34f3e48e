"""The command that shows how a source was read: ``show``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.cli.options import ConfigFile, Json, MeetingArgument

if TYPE_CHECKING:
    from rich.table import Table

    from bot.chat.texts import Texts
    from bot.corpus.structure import Structure

__all__ = ["show"]


def show(meeting: MeetingArgument = "", *, json: Json = False, config: ConfigFile = None) -> None:
    """Show how a meeting was read: who speaks where in the source, in which role, and what is uncertain."""
    from bot.cli.opening import open_chosen, open_settings, start_log
    from bot.cli.replies import Replies
    from bot.corpus.structure import read_structure
    from bot.library.dating import date_of

    start_log("WARNING")
    settings = open_settings(config)
    chosen = open_chosen(settings, meeting)
    structure = read_structure(chosen.path)
    date = chosen.record.date if chosen.record else date_of(structure.meeting, chosen.path.name)
    if json:
        from bot.answer_json import to_json
        from bot.cli.structure_json import structure_record

        print(to_json(structure_record(structure, date)))
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, soft_wrap=False, width=None if sys.stdout.isatty() else 160)
    texts = Replies(settings.chat).texts
    read = structure.meeting
    byline = read.byline.of(read.reporter.text) if read.byline else ""
    for line in filter(None, (read.title, read.subtitle, byline, date)):
        console.print(line)
    console.print()
    console.print(_table(structure, texts))
    for line in _doubts(structure, texts):
        console.print(line)


def _table(structure: Structure, texts: Texts) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="")
    table.add_column("place", no_wrap=True)
    for name in ("section", "role", "speaker"):
        table.add_column(name, overflow="fold")
    for name in ("paragraphs", "characters"):
        table.add_column(name, justify="right", no_wrap=True)
    for speech in structure.meeting.speeches:
        place = _place(structure, speech.offsets[0], texts)
        counts = (str(len(speech.paragraphs)), f"{len(speech.text):,}")
        table.add_row(place, speech.section, speech.role, speech.speaker, *counts)
    return table


def _doubts(structure: Structure, texts: Texts) -> list[str]:
    from bot.chat.rendering.doubts import tell_doubt

    lines = ["• " + tell_doubt(doubt, structure.meeting.source, texts) for doubt in structure.doubts]
    head = ["", texts.doubts.format(count=len(lines))] if lines else []
    left_out = ["", texts.doubt_running.format(count=structure.left_out)] if structure.left_out else []
    numbers = ", ".join(map(str, structure.settled))
    settled = ["", texts.settled_lines.format(lines=numbers)] if numbers else []
    return [*head, *lines, *left_out, *settled, *_settled_aliases(structure, texts)]


def _settled_aliases(structure: Structure, texts: Texts) -> list[str]:
    meeting = structure.meeting
    called = {
        speaker: [name for name, whose in meeting.added_aliases if whose == speaker] for speaker in meeting.speakers
    }
    lines = [
        texts.settled_alias.format(speaker=speaker, names=texts.comma.join(names))
        for speaker, names in called.items()
        if names
    ]
    if meeting.removed_aliases:
        lines.append(texts.settled_no_alias.format(names=texts.comma.join(meeting.removed_aliases)))
    return ["", *lines] if lines else []


def _place(structure: Structure, start: int, texts: Texts) -> str:
    from bot.chat.rendering.positions import place_in_file
    from bot.types import Span

    return place_in_file(structure.meeting.source, Span(start, start + 1), texts)
