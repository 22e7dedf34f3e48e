"""How a command ends: exit codes a script can rely on, and errors as one line."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from bot.errors import WhosaidError

__all__ = ["ExitCode", "die_quietly_in_a_pipe", "errors_as_one_line", "speak_utf8"]


class ExitCode(IntEnum):
    """What the shell sees. An interrupted command ends with 130, as the shell's own do."""

    OK = 0
    """Done; for ``ask``: the reply quotes somebody."""
    NO_ANSWER = 1
    """``ask`` found nothing to quote; ``verify``: not word for word."""
    USAGE = 2
    """The command line means nothing."""
    BAD_INPUT = 3
    """A file, a setting or an environment variable is wrong; nothing was done."""
    NO_TELEGRAM = 4
    """Telegram refused the token or cannot be reached."""


@contextmanager
def errors_as_one_line() -> Iterator[None]:
    """End the program with one line on stderr when what is inside raises an error that its user can mend."""
    try:
        yield
    except WhosaidError as error:
        print(f"whosaid: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.BAD_INPUT) from error


def die_quietly_in_a_pipe() -> None:
    """End without a word when the reader of the output goes away, as in ``whosaid answer … | head``.

    Not for the bot itself: a connection that breaks must not end it.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale says: what is quoted is Chinese, and no byte ends the program."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors=errors)
