"""Whose turn it is."""

from __future__ import annotations

import asyncio

from bot.chat.turns import Turn, Turns

HERE, THERE = -1, -2


class Diary:
    """Writes down what is done, and when."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.times: list[float] = []

    def work(self, name: str):
        async def do() -> None:
            self.done.append(name)
            self.times.append(asyncio.get_running_loop().time())

        return do


async def test_the_first_is_done_at_once_and_the_next_some_time_later_in_order():
    diary, turns = Diary(), Turns(0.05, 5)
    for name in "abc":
        assert turns.take(HERE, diary.work(name)) is Turn.TAKEN
    await asyncio.sleep(0)
    assert diary.done == ["a"]
    await turns._tasks.copy().pop()
    assert diary.done == ["a", "b", "c"]
    assert all(later - earlier >= 0.05 for earlier, later in zip(diary.times, diary.times[1:], strict=False))


async def test_one_chat_does_not_wait_for_another():
    diary, turns = Diary(), Turns(60, 5)
    for chat, name in ((HERE, "a"), (HERE, "b"), (THERE, "c")):
        turns.take(chat, diary.work(name))
    await asyncio.sleep(0)
    assert diary.done == ["a", "c"]
    await turns.close()


async def test_what_is_too_much_is_told_once_until_the_chat_was_at_rest():
    diary, turns = Diary(), Turns(0, 2)
    taken = [turns.take(HERE, diary.work(name)) for name in "abcdef"]
    assert taken == [Turn.TAKEN, Turn.TAKEN, Turn.TAKEN, Turn.FULL, Turn.STILL_FULL, Turn.STILL_FULL]
    await turns._tasks.copy().pop()
    taken = [turns.take(HERE, diary.work(name)) for name in "ghij"]
    assert taken == [Turn.TAKEN, Turn.TAKEN, Turn.TAKEN, Turn.FULL]
    await turns.close()
    assert "".join(diary.done) == "abcghi"


async def test_at_the_end_whatever_waits_is_done_without_waiting():
    diary, turns = Diary(), Turns(3600, 5)
    for name in "abcd":
        turns.take(HERE, diary.work(name))
    await turns.close()
    assert "".join(diary.done) == "abcd"
    assert not turns._lines
