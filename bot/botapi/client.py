"""The person's side of a chat: writes to the bot, presses its buttons, reads what comes back."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from bot.botapi.detection import detect_entities
from bot.botapi.events import Event, EventKind
from bot.botapi.methods.files import document_content
from bot.botapi.reply import Reply
from bot.botapi.state import State
from bot.botapi.utf16 import utf16_slice
from bot.botapi.wire import Json, Upload

__all__ = ["Person"]

_PATIENCE_SECONDS: Final = 5.0


class Person:
    """Somebody who writes to the bot, in private or in a group.

    Args:
        state: The bot's world.
        user: Who, from ``State.add_user``.
        chat: Where; the person's private chat with the bot when None.
    """

    def __init__(self, state: State, user: Json, chat: Json | None = None) -> None:
        self._state = state
        self.user = user
        self.chat = chat or state.chats[user["id"]]
        self._events: defaultdict[EventKind, asyncio.Queue[Json]] = defaultdict(asyncio.Queue)
        self.leave = state.listen(self._notice)

    def within(self, group: Json) -> Person:
        """Return the same person as a member of a group, whom they join if need be."""
        self._state.members[group["id"]].setdefault(self.user["id"], "member")
        return Person(self._state, self.user, group)

    # --- what a person does

    async def send(self, text: str, *, reply_to: Reply | None = None) -> Json:
        """Write a text, whatever it holds, and return the message."""
        content: Json = {"text": text}
        if entities := detect_entities(text):
            content["entities"] = entities
        return await self.send_content(content, reply_to=reply_to)

    async def send_file(self, upload: Upload, *, caption: str = "") -> Json:
        """Send a document and return the message."""
        content: Json = {"document": document_content(self._state.add_file(upload), upload)}
        return await self.send_content(content | ({"caption": caption} if caption else {}))

    async def send_content(self, content: Mapping[str, Any], *, reply_to: Reply | None = None) -> Json:
        """Send a message with these fields and return it; nothing about them is checked."""
        replied = {"reply_to_message": reply_to.message} if reply_to else {}
        message = self._state.post(self.chat, self.user, {**content, **replied})
        if self._is_heard(message):
            self._state.push("message", message)
        await self._breathe()
        return message

    async def edit(self, message: Json, text: str) -> Json:
        """Change a message of one's own and return the new one."""
        edited = self._state.amend(message, {"text": text, "entities": detect_entities(text) or None})
        if self._is_heard(edited):
            self._state.push("edited_message", edited)
        await self._breathe()
        return edited

    async def press(self, reply: Reply, button: str) -> str:
        """Press the button with this label or callback data and return the query's id.

        Raises:
            LookupError: there is no such button, or it sends nothing to the bot.
        """
        for found in reply.buttons:
            if "callback_data" in found and button in {found["text"], found["callback_data"]}:
                break
        else:
            labels = [found["text"] for found in reply.buttons]
            msg = f"no button {button!r} to press among {labels}"
            raise LookupError(msg)
        query_id = self._state.open_query(self.chat["id"])
        query = {
            "id": query_id,
            "from": self.user,
            "message": self._state.messages.get((self.chat["id"], reply.message_id), reply.message),
            "chat_instance": str(self.chat["id"]),
            "data": found["callback_data"],
        }
        self._state.push("callback_query", query)
        await self._breathe()
        return query_id

    @property
    def keys(self) -> list[str]:
        """What the bot's keyboard offers to tap instead of typing, row by row; empty without one."""
        rows = self._state.keyboards.get(self.chat["id"], {}).get("keyboard", [])
        return [key["text"] if isinstance(key, dict) else key for row in rows for key in row]

    async def tap(self, key: str) -> Json:
        """Tap a key of the bot's keyboard, which writes its text, and return the message.

        Raises:
            LookupError: the keyboard has no such key.
        """
        if key not in self.keys:
            msg = f"no key {key!r} to tap among {self.keys}"
            raise LookupError(msg)
        if self._state.keyboards[self.chat["id"]].get("one_time_keyboard"):
            del self._state.keyboards[self.chat["id"]]
        return await self.send(key)

    async def ask_inline(self, query: str, *, offset: str = "") -> str:
        """Type a query after the bot's username in some chat and return the query's id."""
        query_id = self._state.open_query(self.chat["id"], inline=True)
        content = {"id": query_id, "from": self.user, "query": query, "offset": offset, "chat_type": "sender"}
        self._state.push("inline_query", content)
        await self._breathe()
        return query_id

    async def react(self, reply: Reply, emoji: str) -> None:
        """Set one's reaction to a message."""
        content = {
            "chat": self.chat,
            "message_id": reply.message_id,
            "user": self.user,
            "date": int(self._state.clock()),
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}],
        }
        self._state.push("message_reaction", content)
        await self._breathe()

    def block(self) -> None:
        """Block the bot: it can no longer write to this person and is told so."""
        self._state.blocked.add(self.user["id"])
        self._tell_membership({"status": "member"}, {"status": "kicked", "until_date": 0})

    def unblock(self) -> None:
        """Let the bot write again."""
        self._state.blocked.discard(self.user["id"])
        self._tell_membership({"status": "kicked", "until_date": 0}, {"status": "member"})

    # --- what a person sees

    async def next_reply(self, seconds: float = _PATIENCE_SECONDS) -> Reply:
        """Return the next message of the bot's in this chat.

        Raises:
            TimeoutError: none came within ``seconds``.
        """
        return Reply(await self._next(EventKind.MESSAGE, seconds))

    async def next_edit(self, seconds: float = _PATIENCE_SECONDS) -> Reply:
        """Return the next message that the bot changed; raises as ``next_reply``."""
        return Reply(await self._next(EventKind.EDIT, seconds))

    async def next_answer(self, seconds: float = _PATIENCE_SECONDS) -> Json:
        """Return the next answer to a pressed button; raises as ``next_reply``."""
        return await self._next(EventKind.CALLBACK_ANSWER, seconds)

    async def next_results(self, seconds: float = _PATIENCE_SECONDS) -> Json:
        """Return the next answer to an inline query; raises as ``next_reply``."""
        return await self._next(EventKind.INLINE_ANSWER, seconds)

    async def next_event(self, kind: EventKind, seconds: float = _PATIENCE_SECONDS) -> Json:
        """Return the next event of any other kind in this chat; raises as ``next_reply``."""
        return await self._next(kind, seconds)

    async def _next(self, kind: EventKind, seconds: float) -> Json:
        try:
            return await asyncio.wait_for(self._events[kind].get(), seconds)
        except TimeoutError:
            msg = f"no {kind.value} from the bot within {seconds} s"
            raise TimeoutError(msg) from None

    def _notice(self, event: Event) -> None:
        if event.chat_id == self.chat["id"]:
            self._events[event.kind].put_nowait(event.content)

    def _tell_membership(self, old: Json, new: Json) -> None:
        bot = {"user": self._state.bot}
        content = {
            "chat": self._state.chats[self.user["id"]],
            "from": self.user,
            "date": int(self._state.clock()),
            "old_chat_member": bot | old,
            "new_chat_member": bot | new,
        }
        self._state.push("my_chat_member", content)

    def _is_heard(self, message: Json) -> bool:
        """Whether the bot gets the message: in a group with privacy on, only what is meant for it."""
        if self.chat["type"] == "private" or not self._state.privacy:
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self._state.bot["id"]:
            return True
        name = f"@{self._state.bot['username']}".lower()
        text = str(message.get("text", ""))
        for entity in message.get("entities", ()):
            words = utf16_slice(text, entity["offset"], entity["length"]).lower()
            if entity["type"] == "mention" and words == name:
                return True
            if entity["type"] == "bot_command" and ("@" not in words or words.endswith(name)):
                return True
        return False

    async def _breathe(self) -> None:
        """Let the server deliver before the person goes on."""
        await asyncio.sleep(0)
