"""The program: its commands, gathered. Each imports what it needs when it runs, so that ``--help`` answers at once."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot import __version__
from bot.cli import (
    aliases,
    asking,
    backup,
    demo,
    doctor,
    feedback,
    ledger,
    library,
    measuring,
    running,
    showing,
    verifying,
)
from bot.cli.exits import die_quietly_in_a_pipe, errors_as_one_line, speak_utf8

__all__ = ["app", "main"]


class _Commands(TyperGroup):
    """The commands, their errors told in one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        with errors_as_one_line():
            return super().invoke(ctx)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Ends with 0 when done, 1 without an answer or not word for word, 2 on wrong usage, 3 on a wrong file or "
    "setting, 4 when Telegram cannot be reached.",
)
app.command("ask")(asking.ask)
app.command("chat")(asking.chat)
app.command("pledges")(ledger.pledges)
app.command("verify")(verifying.verify)
app.command("answer")(measuring.answer)
app.command("eval")(measuring.evaluate)
app.command("speakers")(asking.speakers)
app.command("show")(showing.show)
app.command("aliases")(aliases.aliases)
app.command("add")(library.add)
app.command("meetings")(library.meetings)
app.command("remove")(library.remove)
app.command("reindex")(library.reindex)
app.command("demo")(demo.demo)
app.command("feedback")(feedback.feedback)
app.command("backup")(backup.backup)
app.command("doctor")(doctor.doctor)
app.command("run")(running.run)


def main() -> None:
    """Run the program."""
    speak_utf8()
    if not {"run", "demo"}.intersection(sys.argv[1:2]):
        die_quietly_in_a_pipe()
    app(prog_name="whosaid")


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer passes the option's value
    if wanted:
        typer.echo(f"whosaid {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Who said or pledged what at a meeting, in their exact words."""
