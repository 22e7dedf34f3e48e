"""The command that looks whether the bot can run: ``doctor``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.exits import ExitCode
from bot.cli.options import ConfigFile

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.health.finding import Finding

__all__ = ["doctor"]


def doctor(*, config: ConfigFile = None) -> None:
    """Check token, webhook, clock, settings, folders, store, meeting, encoder, fonts. Ends with 3 when one is amiss."""
    from bot.chat.privacy import Redaction
    from bot.cli.opening import open_settings, start_log

    start_log("ERROR")
    settings = open_settings(config)
    secrets = _secrets(settings)
    hide = Redaction(secrets.values()).hide
    well = True
    for finding in _findings(settings, secrets, config):
        well &= finding.ok
        print(hide(f"{'ok' if finding.ok else 'failed':6}  {finding.name:12}  {finding.said}"), flush=True)
        if not finding.ok:
            print(hide(f"{'':22}→ {finding.mend}"), flush=True)
    raise typer.Exit(ExitCode.OK if well else ExitCode.BAD_INPUT)


def _secrets(settings: Settings) -> dict[str, str]:
    from os import environ

    telegram = settings.telegram
    return {name: environ.get(name, "").strip() for name in (telegram.token_env, telegram.webhook.secret_env)}


def _findings(settings: Settings, secrets: dict[str, str], config: Path | None) -> Iterator[Finding]:
    from bot.config import config_file, read_secret
    from bot.errors import ConfigError
    from bot.health.finding import Finding
    from bot.health.machine import check_config, check_machine
    from bot.health.telegram import check_telegram

    telegram = settings.telegram
    if token := secrets[telegram.token_env]:
        yield from check_telegram(settings, token)
    else:
        yield Finding("token", f"{telegram.token_env} is not set", f"set {telegram.token_env} to @BotFather's token")
    if telegram.mode == "webhook":
        try:
            read_secret(settings)
            yield Finding("secret", f"{telegram.webhook.secret_env} is set")
        except ConfigError:
            variable = telegram.webhook.secret_env
            yield Finding("secret", f"{variable} is not one", f"set {variable} to 1 to 256 of A-Z a-z 0-9 _ -")
    if own := config or config_file():
        yield check_config(own)
    yield from check_machine(settings)
