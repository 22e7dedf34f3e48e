"""The command that shows the bot in a browser: ``demo``."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import ConfigFile, MeetingFile, NoEncoder

__all__ = ["demo"]

_PORT = 8085
_Port = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help=f"Port of the page, 0 for a free one; else {_PORT} if it is free."),
]


def demo(
    *, port: _Port = None, no_encoder: NoEncoder = False, meeting: MeetingFile = None, config: ConfigFile = None
) -> None:
    """Talk to the bot in a browser, without Telegram; Ctrl-C ends it. Nothing that is said is kept."""
    from bot.cli.opening import open_engine, open_settings, start_log
    from bot.demo.running import PortTakenError, run_demo

    settings = open_settings(config, meeting, encoder=not no_encoder)
    start_log("WARNING" if settings.log.level == "INFO" else settings.log.level)
    engine = open_engine(settings)

    def announce(url: str) -> None:
        print(f"Talk to the bot at {url} — Ctrl-C ends it.", flush=True)

    try:
        run_demo(settings, engine, port=_PORT if port is None else port, announce=announce)
    except PortTakenError:
        if port is not None:
            raise
        run_demo(settings, engine, port=0, announce=announce)
