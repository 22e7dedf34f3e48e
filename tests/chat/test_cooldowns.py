"""Which questions of a group are answered when."""

from __future__ import annotations

import asyncio

from bot.chat.cooldowns import Admission, Cooldowns

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
    diary, cooldowns = Diary(), Cooldowns(0.05, 5)
    for name in "abc":
        assert cooldowns.take(HERE, diary.work(name)) is Admission.TAKEN
    await asyncio.sleep(0)
    assert diary.done == ["a"]
    await cooldowns._tasks.copy().pop()
    assert diary.done == ["a", "b", "c"]
    assert all(later - earlier >= 0.05 for earlier, later in zip(diary.times, diary.times[1:], strict=False))


async def test_one_chat_does_not_wait_for_another():
    diary, cooldowns = Diary(), Cooldowns(60, 5)
    for chat, name in ((HERE, "a"), (HERE, "b"), (THERE, "c")):
        cooldowns.take(chat, diary.work(name))
    await asyncio.sleep(0)
    assert diary.done == ["a", "c"]
    await cooldowns.close()


async def test_what_is_too_much_is_told_once_until_the_chat_was_at_rest():
    diary, cooldowns = Diary(), Cooldowns(0, 2)
    taken = [cooldowns.take(HERE, diary.work(name)) for name in "abcdef"]
    assert taken == [
        Admission.TAKEN,
        Admission.TAKEN,
        Admission.TAKEN,
        Admission.FULL,
        Admission.STILL_FULL,
        Admission.STILL_FULL,
    ]
    await cooldowns._tasks.copy().pop()
    taken = [cooldowns.take(HERE, diary.work(name)) for name in "ghij"]
    assert taken == [Admission.TAKEN, Admission.TAKEN, Admission.TAKEN, Admission.FULL]
    await cooldowns.close()
    assert "".join(diary.done) == "abcghi"


async def test_at_the_end_whatever_waits_is_done_without_waiting():
    diary, cooldowns = Diary(), Cooldowns(3600, 5)
    for name in "abcd":
        cooldowns.take(HERE, diary.work(name))
    await cooldowns.close()
    assert "".join(diary.done) == "abcd"
    assert not cooldowns._lines
