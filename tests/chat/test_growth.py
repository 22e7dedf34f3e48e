"""However many people talk to the bot: what is kept of them is on disk, and in memory there is a bound."""

from __future__ import annotations

import gc
from collections import Counter, deque
from collections.abc import Iterator

import pytest

from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)
OURS = ("bot.", "telegram.ext.", "aiolimiter", "httpx", "httpcore")
STRANGERS = 12
CONTAINERS = (dict, list, set, frozenset, deque)


def attributes(thing: object) -> Iterator[tuple[str, object]]:
    """Yield what an object holds, in its dictionary or in slots."""
    yield from getattr(thing, "__dict__", {}).items()
    for kind in type(thing).__mro__:
        for name in getattr(kind, "__slots__", ()):
            try:
                yield name, object.__getattribute__(thing, name)
            except AttributeError:  # not set, or a private name
                continue


def held() -> Counter[str]:
    """Return how many things the containers of the bot's objects hold, by attribute; the server's do not count."""
    gc.collect()
    found: Counter[str] = Counter()
    for thing in gc.get_objects():
        kind = type(thing)
        module = str(kind.__module__)  # of a few types in C it is no string
        if not module.startswith(OURS) or module.startswith("bot.botapi"):
            continue
        found[kind.__qualname__] += 1
        for name, value in attributes(thing):
            if isinstance(value, CONTAINERS):
                found[f"{kind.__qualname__}.{name}"] += len(value)
    return found


async def meet_strangers(chat) -> None:
    """Let people who never came before ask, press a button, ask for more than there is, and go."""
    for _ in range(STRANGERS):
        person = chat.newcomer()
        await person.send("清淤河道8公里")
        reply = await person.next_reply()
        await person.press(reply, HANS.button_context)
        await person.next_edit()
        await person.send("地铁")
        await person.next_reply()
        await person.ask_inline("河湖长制")
        await person.next_answer()
        person.leave()
    await chat.idle()


async def test_of_people_who_came_only_paces_are_kept_in_memory(chat):
    await meet_strangers(chat)
    before = held()
    await meet_strangers(chat)
    grown = {name for name, count in (held() - before).items() if count >= STRANGERS}
    assert grown == {"SendingLimiter._chats", "AsyncLimiter", "Throttle._people", "_Allowance"}


async def test_and_those_not_of_more_people_than_there_is_room_for(chat, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.transport.limiter._MOST_CHATS", 4)
    monkeypatch.setattr("bot.chat.handlers.throttle._MOST_PEOPLE", 4)
    await meet_strangers(chat)
    before = held()
    await meet_strangers(chat)
    assert {name for name, count in (held() - before).items() if count >= STRANGERS} == set()
