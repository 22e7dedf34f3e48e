"""What happens to an update, a module for each thing a person can do: take it, ask, render, reply."""

from __future__ import annotations

from bot.chat.handlers.answer_buttons import AnswerButtons
from bot.chat.handlers.commands import Commands
from bot.chat.handlers.feature import AnyHandler, Feature, PressHandler
from bot.chat.handlers.inline import Inline
from bot.chat.handlers.presses import Presses
from bot.chat.handlers.questions import Questions
from bot.chat.handlers.rest import Rest
from bot.chat.handlers.votes import Votes
from bot.chat.services import Services

__all__ = ["all_handlers"]


def all_handlers(services: Services) -> list[AnyHandler]:
    """Return the handlers of everything the bot does; the first that wants an update gets it."""
    features: list[Feature] = [
        Commands(services),
        Questions(services),
        AnswerButtons(services),
        Votes(services),
        Inline(services),
        Rest(services),
    ]
    actions: dict[str, PressHandler] = {}
    for feature in features:
        actions |= feature.presses()
    return [handler for feature in features for handler in feature.handlers()] + [
        *Presses(services, actions).handlers()
    ]
