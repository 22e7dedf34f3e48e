"""The commands that people are shown, in private and in groups."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.texts import Texts

__all__ = ["ADMIN", "GROUP", "PRIVATE", "menu"]

PRIVATE = (
    "ask",
    "pledges",
    "verify",
    "speakers",
    "meeting",
    "meetings",
    "new",
    "language",
    "privacy",
    "forget",
    "help",
)
ADMIN = (*PRIVATE, "unanswered")
"""What who runs the bot is shown."""
GROUP = ("ask", "pledges", "verify", "speakers", "meeting", "meetings", "new", "help")
"""What everybody in a group may want; a language is chosen in private, for oneself."""


def menu(names: Sequence[str], texts: Texts) -> list[tuple[str, str]]:
    """Return commands with what they do, from the texts ``command_<name>``."""
    return [(name, getattr(texts, f"command_{name}")) for name in names]
