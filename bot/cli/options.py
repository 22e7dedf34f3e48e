"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["ConfigFile", "Json", "MeetingArgument", "MeetingChoice", "NoEncoder", "OneMeeting", "QuestionSet"]

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; else WHOSAID_CONFIG names them, else config/bot.toml."),
]
_MEETING_HELP = "A file, or the id or title of an added meeting"
MeetingChoice = Annotated[
    str, typer.Option("--meeting", metavar="MEETING", help=f"{_MEETING_HELP}; else all there are.", show_default=False)
]
OneMeeting = Annotated[
    str,
    typer.Option("--meeting", metavar="MEETING", help=f"{_MEETING_HELP}; else the configured one.", show_default=False),
]
MeetingArgument = Annotated[
    str,
    typer.Argument(metavar="MEETING", help=f"{_MEETING_HELP}; else the configured one.", show_default=False),
]
NoEncoder = Annotated[bool, typer.Option("--no-encoder", help="Compare words and characters only.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
QuestionSet = Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", show_default=False)]
