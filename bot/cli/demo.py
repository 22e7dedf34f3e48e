"""The command that shows the bot in a browser: ``demo``."""

from __future__ import annotations

from socket import socket
from typing import Annotated

import typer

from bot.cli.options import ConfigFile, MeetingChoice, NoEncoder

__all__ = ["demo"]

_PORT = 8085
_Port = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help=f"Port of the page, 0 for a free one; else {_PORT} if it is free."),
]


def demo(
    *, port: _Port = None, no_encoder: NoEncoder = False, meeting: MeetingChoice = "", config: ConfigFile = None
) -> None:
    """Talk to the bot in a browser, without Telegram; Ctrl-C ends it. Nothing that is said is kept."""
    from bot.cli.opening import open_answers, open_settings, start_log
    from bot.demo.running import run_demo

    settings = open_settings(config, encoder=not no_encoder)
    start_log("WARNING" if settings.log.level == "INFO" else settings.log.level)
    with _take_port(port) as listener:  # before the work of reading the meeting
        run_demo(settings, open_answers(settings, meeting), listener, _announce)


def _take_port(port: int | None) -> socket:
    """Return the port that is asked for, else the usual one, else a free one."""
    from bot.demo.server import PortTakenError, take_port

    if port is not None:
        return take_port(port)
    try:
        return take_port(_PORT)
    except PortTakenError:
        return take_port(0)


def _announce(url: str) -> None:
    print(f"Talk to the bot at {url} — Ctrl-C ends it.", flush=True)
