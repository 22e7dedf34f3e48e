"""Methods that set what people see of a bot before they write to it: commands and descriptions."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.botapi.errors import bad_request
from bot.botapi.methods.registry import method
from bot.botapi.state import State
from bot.botapi.wire import Json, Parameters

__all__ = [
    "delete_my_commands",
    "get_my_commands",
    "get_my_description",
    "get_my_short_description",
    "set_my_commands",
    "set_my_description",
    "set_my_short_description",
]

_COMMAND_NAME: Final = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"[a-z]{2}|")
_COMMAND_LIMIT: Final = 100
_COMMAND_DESCRIPTION_LIMIT: Final = 256
_DESCRIPTION_LIMIT: Final = 512
_SHORT_DESCRIPTION_LIMIT: Final = 120
# Scope to the fields that say which chat and member it is about.
_SCOPES: Final = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


@method
def set_my_commands(state: State, parameters: Parameters) -> bool:
    """Set the command menu of a scope and language."""
    commands = parameters.sequence("commands") or []
    if len(commands) > _COMMAND_LIMIT:
        reason = "BOT_COMMANDS_TOO_MUCH"
        raise bad_request(reason)
    state.commands[_audience(state, parameters)] = [_command(command) for command in commands]
    return True


@method
def get_my_commands(state: State, parameters: Parameters) -> list[Json]:
    """Return the command menu of exactly this scope and language; empty when it has none."""
    return state.commands.get(_audience(state, parameters), [])


@method
def delete_my_commands(state: State, parameters: Parameters) -> bool:
    """Take away the command menu of a scope and language."""
    state.commands.pop(_audience(state, parameters), None)
    return True


@method
def set_my_description(state: State, parameters: Parameters) -> bool:
    """Set what an empty chat with the bot shows."""
    return _describe(state, parameters, "description", _DESCRIPTION_LIMIT)


@method
def get_my_description(state: State, parameters: Parameters) -> Json:
    """Return what an empty chat with the bot shows."""
    return _description(state, parameters, "description")


@method
def set_my_short_description(state: State, parameters: Parameters) -> bool:
    """Set what the bot's profile and a shared link to it show."""
    return _describe(state, parameters, "short_description", _SHORT_DESCRIPTION_LIMIT)


@method
def get_my_short_description(state: State, parameters: Parameters) -> Json:
    """Return what the bot's profile shows."""
    return _description(state, parameters, "short_description")


def _command(command: Any) -> Json:
    name = str(command.get("command", "")) if isinstance(command, dict) else ""
    description = str(command.get("description", "")) if isinstance(command, dict) else ""
    if not _COMMAND_NAME.fullmatch(name):
        reason = "BOT_COMMAND_INVALID"
        raise bad_request(reason)
    if not 1 <= len(description) <= _COMMAND_DESCRIPTION_LIMIT:
        reason = "BOT_COMMAND_DESCRIPTION_INVALID"
        raise bad_request(reason)
    return {"command": name.removeprefix("/"), "description": description}


def _audience(state: State, parameters: Parameters) -> tuple[str, str]:
    """Return scope and language as a key."""
    scope = parameters.mapping("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in _SCOPES:
        reason = "can't parse BotCommandScope: unsupported type specified"
        raise bad_request(reason)
    about = [state.chat(scope.get(name, ""))["id"] if name == "chat_id" else scope.get(name) for name in _SCOPES[kind]]
    return ":".join(map(str, [kind, *about])), _language(parameters)


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        reason = "invalid language code specified"
        raise bad_request(reason)
    return language


def _describe(state: State, parameters: Parameters, name: str, limit: int) -> bool:
    text = parameters.text(name)
    if len(text) > limit:
        reason = f"{name.replace('_', ' ')} is too long"
        raise bad_request(reason)
    state.descriptions[name, _language(parameters)] = text
    return True


def _description(state: State, parameters: Parameters, name: str) -> Json:
    language = _language(parameters)
    fallback = state.descriptions.get((name, ""), "")
    return {name: state.descriptions.get((name, language)) or fallback}
