"""What a Bot API server knows: one bot, the people and chats around it, and all that was said.

The state does no input or output and looks at no clock but the one it is given. Methods change it from the
bot's side, ``client`` from the people's side; whoever must notice registers a listener.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.botapi.errors import bad_request, forbidden
from bot.botapi.events import Event, EventKind
from bot.botapi.updates import UpdateQueue
from bot.botapi.wire import Json, Upload, message_files

__all__ = ["State", "Webhook"]

_CALLBACK_SECONDS: Final = 150
_INLINE_SECONDS: Final = 30
_SUPERGROUP_BASE: Final = -1_000_000_000_000
_ANONYMOUS: Final = 1_087_968_824
"""The user that stands for whoever acts in the name of a group."""


@dataclass(slots=True)
class Webhook:
    """Where updates are sent, and how that went of late.

    Attributes:
        failed_at: Unix time of the last failure; None while all went well.
        failure: What went wrong then.
    """

    url: str
    secret: str = ""
    max_connections: int = 40
    failed_at: int | None = None
    failure: str = ""


class State:
    """One bot's world.

    Args:
        token: The bot's token, ``<digits>:<secret>``; the digits are the bot's id.
        username: The bot's username, without ``@``.
        name: The bot's name.
        privacy: Whether the bot hears in groups only what is meant for it.
        clock: Returns the time in Unix seconds.

    Attributes:
        inline_mode: Whether the bot's owner has turned it on at @BotFather.
        inline_feedback: Whether the bot is told which inline result somebody picked; off until its owner asks
            @BotFather for it.
    """

    def __init__(
        self,
        token: str,
        *,
        username: str = "whosaid_bot",
        name: str = "whosaid",
        privacy: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.bot: Json = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.privacy = privacy
        self.inline_mode = True
        self.inline_feedback = False
        self.clock = clock
        self.updates = UpdateQueue()
        self.webhook: Webhook | None = None
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Json] = {}
        self.members: dict[int, dict[int, str]] = {}
        self.blocked: set[int] = set()
        self.migrated: dict[int, int] = {}
        self.topics: dict[int, dict[int, str]] = {}
        self.keyboards: dict[int, Json] = {}
        self.messages: dict[tuple[int, int], Json] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.reactions: dict[tuple[int, int], dict[int, list[Json]]] = {}
        self.files: dict[str, Upload] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self._queries: dict[str, tuple[float, int]] = {}
        self._listeners: list[Callable[[Event], None]] = []
        self._last_id = 0

    # --- who is there

    def add_user(self, first_name: str, *, username: str = "", language: str = "zh-hans") -> Json:
        """Add a person with a private chat of their own, and return the user."""
        user: Json = {"id": 100_000 + self.new_id(), "is_bot": False, "first_name": first_name}
        user |= {"language_code": language} if language else {}
        named = {"username": username} if username else {}
        self.users[user["id"]] = user | named
        self.chats[user["id"]] = {"id": user["id"], "type": "private", "first_name": first_name} | named
        return self.users[user["id"]]

    def add_group(self, title: str, *, forum: bool = False, basic: bool = False) -> Json:
        """Add a supergroup, or a basic group, that the bot is a member of, and return the chat."""
        chat: Json = {"id": _SUPERGROUP_BASE - self.new_id(), "type": "supergroup", "title": title}
        chat |= {"id": -self.new_id(), "type": "group"} if basic else {}
        self.chats[chat["id"]] = chat | ({"is_forum": True} if forum else {})
        self.members[chat["id"]] = {self.bot["id"]: "member"}
        return self.chats[chat["id"]]

    def migrate(self, group: Json) -> Json:
        """Let a group grow into a supergroup, which has another number, and return that; the bot hears of it twice."""
        chat: Json = {**group, "id": _SUPERGROUP_BASE - self.new_id(), "type": "supergroup"}
        self.chats[chat["id"]] = chat
        self.members[chat["id"]] = self.members[group["id"]]
        self.migrated[group["id"]] = chat["id"]
        nobody: Json = {"id": _ANONYMOUS, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        for where, what in ((group, {"migrate_to_chat_id": chat["id"]}), (chat, {"migrate_from_chat_id": group["id"]})):
            self.push("message", self.post(where, nobody, {"sender_chat": where, **what}))
        return chat

    def add_topic(self, forum: Json, name: str) -> int:
        """Add a topic to a forum and return its number, the ``message_thread_id`` of what is said in it."""
        number = self.new_id()
        self.topics.setdefault(forum["id"], {})[number] = name
        return number

    def chat(self, chat_id: int | str) -> Json:
        """Return the chat with this id or ``@username``.

        Raises:
            ApiError: there is none.
        """
        text = str(chat_id).strip()
        if not text:
            reason = "chat_id is empty"
            raise bad_request(reason)
        for chat in self.chats.values():
            if text in {str(chat["id"]), f"@{chat.get('username', '')}"}:
                return chat
        reason = "chat not found"
        raise bad_request(reason)

    def writable_chat(self, chat_id: int | str) -> Json:
        """Return a chat the bot may write to.

        Raises:
            ApiError: there is no such chat, or the bot is not wanted in it.
        """
        chat = self.chat(chat_id)
        if moved := self.migrated.get(chat["id"]):
            reason = "group chat was upgraded to a supergroup chat"
            raise bad_request(reason, migrate_to_chat_id=moved)
        if chat["id"] in self.blocked:
            reason = "bot was blocked by the user"
            raise forbidden(reason)
        if chat["type"] != "private" and self.members[chat["id"]].get(self.bot["id"]) in {None, "left", "kicked"}:
            reason = f"bot is not a member of the {chat['type']} chat"
            raise forbidden(reason)
        return chat

    # --- what is said

    def post(self, chat: Json, sender: Json, content: Mapping[str, Any]) -> Json:
        """Add a message to a chat and return it; the bot's own ones are an event for the people there."""
        message: Json = {
            "message_id": self.new_id(),
            "from": sender,
            "chat": chat,
            "date": int(self.clock()),
            **content,
        }
        self.messages[chat["id"], message["message_id"]] = message
        if sender["id"] == self.bot["id"]:
            self.tell(Event(EventKind.MESSAGE, chat["id"], message))
        return message

    def message(self, chat_id: int, message_id: int, purpose: str) -> Json:
        """Return a message of a chat.

        Raises:
            ApiError: there is none; ``purpose`` completes the reason (``to edit``).
        """
        message = self.messages.get((chat_id, message_id))
        if message is None:
            reason = f"message {purpose} not found"
            raise bad_request(reason)
        return message

    def amend(self, message: Json, content: Mapping[str, Any]) -> Json:
        """Replace fields of a message, drop those that are None, and return the new message."""
        amended = {**message, **content, "edit_date": int(self.clock())}
        amended = {name: value for name, value in amended.items() if value is not None}
        self.messages[message["chat"]["id"], message["message_id"]] = amended
        return amended

    def react(self, message: Json, user_id: int, reaction: list[Json]) -> list[Json]:
        """Set somebody's reaction to a message, empty to take it away, and return the one they had before."""
        given = self.reactions.setdefault((message["chat"]["id"], message["message_id"]), {})
        before = given.pop(user_id, [])
        if reaction:
            given[user_id] = reaction
        return before

    def mark_inline(self, message: Json) -> str:
        """Return a new ``inline_message_id`` for a message sent through the bot, by which the bot may change it."""
        inline_id = f"inline{self.new_id()}"
        self.inline_messages[inline_id] = message["chat"]["id"], message["message_id"]
        return inline_id

    def inline_id(self, message: Json) -> str:
        """Return the ``inline_message_id`` of a message; empty when it has none."""
        place = message["chat"]["id"], message["message_id"]
        return next((known for known, where in self.inline_messages.items() if where == place), "")

    def forget(self, chat_id: int) -> None:
        """Let a chat, or a person with their private chat, never have been, with all that was said and sent there."""
        for place in [place for place in self.messages if place[0] == chat_id]:
            message = self.messages.pop(place)
            self.reactions.pop(place, None)
            for file_id in message_files(message):
                self.files.pop(file_id, None)
        self.inline_messages = {known: place for known, place in self.inline_messages.items() if place[0] != chat_id}
        for known in (self.chats, self.users, self.members, self.topics, self.keyboards):
            known.pop(chat_id, None)
        self.blocked.discard(chat_id)

    def add_file(self, upload: Upload) -> str:
        """Keep a file and return its ``file_id``."""
        file_id = f"file{self.new_id()}"
        self.files[file_id] = upload
        return file_id

    # --- what the bot hears

    def push(self, kind: str, content: Json) -> bool:
        """Queue an update for the bot and tell whether it wants this kind."""
        queued = self.updates.put(kind, content) is not None
        if queued:
            self.tell(Event(EventKind.UPDATE))
        return queued

    def open_query(self, chat_id: int, *, inline: bool = False) -> str:
        """Return the id of a new callback or inline query, which the bot must answer before it expires."""
        query_id = str(self.new_id())
        lifetime = _INLINE_SECONDS if inline else _CALLBACK_SECONDS
        now = self.clock()
        self._queries = {known: query for known, query in self._queries.items() if query[0] >= now}
        self._queries[query_id] = (now + lifetime, chat_id)
        return query_id

    def close_query(self, query_id: str) -> int:
        """Return the chat id of an open query, which can be answered once.

        Raises:
            ApiError: it was answered, has expired or never was.
        """
        expires, chat_id = self._queries.pop(query_id, (0.0, 0))
        if expires < self.clock():
            reason = "query is too old and response timeout expired or query ID is invalid"
            raise bad_request(reason)
        return chat_id

    # --- who notices

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``listener`` with every event from now on; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Let every listener know."""
        for listener in tuple(self._listeners):
            listener(event)

    def new_id(self) -> int:
        """Return a number that was never used before, for a message, a user, a query or a file."""
        self._last_id += 1
        return self._last_id
