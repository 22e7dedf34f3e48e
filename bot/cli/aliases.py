"""The command that shows and changes what speakers are called: ``aliases``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigFile, Json, MeetingArgument

if TYPE_CHECKING:
    from bot.answering.called import Called
    from bot.cli.opening import Chosen
    from bot.config import Settings
    from bot.types import Meeting

__all__ = ["aliases"]

Add = Annotated[
    list[str] | None,
    typer.Option(
        "--add", metavar="NAME=ALIAS", help="NAME, a speaker, is also called ALIAS; several times for several."
    ),
]
Remove = Annotated[
    list[str] | None,
    typer.Option("--remove", metavar="ALIAS", help="Nobody is called ALIAS; several times for several."),
]


def aliases(
    meeting: MeetingArgument = "",
    *,
    add: Add = None,
    remove: Remove = None,
    json: Json = False,
    config: ConfigFile = None,
) -> None:
    """Show what each speaker is called, by which rule, and what is ambiguous; change it with --add and --remove.

    Changes stand in the .toml file next to the source and outlive reindex. With --json, one name a line.
    """
    from bot.answering.called import list_aliases
    from bot.cli.opening import open_chosen, open_settings, start_log

    start_log("WARNING")
    settings = open_settings(config)
    chosen = open_chosen(settings, meeting)
    if add or remove:
        chosen = _changed(settings, chosen, meeting, add or [], remove or [])
    called = list_aliases(chosen.meeting)
    if json:
        from dataclasses import asdict
        from json import dumps

        for one in called:
            print(dumps(asdict(one), ensure_ascii=False))
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 120)
    _show(console.print, chosen.meeting, called)


def _changed(settings: Settings, chosen: Chosen, name: str, add: Sequence[str], remove: Sequence[str]) -> Chosen:
    """Change the file next to the source, and read the meeting anew."""
    from bot.answering.called import list_aliases
    from bot.cli.opening import open_chosen, opened_library
    from bot.corpus.amending import amend_aliases
    from bot.retrieval.normal import fold

    pairs = []
    for text in add:
        speaker, mark, alias = (part.strip() for part in text.partition("="))
        if not (speaker and mark and alias):
            raise typer.BadParameter(f"{text!r} is not NAME=ALIAS", param_hint="--add")
        pairs.append((speaker, alias))
    known = {fold(one.alias) for one in list_aliases(chosen.meeting)}
    for alias in remove:
        if fold(alias) not in known:
            print(f"whosaid: nobody is called {alias} anyway", file=sys.stderr)
    path = amend_aliases(chosen.meeting, chosen.path, pairs, remove)
    if chosen.record is None:
        print(f"written: {path}", file=sys.stderr)
        return open_chosen(settings, name)
    with opened_library(settings) as library:
        record = library.renew(chosen.record)
        return type(chosen)(library.open(record), chosen.path, record)


def _show(tell: Callable[[str], None], meeting: Meeting, called: Sequence[Called]) -> None:
    from bot.answering.aliases import Rule
    from bot.language import language

    heads = language().offices.addresses["负责人"]
    for speaker, names in groupby(called, key=lambda one: one.speaker):
        shown = dict.fromkeys(speech.shown_role for speech in meeting.speeches_of(speaker))
        roles = " / ".join(filter(None, shown))
        tell(f"{speaker} · {roles}" if roles else speaker)
        for rule, those in groupby(names, key=lambda one: one.rule):
            # a head of each of its names in each of so many words would bury the rest
            told = [f"{one.alias}{'*' if one.others else ''}" for one in those if not one.alias.endswith(heads)]
            if rule is Rule.HEAD:
                told.append(f"any of its names + {', '.join(heads)}")
            if rule is not Rule.NAME:
                tell(f"  {rule.value}: {', '.join(told)}")
    shared = {one.alias: (one.speaker, *one.others) for one in called if one.others}
    if shared:
        tell("\n* stands for several:")
        for alias, speakers in shared.items():
            tell(f"  {alias}: {', '.join(sorted(speakers, key=meeting.speakers.index))}")
    if meeting.removed_aliases:
        tell(f"\nremoved: {', '.join(meeting.removed_aliases)}")
