"""A conversation in the terminal, as in the chat: the same replies, the same memory, the same commands."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from types import FrameType, MappingProxyType

from bot.chat.rendering.about import render_meeting
from bot.chat.rendering.answers import render
from bot.chat.rendering.pages import render_plain, render_speakers, render_start
from bot.chat.reply import Reply, printable
from bot.chat.texts import Texts
from bot.config import ChatSettings
from bot.evaluation.run import Answerer
from bot.types import Meeting

__all__ = ["COMMANDS", "Conversation", "converse"]

COMMANDS = {
    "/help": "how to ask",
    "/speakers": "who spoke",
    "/meeting": "which meeting this is",
    "/new": "begin anew, forget what was asked before",
    "/quit": "leave; so do Ctrl-D and Ctrl-C",
}
_PAGES: Mapping[str, Callable[[Meeting, Texts], Reply]] = MappingProxyType(
    {"/speakers": render_speakers, "/meeting": render_meeting}
)
_PROMPT = "› "


class Conversation:
    """What is said to whom: one message in, one reply out.

    Args:
        meeting: What is talked about.
        engine: Answers questions.
        texts: The language of the words around the quotes.
        settings: Number of quotes and length of memory.
    """

    def __init__(self, meeting: Meeting, engine: Answerer, texts: Texts, settings: ChatSettings) -> None:
        self._meeting = meeting
        self._engine = engine
        self._texts = texts
        self._max_quotes = settings.max_quotes
        self._earlier: deque[str] = deque(maxlen=settings.context_messages)

    def greet(self) -> Reply:
        """Say what this is, with examples."""
        return render_start(self._meeting, self._texts)

    def reply(self, message: str) -> Reply | None:
        """Reply to a message; None when the talker takes their leave."""
        message = printable(message).strip()
        match message.lower().split()[:1]:
            case ["/quit" | "/exit"]:
                return None
            case ["/speakers" | "/meeting" as command]:
                return _PAGES[command](self._meeting, self._texts)
            case ["/new"]:
                self._earlier.clear()
                return render_plain(self._texts.forgotten)
            case ["/help" | "/start"]:
                commands = (f"{command:10} {meaning}" for command, meaning in COMMANDS.items())
                return render_plain("\n".join([self._texts.help, "", *commands]))
            case [command] if command.startswith("/"):
                return render_plain(self._texts.no_command)
        answer = self._engine.answer(message, tuple(self._earlier))
        self._earlier.append(message)
        return render(answer, self._texts, max_quotes=self._max_quotes)


def converse(conversation: Conversation, show: Callable[[Reply], None]) -> None:
    """Talk until the person leaves, by /quit, Ctrl-D or Ctrl-C; an empty line is nothing said.

    Args:
        conversation: Whom to talk to.
        show: Shows a reply.
    """
    show(conversation.greet())
    print()
    for message in _messages():
        reply = conversation.reply(message)
        if reply is None:
            break
        show(reply)
        print()


def _messages() -> Iterator[str]:
    """Yield the lines typed, without empty ones; from a file or a pipe without a prompt."""
    typed = sys.stdin.isatty()
    if typed:
        with suppress(ImportError):
            import readline  # noqa: F401 - importing it gives input() line editing and a history
        signal.signal(signal.SIGINT, _interrupt)
    while True:
        try:
            line = input(_PROMPT if typed else "")
        except (EOFError, KeyboardInterrupt):
            if typed:
                print()
            return
        if line.strip():
            yield line


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what a signal handler gets
    """Leave, once: a key pressed again while the interpreter winds up would end the process by the signal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
