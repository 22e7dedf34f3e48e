"""A visitor: one page in a browser, its person, their private chat with the bot and a group with a second person."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from secrets import token_urlsafe
from typing import Any, Final, TypeVar

from bot.botapi import Event, EventKind, Json, Person, Reply, State
from bot.botapi.menus import menu_for
from bot.botapi.wire import message_files
from bot.demo.gestures import (
    Asking,
    ChatName,
    Choose,
    Edit,
    Forward,
    Inline,
    Language,
    Press,
    React,
    Send,
    Start,
    Tap,
)

__all__ = ["Visitor"]

_MESSAGES_KEPT: Final = 400
_ANSWERS_KEPT: Final = 32

# Names of the people a visitor speaks as; the group is called after them in their own language.
_NAMES: Final = {"zh-hans": ("我", "小林"), "zh-hant": ("我", "小林"), "en": ("Me", "Lin")}
_GROUPS: Final = {"zh-hans": "学习小组", "zh-hant": "學習小組", "en": "Study group"}

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Visitor:
    """Somebody at a page.

    Args:
        state: The bot's world, which the visitor joins.
        language: Of their Telegram: ``zh-hans``, ``zh-hant`` or ``en``.

    Attributes:
        key: By which the page finds its visitor again; hard to guess.
        pages: Called with everything the page must show; empty while nobody looks.
    """

    def __init__(self, state: State, language: str) -> None:
        self.key = token_urlsafe(18)
        self.pages: set[Callable[[Json], None]] = set()
        self._state = state
        mine, theirs = _NAMES[language]
        user = state.add_user(mine, language=language)
        group = state.add_group(_GROUPS[language])
        me, friend = Person(state, user), Person(state, state.add_user(theirs, language=language))
        self._people = {
            ("private", False): me,
            ("private", True): me,
            ("group", False): me.within(group),
            ("group", True): friend.within(group),
        }
        for person in {*self._people.values(), friend}:
            person.leave()  # what happens is told to the page, and need not be waited for
        self._friend = friend.user
        self._chats: dict[str, Json] = {"private": me.chat, "group": group}
        self._history: dict[int, deque[int]] = {chat["id"]: deque() for chat in self._chats.values()}
        self._queries: OrderedDict[str, tuple[str, str, str]] = OrderedDict()
        self._results: OrderedDict[str, Json] = OrderedDict()
        self._cache: OrderedDict[tuple[str, str, str], tuple[float, str]] = OrderedDict()
        self._deeds: dict[type, Callable[[Any], Awaitable[None]]] = {
            Send: self._send,
            Tap: self._tap,
            Start: self._start,
            Edit: self._edit,
            Forward: self._forward,
            Press: self._press,
            React: self._react,
            Inline: self._ask_inline,
            Choose: self._choose,
            Language: self._speak,
        }

    @property
    def chat_ids(self) -> tuple[int, ...]:
        """The chats whose events are this visitor's."""
        return tuple(self._history)

    def has_file(self, file_id: str) -> bool:
        """Tell whether a message of this visitor's chats shows the file."""
        return any(file_id in message_files(message) for chat in self._chats for message in self._messages(chat))

    def leave(self) -> None:
        """Leave the world, with all that was said."""
        for chat in self._chats.values():
            self._state.forget(chat["id"])
        for user in (self._people["private", False].user, self._friend):
            self._state.forget(user["id"])

    # --- what the page is told

    def snapshot(self) -> Json:
        """Return all there is to show, for a page that has just been opened."""
        chats = {
            name: {
                "id": chat["id"],
                "title": chat.get("title", ""),
                "messages": [self._shown(message) for message in self._messages(name)],
                "keyboard": self._state.keyboards.get(chat["id"]),
            }
            for name, chat in self._chats.items()
        }
        people = {"me": self._people["private", False].user, "friend": self._friend, "bot": self._state.bot}
        return {"type": "welcome", "session": self.key, "people": people, "chats": chats} | self._profile()

    def notice(self, event: Event) -> None:
        """Tell the page what the bot has done in one of the visitor's chats."""
        chat, content = self._name(event.chat_id), event.content
        match event.kind:
            case EventKind.MESSAGE:
                self._remember(content)
                keyboard = self._state.keyboards.get(event.chat_id)
                self._tell("message", chat=chat, message=self._shown(content), keyboard=keyboard)
            case EventKind.EDIT:
                self._tell("edit", chat=chat, message=self._shown(content))
            case EventKind.DELETION:
                self._tell("deletion", chat=chat, message=content["message_id"])
            case EventKind.REACTION:
                message = self._state.messages.get((event.chat_id, content["message_id"]))
                if message:
                    self._tell("edit", chat=chat, message=self._shown(message))
            case EventKind.ACTION:
                self._tell("action", chat=chat, action=content["action"])
            case EventKind.CALLBACK_ANSWER:
                self._tell("answer", chat=chat, **content)
            case EventKind.INLINE_ANSWER:
                self._take_results(content)
            case _:
                pass

    def _tell(self, kind: str, **content: object) -> None:
        for page in tuple(self.pages):
            page({"type": kind, **content})

    def _profile(self) -> Json:
        user = self._people["private", False].user
        code = user["language_code"]
        known = self._state.descriptions
        return {
            "language": code,
            "description": known.get(("description", code[:2])) or known.get(("description", "")) or "",
            "commands": {name: menu_for(self._state, user, chat) for name, chat in self._chats.items()},
        }

    # --- what the page asks for

    async def do(self, gesture: Asking) -> None:
        """Do what the page asks for.

        Raises:
            LookupError: it is about a message, a result or a key that is not there (any more).
            ValueError: no link carries such a payload.
        """
        await self._deeds[type(gesture)](gesture)

    async def _send(self, gesture: Send) -> None:
        reply_to = self._reply(gesture.chat, gesture.reply_to) if gesture.reply_to else None
        self._show(gesture.chat, await self._person(gesture).send(gesture.text, reply_to=reply_to))

    async def _tap(self, gesture: Tap) -> None:
        self._show(gesture.chat, await self._person(gesture).tap(gesture.key))

    async def _start(self, gesture: Start) -> None:
        self._show("private", await self._people["private", False].start(gesture.payload))

    async def _forward(self, gesture: Forward) -> None:
        message = self._reply(gesture.chat, gesture.message).message
        self._show(gesture.to, await self._people[gesture.to, False].forward(message))

    async def _press(self, gesture: Press) -> None:
        reply = self._reply(gesture.chat, gesture.message)
        query_id = await self._person(gesture).press(reply, gesture.data)
        self._tell("pressed", chat=gesture.chat, message=gesture.message, data=gesture.data, query=query_id)

    async def _react(self, gesture: React) -> None:
        reply = self._reply(gesture.chat, gesture.message)
        await self._person(gesture).react(reply, gesture.emoji)
        self._tell("edit", chat=gesture.chat, message=self._shown(reply.message))

    async def _choose(self, gesture: Choose) -> None:
        answer = self._results[gesture.query_id]
        self._show(gesture.chat, await self._person(gesture).choose(answer, gesture.place))

    async def _speak(self, gesture: Language) -> None:
        for user in (self._people["private", False].user, self._friend):
            user["language_code"] = gesture.code
        self._cache.clear()
        self._tell("profile", **self._profile())

    async def _edit(self, gesture: Edit) -> None:
        person, message = self._person(gesture), self._reply(gesture.chat, gesture.message).message
        if message["from"]["id"] != person.user["id"] or "text" not in message:
            raise LookupError(gesture.message)
        self._tell("edit", chat=gesture.chat, message=self._shown(await person.edit(message, gesture.text)))

    async def _ask_inline(self, gesture: Inline) -> None:
        """Ask the bot, unless it said that what it answered a moment ago still holds."""
        asked = gesture.chat, gesture.query, gesture.offset
        expires, known = self._cache.get(asked, (0.0, ""))
        if self._state.clock() < expires and known in self._results:
            self._tell_results(asked, self._results[known])
            return
        query_id = await self._person(gesture).ask_inline(gesture.query, offset=gesture.offset)
        _keep(self._queries, query_id, asked)

    def _take_results(self, content: Json) -> None:
        query_id = content["inline_query_id"]
        asked = self._queries.pop(query_id, None)
        if asked is None:
            return
        _keep(self._results, query_id, content)
        _keep(self._cache, asked, (self._state.clock() + content["cache_time"], query_id))
        self._tell_results(asked, content)

    def _tell_results(self, asked: tuple[str, str, str], content: Json) -> None:
        chat, query, offset = asked
        self._tell("results", chat=chat, query=query, offset=offset, **content)

    # --- what is there

    def _person(self, gesture: Send | Tap | Edit | Press | React | Inline | Choose) -> Person:
        return self._people[gesture.chat, gesture.friend]

    def _name(self, chat_id: int) -> str:
        return next(name for name, chat in self._chats.items() if chat["id"] == chat_id)

    def _reply(self, chat: ChatName, message_id: int) -> Reply:
        return Reply(self._state.messages[self._chats[chat]["id"], message_id])

    def _messages(self, chat: str) -> list[Json]:
        chat_id = self._chats[chat]["id"]
        known = self._state.messages
        return [known[chat_id, number] for number in self._history[chat_id] if (chat_id, number) in known]

    def _show(self, chat: ChatName, message: Json) -> None:
        """Show what a person wrote; the keyboard may be gone now."""
        self._remember(message)
        keyboard = self._state.keyboards.get(message["chat"]["id"])
        self._tell("message", chat=chat, message=self._shown(message), keyboard=keyboard)

    def _shown(self, message: Json) -> Json:
        given = self._state.reactions.get((message["chat"]["id"], message["message_id"]), {})
        reactions = [{"by": user, "emoji": one["emoji"]} for user, each in given.items() for one in each]
        return message | {"reactions": reactions}

    def _remember(self, message: Json) -> None:
        """Keep a message and forget the oldest of too many."""
        chat_id = message["chat"]["id"]
        history = self._history[chat_id]
        history.append(message["message_id"])
        while len(history) > _MESSAGES_KEPT:
            place = chat_id, history.popleft()
            self._state.messages.pop(place, None)
            self._state.reactions.pop(place, None)


def _keep(kept: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Keep a value, and of too many only the latest."""
    kept[key] = value
    while len(kept) > _ANSWERS_KEPT:
        kept.popitem(last=False)
