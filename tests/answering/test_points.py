"""The points of a speech, and what somebody spoke about."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.types import QuestionKind

REPORT = """# 岭南市政协会议答问摘编

### 一、老街改造

□市住建局局长 骆文彬

老街改造已完成规划。明年修复骑楼80栋。拆除违建12处。

### 二、夜间公交

□市交通局局长 温小棠

夜间公交线路共有18条。今年新开4条。

### 三、加装电梯

□市住建局局长 骆文彬

加装电梯已受理申请600宗。下一步将简化审批手续。
"""


@pytest.fixture
def engine(make_meeting, make_engine) -> Engine:
    """Return an engine for a meeting in which one of two speakers holds two speeches."""
    return make_engine(make_meeting(REPORT))


@pytest.mark.parametrize(
    "message", ["骆文彬讲了哪几个问题", "骆局长说了几件事", "住建局局长讲了哪两个话题", "骆文彬有几个答复"]
)
def test_what_a_speaker_of_several_speeches_spoke_about_is_how_they_are_headed(engine: Engine, message: str) -> None:
    quotes = engine.answer(message).quotes
    assert [quote.text.removeprefix("### ") for quote in quotes] == ["一、老街改造", "三、加装电梯"]
    assert all(quote.speech.by_reporter for quote in quotes)


def test_what_a_speaker_of_one_speech_spoke_about_are_its_points(engine: Engine) -> None:
    quotes = engine.answer("温小棠说了几件事").quotes
    assert [quote.text for quote in quotes] == ["夜间公交线路共有18条。", "今年新开4条。"]


def test_a_speech_without_points_is_quoted_with_what_it_plans(engine: Engine) -> None:
    quotes = engine.answer("温小棠说了哪几点").quotes
    assert "今年新开4条。" in [quote.text for quote in quotes]


@pytest.mark.parametrize("message", ["夜间公交线路几条", "夜间公交有几条"])
def test_what_is_counted_in_lines_is_no_point(engine: Engine, message: str) -> None:
    answer = engine.answer(message)
    assert answer.question.kind is QuestionKind.QUANTITY
    assert "18条" in answer.quotes[0].text


@pytest.mark.parametrize(
    "message", ["骆文彬提了几条", "骆文彬讲了三条意见", "温小棠的四条措施是什么", "温小棠讲了哪几条"]
)
def test_what_somebody_says_in_lines_are_points(engine: Engine, message: str) -> None:
    assert engine.answer(message).question.kind is QuestionKind.POINTS
