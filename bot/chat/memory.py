"""What a person asked before in a chat, so that "那高新区呢？" can be understood. Lost on restart."""

from __future__ import annotations

from collections import OrderedDict, deque

__all__ = ["Memory", "Talker"]

Talker = tuple[int, int]
"""Chat id and user id: in a group, each member has a conversation of their own with the bot."""


class Memory:
    """The last few messages of the talkers heard of most recently.

    Args:
        talkers: How many are remembered; the one silent for longest is forgotten first.
        messages: How many messages of each; 0 to remember none.
    """

    def __init__(self, *, talkers: int, messages: int) -> None:
        self._talkers = talkers
        self._messages = messages
        self._said: OrderedDict[Talker, deque[str]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._said)

    def recall(self, talker: Talker) -> tuple[str, ...]:
        """Return the talker's messages, oldest first; empty for a stranger."""
        return tuple(self._said.get(talker, ()))

    def remember(self, talker: Talker, message: str) -> None:
        """Keep ``message`` as the talker's latest."""
        said = self._said.setdefault(talker, deque(maxlen=self._messages))
        said.append(message)
        self._said.move_to_end(talker)
        while len(self._said) > self._talkers:
            self._said.popitem(last=False)

    def forget(self, talker: Talker) -> None:
        """Drop what the talker said."""
        self._said.pop(talker, None)
