"""Votes, as the store keeps them."""

from __future__ import annotations

import pytest

from bot.store.exchanges import Outcome
from bot.store.store import Store
from bot.store.votes import Vote

HE, SHE = (1, 11), (1, 12)
FOUND = Outcome("answered", "who", "0a1b2c3d", ("0a1b2c3d-0-0-5",))


@pytest.fixture
def store():
    store = Store.open(None)
    yield store
    store.close()


def test_a_person_has_one_vote_on_an_answer_and_may_change_it(store):
    number = store.exchanges.add(HE, "路灯𠮷？", (), FOUND)
    store.votes.cast(number, 11, Vote.UP)
    store.votes.cast(number, 11, Vote.DOWN)
    store.votes.cast(number, 12, Vote.UP)
    assert (store.votes.of(number, 11), store.votes.of(number, 12)) == (Vote.DOWN, Vote.UP)
    store.votes.cast(number, 11, None)
    assert store.votes.of(number, 11) is None


def test_an_exchange_knows_what_its_own_asker_thinks_of_it(store):
    number = store.exchanges.add(HE, "路灯", (), FOUND)
    store.votes.cast(number, 12, Vote.DOWN)
    assert store.exchanges.get(number, 1).vote is None
    store.votes.cast(number, 11, Vote.UP)
    assert store.exchanges.get(number, 1).vote is Vote.UP


def test_a_vote_goes_with_its_exchange(store):
    number = store.exchanges.add(HE, "路灯", (), FOUND)
    store.votes.cast(number, 11, Vote.UP)
    store.exchanges._connection.execute("DELETE FROM exchanges")
    assert store.votes.of(number, 11) is None
