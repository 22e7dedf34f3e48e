"""The command that copies what cannot be made again: ``backup``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ConfigFile

__all__ = ["backup"]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A tar.gz to make.", show_default=False)],
    *,
    config: ConfigFile = None,
) -> None:
    """Copy the store and the meetings that were added into one file, also while the bot runs."""
    from bot.cli.opening import open_settings
    from bot.store.backup import write_backup

    count = write_backup(open_settings(config).data, file)
    print(f"{count} {'file' if count == 1 else 'files'} in {file}")
