"""The command that is the bot: ``run``."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import typer

from bot import paths
from bot.cli.exits import ExitCode
from bot.cli.options import ConfigFile, MeetingChoice, NoEncoder

if TYPE_CHECKING:
    from bot.config import Settings

__all__ = ["run"]


def run(*, no_encoder: NoEncoder = False, meeting: MeetingChoice = "", config: ConfigFile = None) -> None:
    """Answer in Telegram, until SIGINT or SIGTERM. The token stands in TELEGRAM_BOT_TOKEN."""
    from bot.cli.opening import files_for_oneself, open_settings, start_log
    from bot.config import read_secret, read_token
    from bot.health.process import prepare_process

    settings = open_settings(config, encoder=not no_encoder)
    read_token(settings)  # before the work of reading the meeting
    if settings.telegram.mode == "webhook":
        read_secret(settings)
    start_log(settings.log.level, settings.log.format)
    prepare_process()
    with files_for_oneself():
        _run(settings, meeting)


def _run(settings: Settings, meeting: str) -> None:
    from bot.cli.opening import open_answers

    # a meeting that is named on the command line is asked about alone
    engine = open_answers(settings, meeting, lasting=True)
    log = logging.getLogger(__name__)
    log.info("%s: %d speeches read", meeting or paths.shown(settings.meeting.source), len(engine.meeting.speeches))

    from telegram.error import TelegramError

    from bot.chat.app import run as run_bot
    from bot.chat.privacy import Redaction
    from bot.config import read_hidden

    for handler in logging.getLogger().handlers:
        handler.addFilter(_tell_telegram_errors_in_a_line)
    log.info("calling Telegram, by %s", settings.telegram.mode)
    try:
        run_bot(settings, engine)
    except (TelegramError, OSError) as error:
        reason = Redaction(read_hidden(settings)).hide(str(error) or type(error).__name__)
        print(f"whosaid: {settings.telegram.mode}: {reason}", file=sys.stderr)
        raise typer.Exit(ExitCode.NO_TELEGRAM) from None


def _tell_telegram_errors_in_a_line(record: logging.LogRecord) -> bool:
    """Put what Telegram or the network said into the message: where in the HTTP client it surfaced helps nobody."""
    from telegram.error import TelegramError

    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, TelegramError):
        record.msg, record.args, record.exc_info = f"{record.getMessage()} {error}", (), None
    return True
