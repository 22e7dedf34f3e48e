"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["ConfigFile", "Json", "MeetingFile", "NoEncoder", "QuestionSet"]

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; else WHOSAID_CONFIG names them, else config/bot.toml."),
]
MeetingFile = Annotated[
    Path | None, typer.Option("--meeting", metavar="FILE", help="Ask about this meeting, not the configured one.")
]
NoEncoder = Annotated[bool, typer.Option("--no-encoder", help="Compare words and characters only.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
QuestionSet = Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", show_default=False)]
