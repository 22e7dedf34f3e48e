"""The choice of a language."""

from __future__ import annotations

from bot.chat.reply import Button, Reply, ReplyBuilder, press
from bot.chat.texts import Language, Texts

__all__ = ["AUTO", "render_languages"]

AUTO = "auto"
"""Stands for the language of the person's Telegram."""

_NAMES = {Language.ZH_HANS: "简体中文", Language.ZH_HANT: "繁體中文", Language.EN: "English"}
"""As their readers call them, whatever language the bot speaks."""
_CHOSEN = "{label} ✓"


def render_languages(texts: Texts, chosen: Language | None, *, said: str = "") -> Reply:
    """Offer the languages, the chosen one marked.

    Args:
        texts: In the language chosen so far.
        chosen: None for that of the person's Telegram.
        said: What to say instead of the question, after a choice.
    """
    labels = {**{language.value: name for language, name in _NAMES.items()}, AUTO: texts.language_auto}
    current = chosen.value if chosen else AUTO
    buttons = [_choice(label, value, marked=value == current) for value, label in labels.items()]
    return ReplyBuilder().write(said or texts.language_choose).build(buttons=(tuple(buttons[:2]), tuple(buttons[2:])))


def _choice(label: str, value: str, *, marked: bool) -> Button:
    return press(_CHOSEN.format(label=label) if marked else label, "language", value)
