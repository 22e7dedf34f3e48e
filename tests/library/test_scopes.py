"""Which of several meetings a message asks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.library.scopes import select_scope
from bot.types import Meeting

TODAY = date(2023, 5, 1)


@pytest.fixture
def meetings(tmp_path: Path) -> tuple[Meeting, ...]:
    """Return four meetings: of 2020, spring and autumn of 2021, and 2022."""
    held = (
        ("2020-06", "年中防汛会"),
        ("2021-03-05", "春季防汛会"),
        ("2021-09-01", "秋季防汛会"),
        ("2022-03-04", "水务工作会"),
    )
    found = []
    for day, title in held:
        path = tmp_path / f"{day}.txt"
        path.write_text(f"{title}\n□局长 何敏\n{day}新建泵站12座。\n", encoding="utf-8")
        found.append(replace(read_meeting(path), date=day))
    return tuple(found)


def dates(text: str, meetings: Sequence[Meeting], *context: str) -> tuple[list[str], str] | None:
    scope = select_scope(text, context, meetings, TODAY)
    return None if scope is None else ([meeting.date for meeting in scope.meetings], scope.text)


@pytest.mark.parametrize(
    ("text", "held", "rest"),
    [
        ("上次会议建几座泵站？", ["2022-03-04"], "建几座泵站?"),
        ("上一次会议上谁提到泵站", ["2022-03-04"], "谁提到泵站"),
        ("上上次会议谁说了泵站", ["2021-09-01"], "谁说了泵站"),
        ("what was said at the last meeting", ["2022-03-04"], "what was said"),
        ("春季防汛会上谁提到泵站？", ["2021-03-05"], "谁提到泵站?"),
        ("《秋季防汛会》里何敏说了什么", ["2021-09-01"], "何敏说了什么"),
        ("春季防汛會上誰提到泵站？", ["2021-03-05"], "谁提到泵站?"),
        ("2021年3月5日的会上何敏说了什么", ["2021-03-05"], "何敏说了什么"),
        ("２０２１年９月的会议何敏说了什么", ["2021-09-01"], "何敏说了什么"),
        ("3月4日何敏说了什么", ["2022-03-04"], "何敏说了什么"),
    ],
)
def test_a_meeting_is_named_by_title_date_or_turn(meetings, text: str, held: list[str], rest: str):
    scope = select_scope(text, (), meetings, TODAY)
    assert scope is not None
    assert scope.firm
    assert ([meeting.date for meeting in scope.meetings], scope.text) == (held, rest)


@pytest.mark.parametrize(
    ("text", "held", "rest"),
    [
        ("去年的目标呢？", ["2022-03-04"], "目标呢?"),
        ("前年建几座泵站", ["2021-03-05", "2021-09-01"], "建几座泵站"),
        ("2020年建几座泵站", ["2020-06"], "建几座泵站"),
        ("二〇二〇年的目标", ["2020-06"], "目标"),
        ("last year's goals", ["2022-03-04"], "goals"),
    ],
)
def test_a_year_may_be_that_of_a_meeting(meetings, text: str, held: list[str], rest: str):
    scope = select_scope(text, (), meetings, TODAY)
    assert scope is not None
    assert not scope.firm
    assert ([meeting.date for meeting in scope.meetings], scope.text) == (held, rest)


@pytest.mark.parametrize(
    "text",
    [
        "谁提到泵站",
        "建几座泵站？",
        "防汛会",
        "2019年的目标",
        "今年的目标",
        "2021年3月6日谁发言",
        "上一届领导",
        "",
        "💧",
    ],
)
def test_what_names_none_of_them_is_about_all(meetings, text: str):
    assert dates(text, meetings) is None


def test_last_year_is_reckoned_from_the_meeting_asked_about_before(meetings):
    assert dates("去年的呢？", meetings, "2021年3月5日的会上建几座泵站")[0] == ["2020-06"]


def test_the_last_meeting_is_the_one_before_that_was_asked_about(meetings):
    assert dates("上次会议呢", meetings, "秋季防汛会建几座泵站")[0] == ["2021-03-05"]


def test_what_leans_on_a_question_about_a_meeting_is_about_that_meeting(meetings):
    assert dates("那何敏呢？", meetings, "春季防汛会谁提到泵站") == (["2021-03-05"], "那何敏呢?")
    assert select_scope("那何敏呢？", ("春季防汛会谁提到泵站",), meetings, TODAY).inherited


def test_a_question_of_its_own_leaves_the_meeting_before(meetings):
    assert dates("泵站的资金从哪里来", meetings, "春季防汛会谁提到泵站") is None


def test_one_meeting_leaves_nothing_to_choose(meetings):
    assert dates("上次会议建几座泵站", meetings[:1]) is None


def test_a_name_that_was_given_counts_like_a_title(meetings):
    named = (replace(meetings[0], name="第一次碰头"), *meetings[1:])
    assert dates("第一次碰头谁发言", named) == (["2020-06"], "谁发言")
