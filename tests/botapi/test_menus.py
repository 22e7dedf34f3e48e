"""The menu a person sees is the narrowest one the bot has set, in their language first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.botapi import Person, State
from bot.botapi.links import read_deep_link
from bot.botapi.menus import menu_for

Call = Callable[..., Any]


def set_menu(call: Call, name: str, language: str = "", **scope: Any) -> None:
    """Set a menu of one command."""
    asked = {"scope": scope} if scope else {}
    call("setMyCommands", commands=[{"command": name, "description": name}], language_code=language, **asked)


def test_without_a_menu_there_is_none(state: State, person: Person):
    assert menu_for(state, person.user, person.chat) == []


def test_the_narrowest_scope_wins_and_in_it_the_language(call: Call, state: State, person: Person):
    group = state.add_group("学习群")
    seen = []

    def look() -> None:
        menus = [menu_for(state, person.user, chat) for chat in (person.chat, group)]
        seen.append(tuple(menu[0]["command"] for menu in menus))

    set_menu(call, "all")
    look()
    set_menu(call, "zh", "zh")
    look()
    set_menu(call, "groups", type="all_group_chats")
    look()
    set_menu(call, "here", type="chat", chat_id=person.chat["id"])
    look()
    set_menu(call, "there", "en", type="chat", chat_id=group["id"])
    look()
    assert seen == [("all", "all"), ("zh", "zh"), ("zh", "groups"), ("here", "groups"), ("here", "groups")]


def test_administrators_have_menus_of_their_own(call: Call, state: State, person: Person):
    group = state.add_group("学习群")
    set_menu(call, "groups", type="all_group_chats")
    set_menu(call, "rule", type="all_chat_administrators")
    assert menu_for(state, person.user, group)[0]["command"] == "groups"
    state.members[group["id"]][person.user["id"]] = "creator"
    assert menu_for(state, person.user, group)[0]["command"] == "rule"


@pytest.mark.parametrize(
    ("url", "payload"),
    [
        ("https://t.me/whosaid_bot?start=s1-2_x", "s1-2_x"),
        ("https://T.me/WhoSaid_Bot?start=a", "a"),
        ("tg://resolve?domain=whosaid_bot&start=a", "a"),
        ("https://t.me/whosaid_bot", ""),
        ("https://t.me/whosaid_bot?start=%E6%9C%89", ""),
        ("https://t.me/whosaid_bot?start=" + "a" * 65, ""),
        ("https://t.me/other_bot?start=a", None),
        ("https://example.com/whosaid_bot?start=a", None),
        ("javascript:whosaid_bot", None),
        ("https://[t.me/whosaid_bot", None),
    ],
)
def test_a_link_to_the_bot_is_told_from_others(url: str, payload: str | None):
    assert read_deep_link(url, "whosaid_bot") == payload
