"""What can be done with an answer: the buttons under it."""

from __future__ import annotations

from bot.chat.reply import Buttons, press
from bot.chat.texts import Texts
from bot.types import Answer

__all__ = ["answer_buttons"]


def answer_buttons(answer: Answer, texts: Texts, exchange_id: int) -> Buttons:
    """Return the buttons for an answer; none when it quotes nothing."""
    if not answer.quotes:
        return ()
    return ((press(texts.button_context, "context", exchange_id, 0),),)
