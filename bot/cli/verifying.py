"""The command that holds quotations against the meeting: ``verify``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.exits import ExitCode
from bot.cli.options import ConfigFile, Json, MeetingChoice

__all__ = ["verify"]


def verify(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="As pasted; - reads standard input.", show_default=False)
    ],
    *,
    json: Json = False,
    meeting: MeetingChoice = "",
    config: ConfigFile = None,
) -> None:
    """Tell whether it was said, by whom and in these words. Ends with 0 when every quotation is word for word, else 1.

    With --json, one quotation a line.
    """
    from bot.answering.verification import Verifier
    from bot.chat.rendering.verifications import render_verifications
    from bot.cli.opening import open_meetings, open_settings, start_log
    from bot.cli.replies import Replies, show
    from bot.types import VerificationStatus

    start_log("WARNING")
    settings = open_settings(config)
    read = open_meetings(settings, meeting)
    told = Verifier(read).verify(sys.stdin.read() if text == ["-"] else " ".join(text))
    if json:
        from bot.answer_json import to_json
        from bot.verification_json import to_verification_record

        for one in told:
            print(to_json(to_verification_record(one)))
    else:
        show(render_verifications(told, read, Replies(settings.chat).texts))
    exact = told and all(one.status is VerificationStatus.EXACT for one in told)
    raise typer.Exit(ExitCode.OK if exact else ExitCode.NO_ANSWER)
