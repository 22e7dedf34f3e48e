"""The terminal: ``whosaid ask | chat | answer | eval | speakers | demo | run``."""

from bot.cli.app import app, main

__all__ = ["app", "main"]
