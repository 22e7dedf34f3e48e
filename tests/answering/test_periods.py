"""What was done and what comes next are parts of a speech."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.answering.kinds.periods import Period, period


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("今年以来，治安案件下降", Period.PAST),
        ("下一步，医院将推行", Period.NEXT),
        ("前几个月干得怎么样", Period.PAST),
        ("接下来的打算", Period.NEXT),
        ("坚持夜间巡逻", None),
    ],
)
def test_words_tell_the_time(text: str, when: Period | None) -> None:
    assert period(text) is when


@pytest.mark.parametrize("message", ["云岭镇前几个月干得怎么样", "田小禾今年以来成绩如何"])
def test_how_somebody_did_is_answered_with_what_was_done(town_engine: Engine, message: str) -> None:
    answer = town_engine.answer(message)
    assert [quote.text for quote in answer.quotes] == ["今年以来，云岭镇治安案件下降两成。"]


def test_what_comes_next_is_answered_with_plans(town_engine: Engine) -> None:
    quotes = town_engine.answer("人民医院下一步有什么打算").quotes
    assert quotes[0].text.startswith("下一步，医院将推行")
    assert not any("今年以来" in quote.text for quote in quotes)


def test_compared_are_the_same_times(town_engine: Engine) -> None:
    answer = town_engine.answer("人民医院跟云岭镇今年以来的成绩对比一下")
    assert {quote.speech.speaker for quote in answer.quotes} == {"高志远", "田小禾"}
    assert all("今年以来" in quote.text for quote in answer.quotes)
