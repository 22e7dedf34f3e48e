"""Reactions: which there are, and who has set which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.botapi.errors import bad_request
from bot.botapi.wire import Json

__all__ = ["EMOJI", "check_reactions"]

EMOJI: Final = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"}
"""The emoji one can react with, without variation selectors, which do not matter."""

_VARIATION: Final = "\N{VARIATION SELECTOR-16}"


def check_reactions(reactions: Sequence[Any]) -> list[Json]:
    """Return what a bot, or a person without a subscription, may set on a message.

    Raises:
        ApiError: there is more than one, or one nobody can react with.
    """
    if len(reactions) > 1:
        reason = "REACTIONS_TOO_MANY"
        raise bad_request(reason)
    for reaction in reactions:
        if not isinstance(reaction, dict) or reaction.get("type") not in {"emoji", "custom_emoji", "paid"}:
            reason = "invalid reaction type specified"
            raise bad_request(reason)
        if reaction["type"] != "emoji" or str(reaction.get("emoji", "")).replace(_VARIATION, "") not in EMOJI:
            reason = "REACTION_INVALID"
            raise bad_request(reason)
    return list(reactions)
