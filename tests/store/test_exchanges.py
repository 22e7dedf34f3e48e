"""Exchanges, as the store keeps them."""

from __future__ import annotations

import pytest

from bot.store.exchanges import Outcome
from bot.store.preferences import PreferenceStore
from bot.store.store import Store

HE, SHE = (1, 1), (1, 2)
FOUND = Outcome("answered", "who", "0a1b2c3d", ("0a1b2c3d-0-0-5",))


class Clock:
    """A clock that is set by hand."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def exchanges(clock):
    store = Store.open(None)
    store.exchanges._clock = clock
    yield store.exchanges
    store.close()


def test_an_exchange_is_found_again_whole(exchanges, clock):
    number = exchanges.add(HE, "路灯𠮷？", ("河道",), FOUND)
    exchange = exchanges.get(number, 1)
    assert exchange.talker == HE
    assert exchange.asked_at == clock.now
    assert (exchange.question, exchange.context, exchange.outcome) == ("路灯𠮷？", ("河道",), FOUND)


def test_an_exchange_of_another_chat_is_not_shown(exchanges):
    assert exchanges.get(exchanges.add(HE, "路灯", (), FOUND), 2) is None


def test_an_exchange_is_found_by_the_message_that_answered_it(exchanges):
    number = exchanges.add(HE, "路灯", (), FOUND)
    assert exchanges.answered_by(1, 77) is None
    exchanges.sent(number, 77)
    assert exchanges.answered_by(1, 77).exchange_id == number
    assert exchanges.answered_by(2, 77) is None


def test_a_chat_that_moves_takes_its_exchanges_along_but_not_the_numbers_of_its_messages(exchanges):
    number = exchanges.add(HE, "路灯", (), FOUND)
    exchanges.sent(number, 77)
    exchanges.move(1, -100)
    assert exchanges.get(number, 1) is None
    assert exchanges.get(number, -100) is not None
    assert exchanges.recall((-100, 1), messages=9, seconds=60) == ("路灯",)
    assert exchanges.answered_by(-100, 77) is None
    assert (exchanges.knows(1), exchanges.knows(-100)) == (False, True)


def test_a_talkers_last_questions_are_recalled_oldest_first(exchanges):
    for text in ("路灯", "河道", "摊主"):
        exchanges.add(HE, text, (), FOUND)
    exchanges.add(SHE, "投诉", (), FOUND)
    assert exchanges.recall(HE, messages=2, seconds=60) == ("河道", "摊主")
    assert exchanges.recall(SHE, messages=9, seconds=60) == ("投诉",)
    assert exchanges.recall(HE, messages=0, seconds=60) == ()


def test_a_conversation_expires(exchanges, clock):
    exchanges.add(HE, "路灯", (), FOUND)
    clock.now += 61
    exchanges.add(HE, "河道", (), FOUND)
    assert exchanges.recall(HE, messages=9, seconds=60) == ("河道",)


def test_a_closed_conversation_is_not_recalled_but_its_buttons_work(exchanges):
    number = exchanges.add(HE, "路灯", (), FOUND)
    other = exchanges.add(SHE, "河道", (), FOUND)
    exchanges.close(HE)
    assert exchanges.recall(HE, messages=9, seconds=60) == ()
    assert exchanges.recall(SHE, messages=9, seconds=60) == ("河道",)
    assert exchanges.get(number, 1) is not None
    assert exchanges.get(other, 1) is not None


def test_a_choice_of_language_is_kept_changed_and_taken_back():
    store = Store.open(None)
    preferences: PreferenceStore = store.preferences
    assert preferences.language(7) is None
    preferences.choose_language(7, "en")
    preferences.choose_language(7, "zh-Hant")
    assert preferences.language(7) == "zh-Hant"
    preferences.choose_language(7, None)
    assert preferences.language(7) is None
    store.close()
