"""What happens to an update, a module for each thing a person can do: take it, ask, render, reply."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cooldowns import Cooldowns
from bot.chat.handlers.again import Again
from bot.chat.handlers.answer_buttons import AnswerButtons
from bot.chat.handlers.cards import Cards
from bot.chat.handlers.choices import Choices
from bot.chat.handlers.commands import Commands
from bot.chat.handlers.feature import AnyHandler, Feature, PressHandler
from bot.chat.handlers.gate import Gate
from bot.chat.handlers.groups import Groups
from bot.chat.handlers.inline import Inline
from bot.chat.handlers.languages import Languages
from bot.chat.handlers.ledger import Ledger
from bot.chat.handlers.meetings import Meetings
from bot.chat.handlers.personal import Personal
from bot.chat.handlers.presses import Presses
from bot.chat.handlers.questions import Questions
from bot.chat.handlers.rest import Rest
from bot.chat.handlers.speakers import Speakers
from bot.chat.handlers.throttle import Throttle
from bot.chat.handlers.unanswered import Unanswered
from bot.chat.handlers.uploads import Uploads
from bot.chat.handlers.verification import Verification
from bot.chat.handlers.votes import Votes
from bot.chat.services import Services

__all__ = ["all_handlers"]

_FIRST, _THEN, _LAST = -2, -1, 0


def all_handlers(services: Services, cooldowns: Cooldowns, again: Again) -> dict[int, Sequence[AnyHandler]]:
    """Return the handlers of everything the bot does, by stage: of each stage, the first that wants an update gets it.

    Args:
        services: What the handlers share.
        cooldowns: When the questions of groups are answered.
        again: What does again what may be lost.

    Raises:
        ValueError: two features take the same button.
    """
    features: list[Feature] = [
        Commands(services),
        Meetings(services),
        Uploads(services),  # before what is forwarded and asked: a file, and what answers its summary
        Verification(services),
        Questions(services),
        AnswerButtons(services),
        Choices(services),
        Votes(services),
        Personal(services),
        Unanswered(services),
        Inline(services),
        Ledger(services),
        Cards(services),
        again,
        Languages(services),
        Speakers(services),
        Rest(services),
    ]
    actions: dict[str, PressHandler] = {}
    for feature in features:
        presses = feature.presses()
        if shared := actions.keys() & presses.keys():
            msg = f"two features take the buttons {sorted(shared)}"
            raise ValueError(msg)
        actions |= presses
    groups = Groups(services, cooldowns)
    handlers = groups.cooled_down([handler for feature in features for handler in feature.handlers()])
    return {
        _FIRST: [Gate().handler()],
        _THEN: [Throttle(services).handler()],
        _LAST: [*handlers, *groups.handlers(), *Presses(services, actions).handlers()],
    }
