"""Replies in the terminal: styled for a person, plain for a file or a pipe."""

from __future__ import annotations

import sys

from rich.console import Console

from bot.chat.rendering.answers import render
from bot.chat.reply import Reply
from bot.chat.terminal import to_plain, to_rich
from bot.chat.texts import Texts, choose_language, load_texts
from bot.config import ChatSettings
from bot.types import Answer

__all__ = ["Replies", "show"]


class Replies:
    """Says answers as the settings want it said.

    Attributes:
        texts: The language of the words around the quotes; "auto" is simplified Chinese here, where nobody's
            language is known.
    """

    def __init__(self, settings: ChatSettings) -> None:
        self.texts: Texts = load_texts(choose_language(None, settings.language))
        self._max_quotes = settings.max_quotes

    def of(self, answer: Answer) -> Reply:
        """Return the reply to show."""
        return render(answer, self.texts, max_quotes=self._max_quotes)

    def plain(self, answer: Answer) -> str:
        """Return the reply as plain text."""
        return to_plain(self.of(answer))


def show(reply: Reply) -> None:
    """Print a reply. A file gets its lines as they are, not wrapped to some width."""
    if sys.stdout.isatty():
        Console(highlight=False).print(to_rich(reply))
    else:
        print(to_plain(reply))
