"""Who is next."""

from __future__ import annotations

import asyncio

from bot.store.inbox import Waiting
from bot.transport.lanes import Lanes


async def test_updates_of_a_lane_come_in_order_and_one_at_a_time():
    lanes = Lanes()
    first, second = Waiting(1, "chat:7"), Waiting(2, "chat:7")
    lanes.add(first)
    lanes.add(second)
    assert await lanes.take() == first
    waiting = asyncio.ensure_future(lanes.take())
    await asyncio.sleep(0)
    assert not waiting.done()
    lanes.release("chat:7")
    assert await waiting == second


async def test_lanes_take_turns_however_much_one_of_them_holds():
    lanes = Lanes()
    for number in range(5):
        lanes.add(Waiting(number, "chat:7"))
    lanes.add(Waiting(9, "chat:8"))
    await lanes.take()
    assert (await lanes.take()).number == 9


def test_what_is_postponed_keeps_its_place_and_holds_nobody_else_up(run):
    async def scenario() -> list[tuple[int, float]]:
        lanes, taken, clock = Lanes(), [], asyncio.get_running_loop().time
        for number, lane in ((1, "chat:7"), (2, "chat:7"), (3, "chat:8")):
            lanes.add(Waiting(number, lane))
        lanes.postpone(await lanes.take(), 60)
        while len(taken) < 3:
            waiting = await lanes.take()
            taken.append((waiting.number, round(clock())))
            lanes.release(waiting.lane)
        return taken

    assert run(scenario()) == [(3, 0), (1, 60), (2, 60)]


async def test_the_length_is_that_of_the_line():
    lanes = Lanes()
    lanes.add(Waiting(1, "chat:7"))
    lanes.add(Waiting(2, "chat:7"))
    taken = await lanes.take()
    assert len(lanes) == 1
    lanes.postpone(taken, 1)
    assert len(lanes) == 2


async def test_a_lane_with_nothing_in_it_is_forgotten():
    lanes = Lanes()
    for number in range(1000):
        lanes.add(Waiting(number, f"chat:{number}"))
        lanes.release((await lanes.take()).lane)
    assert not lanes._lanes
