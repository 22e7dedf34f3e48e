"""The date of a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.occasion import stated_date
from bot.corpus.reader import parse_meeting
from bot.types import Meeting, SourceText

SPEECH = "\n\n### 一河清水\n\n□市水务局局长 何敏\n\n2021年3月1日起清淤河道。"


def meeting_of(front: str) -> Meeting:
    return parse_meeting(SourceText(front + SPEECH, Path("meeting.txt"), "0" * 64))


@pytest.mark.parametrize(
    ("front", "date"),
    [
        ("# 2016年11月议事会摘编", "2016年11月"),
        ("# 议事会\n\n## ——２０１６年１１月３日", "２０１６年１１月３日"),
        ("# 2012年工作报告\n\n会议于2012年3月5日召开，三人发言。", "2012年"),
        ("# 议事会\n\n二〇一六年九月五日上午，街道召开议事会。", "二〇一六年九月五日"),
        ("# 议事会\n\n昨天下午，街道召开议事会，部署2035年远景目标。", None),
        ("# 议事会", None),
    ],
)
def test_headline_or_lead_date_a_meeting_in_their_own_words(front, date):
    meeting = meeting_of(front)
    found = stated_date(meeting)
    assert (found and found.of(meeting.reporter.text)) == date
