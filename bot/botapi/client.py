"""The person's side of a chat: writes to the bot, presses its buttons, reads what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from bot.botapi.detection import detect_entities
from bot.botapi.hearing import is_heard, tells_reactions
from bot.botapi.inline import result_content
from bot.botapi.links import is_payload, read_deep_link
from bot.botapi.methods.chats import chat_member
from bot.botapi.methods.files import document_content, photo_content
from bot.botapi.reply import Reply
from bot.botapi.state import State
from bot.botapi.watcher import Watcher
from bot.botapi.wire import Json, Upload

__all__ = ["Person"]

_QUERIES_KEPT: Final = 50
_CHAT_TYPES: Final = {"private": "sender"}


class Person(Watcher):
    """Somebody who writes to the bot, in private or in a group.

    Args:
        state: The bot's world.
        user: Who, from ``State.add_user``.
        chat: Where; the person's private chat with the bot when None.
        thread: The topic of a forum, from ``State.add_topic``; 0 for the general one and outside forums.
    """

    def __init__(self, state: State, user: Json, chat: Json | None = None, thread: int = 0) -> None:
        super().__init__(state, chat or state.chats[user["id"]])
        self.user = user
        self.thread = thread
        self._typed: dict[str, str] = {}

    def within(self, group: Json, *, thread: int = 0) -> Person:
        """Return the same person as a member of a group, whom they join if need be, in one of its topics."""
        self._state.members[group["id"]].setdefault(self.user["id"], "member")
        return Person(self._state, self.user, group, thread)

    # --- writing

    async def send(self, text: str, *, reply_to: Reply | None = None) -> Json:
        """Write a text, whatever it holds, and return the message."""
        content: Json = {"text": text}
        if entities := detect_entities(text):
            content["entities"] = entities
        return await self.send_content(content, reply_to=reply_to)

    async def start(self, payload: str = "") -> Json:
        """Begin the chat, by the button of an empty chat or by a link with a payload, and return the message.

        Raises:
            ValueError: no link carries such a payload.
        """
        if payload and not is_payload(payload):
            msg = f"no payload of a link: {payload!r}"
            raise ValueError(msg)
        return await self.send(f"/start {payload}".rstrip())

    async def send_file(self, upload: Upload, *, caption: str = "") -> Json:
        """Send a document and return the message."""
        content: Json = {"document": document_content(self._state.add_file(upload), upload)}
        if caption:
            content |= {"caption": caption, "caption_entities": detect_entities(caption)}
        return await self.send_content(content)

    async def forward(self, message: Json) -> Json:
        """Forward a message from wherever it stands to this chat, and return the copy."""
        shown = ("text", "entities", "caption", "caption_entities", "photo", "document", "via_bot")
        copied = {name: message[name] for name in shown if name in message}
        origin = {"type": "user", "date": message["date"], "sender_user": message["from"]}
        return await self.send_content({"forward_origin": message.get("forward_origin", origin), **copied})

    async def send_content(self, content: Mapping[str, Any], *, reply_to: Reply | None = None) -> Json:
        """Send a message with these fields and return it; nothing about them is checked."""
        replied = {"reply_to_message": reply_to.message} if reply_to else {}
        topic = {"message_thread_id": self.thread, "is_topic_message": True} if self.thread else {}
        message = self._state.post(self.chat, self.user, {**content, **replied, **topic})
        if is_heard(self._state, message):
            self._state.push("message", message)
        await self._breathe()
        return message

    async def edit(self, message: Json, text: str) -> Json:
        """Change a message of one's own and return the new one."""
        edited = self._state.amend(message, {"text": text, "entities": detect_entities(text) or None})
        if is_heard(self._state, edited):
            self._state.push("edited_message", edited)
        await self._breathe()
        return edited

    # --- pressing, tapping, reacting

    async def press(self, reply: Reply, button: str) -> str:
        """Press the button with this label or callback data and return the query's id.

        Raises:
            LookupError: there is no such button, or it sends nothing to the bot.
        """
        data = _find_button(reply, button, "callback_data")
        query_id = self._state.open_query(self.chat["id"])
        query = {"id": query_id, "from": self.user, "chat_instance": str(self.chat["id"]), "data": data}
        message = self._state.messages.get((self.chat["id"], reply.message_id), reply.message)
        inline_id = self._state.inline_id(message)
        query |= {"inline_message_id": inline_id} if inline_id else {"message": message}
        self._state.push("callback_query", query)
        await self._breathe()
        return query_id

    async def follow(self, reply: Reply, button: str) -> Json:
        """Press a button that links to the bot, which starts the private chat with its payload; return the message.

        Raises:
            LookupError: there is no such button, or it leads elsewhere.
        """
        url = _find_button(reply, button, "url")
        payload = read_deep_link(url, self._state.bot["username"])
        if payload is None:
            msg = f"the button {button!r} leads to {url}"
            raise LookupError(msg)
        return await Person(self._state, self.user).start(payload)

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

    async def react(self, reply: Reply, emoji: str = "") -> None:
        """Set one's reaction to a message, or take it away; in a group only an administrator is told of it."""
        reaction: list[Json] = [{"type": "emoji", "emoji": emoji}] if emoji else []
        content = {
            "chat": self.chat,
            "message_id": reply.message_id,
            "user": self.user,
            "date": int(self._state.clock()),
            "old_reaction": self._state.react(reply.message, self.user["id"], reaction),
            "new_reaction": reaction,
        }
        if tells_reactions(self._state, self.chat):
            self._state.push("message_reaction", content)
        await self._breathe()

    # --- inline mode

    async def ask_inline(self, query: str, *, offset: str = "") -> str:
        """Type a query after the bot's username in this chat and return the query's id."""
        query_id = self._state.open_query(self.chat["id"], inline=True)
        self._typed = dict([*self._typed.items(), (query_id, query)][-_QUERIES_KEPT:])
        kind = _CHAT_TYPES.get(self.chat["type"], self.chat["type"])
        content = {"id": query_id, "from": self.user, "query": query, "offset": offset, "chat_type": kind}
        self._state.push("inline_query", content)
        await self._breathe()
        return query_id

    async def choose(self, answer: Json, place: int = 0) -> Json:
        """Pick a result of an answer to one's inline query, which posts it in this chat, and return the message.

        Args:
            answer: From ``next_results``.
            place: Which of its results.
        """
        result = answer["results"][place]
        content = result_content(result) | self._file_content(result)
        message = self._state.post(self.chat, self.user, content | {"via_bot": self._state.bot})
        inline_id = self._state.mark_inline(message) if "reply_markup" in content else ""
        if is_heard(self._state, message):
            self._state.push("message", message)
        if self._state.inline_feedback:
            query = self._typed.get(answer["inline_query_id"], "")
            chosen = {"result_id": result["id"], "from": self.user, "query": query}
            chosen |= {"inline_message_id": inline_id} if inline_id else {}
            self._state.push("chosen_inline_result", chosen)
        await self._breathe()
        return message

    def _file_content(self, result: Json) -> Json:
        """Return the file of a result that offers one sent before."""
        for kind, describe in (("photo", photo_content), ("document", document_content)):
            file_id = str(result.get(f"{kind}_file_id", ""))
            if upload := self._state.files.get(file_id):
                return {kind: describe(file_id, upload)}
        return {}

    # --- coming and going

    def block(self) -> None:
        """Block the bot: it can no longer write to this person and is told so."""
        self._state.blocked.add(self.user["id"])
        self._tell_membership(self._state.chats[self.user["id"]], "member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._state.blocked.discard(self.user["id"])
        self._tell_membership(self._state.chats[self.user["id"]], "kicked", "member")

    def seat(self, status: str) -> None:
        """Give the bot another standing in this group, which it is told: member, administrator, left or kicked."""
        members, bot_id = self._state.members[self.chat["id"]], self._state.bot["id"]
        before = members.get(bot_id, "left")
        members[bot_id] = status
        self._tell_membership(self.chat, before, status)

    def _tell_membership(self, chat: Json, before: str, now: str) -> None:
        content = {
            "chat": chat,
            "from": self.user,
            "date": int(self._state.clock()),
            "old_chat_member": chat_member(self._state.bot, before),
            "new_chat_member": chat_member(self._state.bot, now),
        }
        self._state.push("my_chat_member", content)

    async def _breathe(self) -> None:
        """Let the server deliver before the person goes on."""
        await asyncio.sleep(0)


def _find_button(reply: Reply, button: str, action: str) -> str:
    """Return what the button with this label or value does ``action`` with."""
    for found in reply.buttons:
        if action in found and button in {found["text"], found[action]}:
            return str(found[action])
    labels = [found["text"] for found in reply.buttons]
    msg = f"no button {button!r} to press among {labels}"
    raise LookupError(msg)
