"""When, and how often, a call is made. Time passes by itself here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.store.inbox import Part
from bot.transport.attempt import Attempt, expect_more
from bot.transport.counters import Counters
from bot.transport.limiter import SendingLimiter, creates_message
from bot.transport.request import NotSentError, PossiblySentError, ServerFailureError


class Telegram:
    """Answers calls as it is told to, and remembers when they came.

    Args:
        outcomes: Raised one after another; afterwards all goes well.
    """

    def __init__(self, *outcomes: TelegramError) -> None:
        self.outcomes = list(outcomes)
        self.calls: list[tuple[str, float]] = []

    async def __call__(self, endpoint: str, data: dict[str, Any]) -> str:
        self.calls.append((str(data.get("chat_id", "")), round(asyncio.get_running_loop().time(), 3)))
        await asyncio.sleep(0)
        if self.outcomes:
            raise self.outcomes.pop(0)
        return endpoint


async def call(
    limiter: SendingLimiter, telegram: Telegram, endpoint: str = "sendMessage", chat: object = 7, text: str = ""
) -> str:
    data = {} if chat is None else {"chat_id": chat, "text": text}
    return await limiter.process_request(telegram, (endpoint, data), {}, endpoint, data, None)


def times(telegram: Telegram, chat: object = 7) -> list[float]:
    return [at for called, at in telegram.calls if called == str(chat)]


def most_in(seconds: float, at: list[float]) -> int:
    """Return how many of the times lie within some ``seconds``, at most."""
    return max(sum(start <= time < start + seconds for time in at) for start in at)


@pytest.fixture
def counters() -> Counters:
    return Counters()


@pytest.fixture
def limiter(counters) -> SendingLimiter:
    return SendingLimiter(counters)


@pytest.fixture
def all_at_once(run) -> Callable[..., Telegram]:
    """Return what sends one message to each of the chats named, all at the same time."""

    def send(limiter: SendingLimiter, *chats: object, endpoint: str = "sendMessage") -> Telegram:
        telegram = Telegram()

        async def scenario() -> None:
            await asyncio.gather(*(call(limiter, telegram, endpoint, chat) for chat in chats))

        run(scenario())
        return telegram

    return send


# --- pace


def test_a_private_chat_gets_a_short_burst_and_then_a_message_a_second(limiter, all_at_once):
    at = times(all_at_once(limiter, *[7] * 20))
    assert most_in(0.5, at) == 3
    assert at[-1] == pytest.approx(17, abs=0.1)


def test_no_minute_of_a_group_has_more_than_twenty_messages(limiter, all_at_once):
    at = times(all_at_once(limiter, *[-100] * 60), -100)
    assert most_in(60, at) <= 20
    assert at[-1] < 60 * 60 / 15


def test_no_chat_waits_for_another_and_all_together_keep_to_the_pace(limiter, all_at_once):
    telegram = all_at_once(limiter, *range(1, 301))
    at = [time for _, time in telegram.calls]
    assert most_in(1, at) <= 60  # a burst, and what a second has beside it
    assert at[-1] == pytest.approx((300 - 30) / 30, abs=0.2)


@pytest.mark.parametrize("endpoint", ["editMessageText", "answerCallbackQuery", "sendChatAction"])
def test_changes_and_answers_to_queries_do_not_wait_for_the_pace_of_a_chat(limiter, all_at_once, endpoint):
    assert times(all_at_once(limiter, *[7] * 20, endpoint=endpoint))[-1] == 0


def test_chats_of_long_ago_are_forgotten(limiter, all_at_once):
    limiter = SendingLimiter(Counters(), per_second=1e6)
    all_at_once(limiter, *range(1, 6000))
    assert len(limiter._chats) <= 4096


# --- refusals


def test_a_chat_that_is_refused_waits_as_long_as_told_and_no_other_does(run, limiter, counters):
    telegram = Telegram(RetryAfter(20))

    async def scenario() -> None:
        first = asyncio.ensure_future(call(limiter, telegram, chat=7))
        await asyncio.sleep(0.1)
        await asyncio.gather(first, call(limiter, telegram, chat=7), call(limiter, telegram, chat=8))

    run(scenario())
    assert times(telegram, 8) == [pytest.approx(0.1)]
    assert times(telegram) == [0, pytest.approx(20), pytest.approx(20)]
    assert (counters.floods, counters.retries, counters.sends) == (1, 1, 3)


def test_when_several_chats_are_refused_at_once_all_wait(run, limiter):
    telegram = Telegram(RetryAfter(20), RetryAfter(30), RetryAfter(40))

    async def scenario() -> None:
        calls = [asyncio.ensure_future(call(limiter, telegram, chat=chat)) for chat in (1, 2, 3)]
        await asyncio.sleep(0.1)
        await asyncio.gather(*calls, call(limiter, telegram, chat=4))

    run(scenario())
    assert times(telegram, 4) == [pytest.approx(20)]


def test_chats_refused_long_after_one_another_do_not_halt_all(run, limiter):
    telegram = Telegram(RetryAfter(3600), RetryAfter(3600), RetryAfter(3600))

    async def scenario() -> None:
        for chat in (1, 2, 3):
            with pytest.raises(RetryAfter):
                await call(limiter, telegram, chat=chat)
            await asyncio.sleep(60)
        await call(limiter, telegram, chat=4)

    run(scenario())
    assert times(telegram, 4) == [pytest.approx(180)]


def test_a_wait_too_long_for_whoever_sends_is_told_and_the_chat_is_not_even_called_meanwhile(run, limiter):
    telegram = Telegram(RetryAfter(3600))

    async def scenario() -> None:
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await call(limiter, telegram)

    run(scenario())
    assert len(telegram.calls) == 1


def test_a_refused_menu_halts_no_chat(run, limiter):
    telegram = Telegram(RetryAfter(3600))

    async def scenario() -> None:
        with pytest.raises(RetryAfter):
            await call(limiter, telegram, "setMyCommands", None)
        await call(limiter, telegram)
        await call(limiter, telegram, "setMyDescription", None)

    run(scenario())


# --- failures


@pytest.mark.parametrize("error", [NotSentError("no connection"), ServerFailureError("Bad Gateway (502)")])
def test_what_surely_was_not_done_is_repeated_later_and_later(run, limiter, counters, error):
    telegram = Telegram(*[error] * 4)
    assert run(call(limiter, telegram)) == "sendMessage"
    waits = [after - before for before, after in zip(times(telegram), times(telegram)[1:], strict=False)]
    for wait, expected in zip(waits, (0.5, 1, 2, 4), strict=True):
        assert expected / 2 <= wait <= expected * 1.5 + 0.01
    assert counters.retries == 4


def test_it_is_given_up_in_the_end(run, limiter):
    with pytest.raises(NotSentError):
        run(call(limiter, Telegram(*[NotSentError("no connection")] * 99)))


def test_a_message_that_may_have_been_delivered_is_not_sent_again(run, limiter):
    telegram = Telegram(PossiblySentError("no answer"))
    with pytest.raises(PossiblySentError):
        run(call(limiter, telegram))
    assert len(telegram.calls) == 1


@pytest.mark.parametrize("endpoint", ["editMessageText", "answerCallbackQuery", "setMessageReaction", "sendChatAction"])
def test_what_is_as_good_twice_as_once_is_repeated(run, limiter, endpoint):
    telegram = Telegram(PossiblySentError("no answer"))
    run(call(limiter, telegram, endpoint))
    assert len(telegram.calls) == 2


def test_the_answer_to_a_query_is_given_up_when_nobody_waits_for_it_any_more(run, limiter):
    telegram = Telegram(*[NotSentError("no connection")] * 99)
    with pytest.raises(NotSentError):
        run(call(limiter, telegram, "answerInlineQuery", None))
    assert telegram.calls[-1][1] <= 10


@pytest.mark.parametrize("error", [BadRequest("chat not found"), Forbidden("blocked")])
def test_a_refusal_for_good_is_not_repeated(run, limiter, error):
    telegram = Telegram(error)
    with pytest.raises(type(error)):
        run(call(limiter, telegram))
    assert len(telegram.calls) == 1


def test_the_library_itself_repeats_what_it_calls_to_start(run, limiter):
    telegram = Telegram(NotSentError("no connection"))
    with pytest.raises(NotSentError):
        run(call(limiter, telegram, "getMe", None))


@pytest.mark.parametrize(
    ("method", "creates"),
    [("sendPhoto", True), ("copyMessage", True), ("forwardMessages", True), ("editMessageText", False)],
)
def test_which_methods_leave_a_message_each_time(method, creates):
    assert creates_message(method) is creates


# --- word of it on disk


@pytest.mark.parametrize(
    ("outcomes", "states"),
    [
        ([], ["sending", "sent"]),
        ([NotSentError("no connection")], ["sending", "started", "sending", "sent"]),
        ([RetryAfter(5)], ["sending", "started", "sending", "sent"]),
        ([PossiblySentError("no answer")], ["sending"]),
    ],
)
def test_a_crash_finds_out_what_may_have_been_delivered(run, limiter, outcomes, states):
    kept = []

    async def advance(state: str) -> None:
        kept.append(str(state))

    async def keep(place: int, part: Part) -> None:
        raise AssertionError(place, part)  # a reply of one message has no parts

    async def scenario() -> Attempt:
        attempt = Attempt(advance, keep)
        with attempt.current():
            try:
                await call(limiter, Telegram(*outcomes))
            except PossiblySentError:
                assert attempt.doubtful
            await call(limiter, Telegram(), "editMessageText")  # no new message, so no word of it
        return attempt

    attempt = run(scenario())
    assert kept == states
    assert attempt.complete == (states[-1] == "sent")


def test_what_was_delivered_of_a_reply_is_not_sent_again_and_what_has_changed_since_is(run, limiter):
    states, kept = [], {}

    async def advance(state: str) -> None:
        states.append(str(state))

    async def keep(place: int, part: Part) -> None:
        kept[place] = part

    async def say(*words: str) -> tuple[int, Attempt]:
        attempt, telegram = Attempt(advance, keep, [*kept.values()]), Telegram()
        with attempt.current():
            for place, word in enumerate(words, start=1):
                expect_more(more=place < len(words))
                await call(limiter, telegram, text=word)
        return len(telegram.calls), attempt

    async def scenario() -> None:
        assert (await say("路灯", "河道𠮷"))[0] == 2
        assert (states, list(kept)) == (["sending", "sending", "sent"], [0])
        assert (await say("路灯", "河道𠮷"))[0] == 1
        assert (await say("路灯", "河道𠮷", "夜市"))[0] == 2
        assert list(kept) == [0, 1]
        calls, attempt = await say("１２０盏", "河道𠮷", "夜市")
        assert (calls, len(attempt.parts)) == (3, 2)

    run(scenario())
