"""The Bot API's methods, each a small function of the state and the call's parameters."""

from bot.botapi.methods import answers, chats, edits, files, messages, profile, webhooks
from bot.botapi.methods.registry import Method, call, method_names

__all__ = ["Method", "answers", "call", "chats", "edits", "files", "messages", "method_names", "profile", "webhooks"]
