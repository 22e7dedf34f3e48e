"""How the bot presents itself in Telegram: its commands and descriptions, in the languages of its users."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat, BotCommandScopeDefault
from telegram.constants import BotDescriptionLimit
from telegram.error import TelegramError

from bot.chat.rendering.quoting import title_of
from bot.chat.texts import Language, Texts, choose_language, load_catalogue
from bot.types import Meeting

__all__ = ["publish_profile"]

_LOG = logging.getLogger(__name__)

_PRIVATE = ("start", "pledges", "speakers", "help", "new", "privacy", "forget")
_ADMIN = ("unanswered",)
_GROUP = ("ask", "pledges", "speakers", "help", "new")


async def publish_profile(bot: Bot, meeting: Meeting, setting: str = "auto", admins: Sequence[int] = ()) -> None:
    """Tell Telegram the commands and descriptions.

    Telegram knows languages by two letters, so it cannot tell 简体 from 繁體: "zh" stands for both.
    A bot without a profile still answers, so what Telegram refuses is logged and left.

    Args:
        bot: Initialised.
        meeting: Named in the description.
        setting: ``chat.language``.
        admins: ``chat.admins``, whose menu has a command more.
    """
    catalogue = load_catalogue()
    others, chinese = choose_language(Language.EN, setting), choose_language("zh", setting)
    for code, language in (("", others), ("zh", chinese)):
        texts = catalogue[language]
        description = texts.description.format(title=title_of(meeting, texts))
        await _attempt(bot.set_my_commands, _commands(texts, _PRIVATE), BotCommandScopeDefault(), code)
        await _attempt(bot.set_my_commands, _commands(texts, _GROUP), BotCommandScopeAllGroupChats(), code)
        for admin in admins:
            scope = BotCommandScopeChat(admin)
            await _attempt(bot.set_my_commands, _commands(texts, (*_PRIVATE, *_ADMIN)), scope, code)
        await _attempt(
            bot.set_my_description, _shortened(description, BotDescriptionLimit.MAX_DESCRIPTION_LENGTH), code
        )
        await _attempt(bot.set_my_short_description, texts.short_description, code)


def _commands(texts: Texts, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(name, getattr(texts, f"command_{name}")) for name in names]


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


async def _attempt(method: Callable[..., Awaitable[bool]], *arguments: object) -> None:
    try:
        await method(*arguments)
    except TelegramError as error:
        _LOG.warning("%s: %s", getattr(method, "__name__", method), error)
