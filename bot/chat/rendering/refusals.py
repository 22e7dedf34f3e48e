"""Why a file that was sent is no meeting, in the language of whoever sent it."""

from __future__ import annotations

from bot.chat.texts import Texts
from bot.errors import SourceError

__all__ = ["explain_refusal"]

_LONGEST_KEY = 60


def explain_refusal(error: SourceError, texts: Texts) -> str:
    """Return the reason as the end of a sentence, with the line it is about where there is one.

    The error's own message is English, for the terminal; of it only the key of a settling file is shown.
    """
    key = error.message.partition(":")[0][:_LONGEST_KEY]
    wording: str = getattr(texts, f"refused_{error.fault.value}")
    reason = wording.format(key=key, **error.fields)
    # a file with nothing in it has no lines to look at
    return reason + texts.refused_line.format(line=error.line) if error.line > 1 else reason
