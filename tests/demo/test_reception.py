"""Visitors come and go, and nothing of theirs stays longer than there is room for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.botapi import State, Upload, methods
from bot.botapi.wire import Parameters
from bot.demo.gestures import Send
from bot.demo.pace import Pace
from bot.demo.reception import CrowdedError, Reception
from bot.demo.visitor import Visitor
from tests.demo.small_bot import picture

TOKEN = "4839:test-token"


def call(state: State, name: str, files: dict[str, Upload] | None = None, **values: Any) -> Any:
    """Do what the bot would by a call of a method."""
    return methods.call(state, name, Parameters(values, files or {}))


def test_a_visitor_who_comes_back_is_known_by_the_key():
    reception = Reception(State(TOKEN))
    first = reception.welcome("", "zh-hans")
    assert reception.welcome(first.key, "en") is first
    assert reception.find(first.key) is first
    assert reception.welcome("somebody else's", "en") is not first


def test_when_it_is_crowded_the_longest_absent_goes_with_all_that_was_said():
    state = State(TOKEN)
    reception = Reception(state, limit=2)
    first, second = (reception.welcome("", "zh-hans") for _ in range(2))
    call(state, "sendPhoto", {"photo": Upload("a.png", picture(40, 40, (0, 0, 0)))}, chat_id=first.chat_ids[0])
    reception.welcome(first.key, "zh-hans")
    assert len(state.files) == len(state.messages) == 1
    second.pages.add(lambda _news: None)
    third = reception.welcome("", "en")
    assert reception.find(first.key) is None
    assert not state.files
    assert not state.messages
    assert state.chats.keys() == {*second.chat_ids, *third.chat_ids} | people(second) | people(third)
    third.pages.add(lambda _news: None)
    with pytest.raises(CrowdedError):
        reception.welcome("", "en")


def people(visitor: Visitor) -> set[int]:
    return {user["id"] for name, user in visitor.snapshot()["people"].items() if name != "bot"}


async def test_only_the_latest_messages_of_a_chat_are_kept():
    state = State(TOKEN)
    visitor = Reception(state).welcome("", "zh-hans")
    for number in range(450):
        await visitor.do(Send(text=str(number)))
    kept = [message["text"] for message in visitor.snapshot()["chats"]["private"]["messages"]]
    assert (kept[0], kept[-1], len(kept)) == ("50", "449", 400)
    assert len(state.messages) == 400


def test_a_file_belongs_to_whom_it_was_sent():
    state = State(TOKEN)
    reception = Reception(state)
    first, second = (reception.welcome("", "zh-hans") for _ in range(2))
    upload = {"document": Upload("a.csv", b"1,2")}
    sent = call(state, "sendDocument", upload, chat_id=first.chat_ids[0])
    assert first.has_file(sent["document"]["file_id"])
    assert not second.has_file(sent["document"]["file_id"])


def test_what_the_bot_does_in_chats_of_nobody_here_is_told_to_nobody():
    state = State(TOKEN)
    visitor = Reception(state).welcome("", "zh-hans")
    told: list[Any] = []
    visitor.pages.add(told.append)
    call(state, "sendMessage", chat_id=state.add_user("王芳")["id"], text="a")
    assert told == []
    call(state, "sendChatAction", chat_id=visitor.chat_ids[1], action="typing")
    assert told == [{"type": "action", "chat": "group", "action": "typing"}]


def test_a_message_that_is_taken_back_is_gone_from_the_page_and_after_a_reload():
    state = State(TOKEN)
    visitor = Reception(state).welcome("", "zh-hans")
    sent = call(state, "sendMessage", chat_id=visitor.chat_ids[0], text="a")
    told: list[Any] = []
    visitor.pages.add(told.append)
    call(state, "deleteMessage", chat_id=visitor.chat_ids[0], message_id=sent["message_id"])
    assert told == [{"type": "deletion", "chat": "private", "message": sent["message_id"]}]
    assert visitor.snapshot()["chats"]["private"]["messages"] == []


def test_a_burst_is_let_through_and_then_only_so_many_a_second():
    now = 0.0
    pace = Pace(burst=3, a_second=2, clock=lambda: now)
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]
    now = 1.0
    assert [pace.allows() for _ in range(3)] == [True, True, False]
    now = 100.0
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]
