"""What can be done with an answer: the buttons under it."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.rendering.rooms import PRIVATE, Room
from bot.chat.reply import Button, Buttons, press
from bot.chat.texts import Texts
from bot.store.votes import Vote
from bot.types import Answer, AnswerStatus

__all__ = ["answer_buttons", "mark_vote", "vote_buttons"]

_LABELS = {Vote.UP: "👍", Vote.DOWN: "👎"}
_CHOSEN = "{label} ✓"


def answer_buttons(answer: Answer, texts: Texts, exchange_id: int, *, room: Room = PRIVATE) -> Buttons:
    """Return the buttons for an answer: one row of them in a group, where they take room from everybody.

    Args:
        answer: Any answer.
        texts: The language of the labels.
        exchange_id: By which the store knows the answer.
        room: Where the answer stands.
    """
    context = (press(texts.button_context, "context", exchange_id, 0),) if answer.quotes else ()
    votes = vote_buttons(answer, exchange_id)
    rows = (context, votes) if room.private else ((*context, *votes),)
    return tuple(row for row in rows if row)


def vote_buttons(answer: Answer, exchange_id: int) -> tuple[Button, ...]:
    """Return the buttons by which a person says what they think of an answer.

    A question back (which of them do you mean?) is no answer, so it gets none.
    """
    if answer.status is AnswerStatus.CLARIFY:
        return ()
    return tuple(press(label, "vote", exchange_id, vote.value) for vote, label in _LABELS.items())


def mark_vote(buttons: Buttons, exchange_id: int, vote: Vote | None) -> Buttons:
    """Return ``buttons``, whatever else is among them, with the vote marked and no other.

    For private chats only: a group has many askers.
    """
    labels = {
        press(label, "vote", exchange_id, kind.value).value: _CHOSEN.format(label=label) if kind is vote else label
        for kind, label in _LABELS.items()
    }
    return tuple(
        tuple(replace(button, label=labels.get(button.value, button.label)) for button in row) for row in buttons
    )
