"""The queue of updates keeps what the bot has not confirmed."""

from __future__ import annotations

import pytest

from bot.botapi.updates import UpdateQueue


@pytest.fixture
def queue() -> UpdateQueue:
    """Return a queue with three messages, ids 7 to 9."""
    queue = UpdateQueue(first_id=7)
    for words in ("稳增长", "百亿级", "营商环境"):
        queue.put("message", {"text": words})
    return queue


def ids(queue: UpdateQueue) -> list[int]:
    return [update["update_id"] for update in queue.peek(100)]


def test_reading_does_not_confirm(queue: UpdateQueue):
    assert ids(queue) == ids(queue) == [7, 8, 9]


def test_asking_for_a_later_update_confirms_the_earlier_ones(queue: UpdateQueue):
    queue.confirm(8)
    assert ids(queue) == [8, 9]
    assert queue.peek(1) == [{"update_id": 8, "message": {"text": "百亿级"}}]


def test_no_offset_confirms_nothing(queue: UpdateQueue):
    queue.confirm(0)
    assert len(queue) == 3


def test_a_negative_offset_keeps_the_last_ones(queue: UpdateQueue):
    queue.confirm(-1)
    assert ids(queue) == [9]


def test_a_negative_offset_beyond_the_first_keeps_all(queue: UpdateQueue):
    queue.confirm(-10)
    assert ids(queue) == [7, 8, 9]


def test_ids_go_on_after_the_queue_was_emptied(queue: UpdateQueue):
    queue.clear()
    queue.put("message", {})
    assert ids(queue) == [10]


def test_reactions_come_only_on_request():
    queue = UpdateQueue()
    assert queue.put("message_reaction", {}) is None
    queue.allow(["message", "message_reaction"])
    assert queue.put("message_reaction", {}) is not None


def test_what_was_not_asked_for_does_not_come():
    queue = UpdateQueue()
    queue.allow(["callback_query"])
    assert queue.put("message", {}) is None


def test_the_wish_stays_until_another_one_comes():
    queue = UpdateQueue()
    queue.allow(["callback_query"])
    queue.allow(None)
    assert queue.put("message", {}) is None
    queue.allow([])
    assert queue.put("message", {}) is not None
