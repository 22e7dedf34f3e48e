"""How the bot presents itself in Telegram: its commands and descriptions, in the languages of its users."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.constants import BotDescriptionLimit
from telegram.error import TelegramError

from bot.chat.menus import ADMIN, GROUP, PRIVATE, menu
from bot.chat.rendering.quoting import title_of
from bot.chat.texts import Language, Texts, choose_language, load_catalogue
from bot.types import Meeting

__all__ = ["publish_menu", "publish_profile"]

_LOG = logging.getLogger(__name__)

_SCOPES = (
    (BotCommandScopeDefault(), GROUP),
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUP),
)


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
    if not bot.bot.supports_inline_queries:
        _LOG.warning("inline mode is off: tell @BotFather /setinline, and quotes can be shared to other chats")
    for code, texts in _by_code(setting):
        description = texts.description.format(title=title_of(meeting, texts))
        for scope, names in _SCOPES:
            await _attempt(bot.set_my_commands, menu(names, texts), scope, code)
        for admin in admins:
            await _attempt(bot.set_my_commands, menu(ADMIN, texts), BotCommandScopeChat(admin), code)
        await _attempt(
            bot.set_my_description, _shortened(description, BotDescriptionLimit.MAX_DESCRIPTION_LENGTH), code
        )
        await _attempt(bot.set_my_short_description, texts.short_description, code)


async def publish_menu(bot: Bot, chat_id: int, texts: Texts | None, *, setting: str = "auto", admin: bool) -> None:
    """Tell Telegram the commands of one private chat.

    Args:
        bot: Initialised.
        chat_id: Whose chat it is.
        texts: In the language the person chose; None for that of their Telegram.
        setting: ``chat.language``.
        admin: Whether the person runs the bot.
    """
    scope = BotCommandScopeChat(chat_id)
    for code, theirs in _by_code(setting):
        if texts is None and not admin:
            await _attempt(bot.delete_my_commands, scope, code)
        else:
            await _attempt(bot.set_my_commands, menu(ADMIN if admin else PRIVATE, texts or theirs), scope, code)


def _by_code(setting: str) -> list[tuple[str, Texts]]:
    """Return Telegram's codes of languages with the texts for them; the empty code is for all other languages."""
    catalogue = load_catalogue()
    others, chinese = choose_language(Language.EN, setting), choose_language("zh", setting)
    return [("", catalogue[others]), ("zh", catalogue[chinese])]


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


async def _attempt(method: Callable[..., Awaitable[bool]], *arguments: object) -> None:
    try:
        await method(*arguments)
    except TelegramError as error:
        _LOG.warning("%s: %s", getattr(method, "__name__", method), error)
