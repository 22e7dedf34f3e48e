"""Who speaks, where a name stands alone on the line above."""

from __future__ import annotations

import pytest

from bot.errors import SourceError
from bot.types import Meeting

DIGEST = """全县乡村振兴推进会发言摘登

编者按：５月１１日，推进会召开，三个单位作了发言。

石桥镇党委书记 司马长青
抓产业 促增收

今年以来，石桥镇新建大棚320亩。下一步再建冷库2座，力争村均收入突破50万元。

县农业农村局局长 罗平
守好耕地红线

我局把粮食安全放在首位，播种面积稳定在42.6万亩。
下半年，完成高标准农田建设2.1万亩。

柳林乡乡长 次仁·卓玛
让𠮷祥湖更清

柳林乡去年接待游客18万人次。
"""

CALL = """Harbour Robotics Q2 Earnings Call

Company Participants
Laura Chen - Chief Executive Officer
Miguel de la Cruz - Chief Financial Officer

Conference Call Participants
Tom O'Hara - Seaside Bank

Operator

Good day, and welcome to the call.

Laura Chen

Thank you. We expect to ship 20,000 units by year-end.

Miguel de la Cruz

Gross margin was 43.5%.

Question-and-Answer Session

Operator

Our first question comes from Tom O'Hara.

Tom O'Hara

How do you think about pricing?

Laura Chen

We do not plan to raise prices this year.
"""


def speakers(meeting: Meeting) -> list[tuple[str, str, str]]:
    return [(speech.section, speech.role, speech.speaker) for speech in meeting.speeches]


def test_an_office_and_a_name_alone_on_a_line_begin_a_speech_and_the_line_below_is_its_heading(read):
    meeting = read(DIGEST)
    assert speakers(meeting) == [
        ("抓产业 促增收", "石桥镇党委书记", "司马长青"),
        ("守好耕地红线", "县农业农村局局长", "罗平"),
        ("让𠮷祥湖更清", "柳林乡乡长", "次仁·卓玛"),
    ]
    assert meeting.speeches[1].text.endswith("完成高标准农田建设2.1万亩。")
    assert len(meeting.speeches[1].paragraphs) == 2


def test_the_office_may_stand_behind_the_name(read):
    turned = DIGEST.replace("石桥镇党委书记 司马长青", "司马长青 石桥镇党委书记")
    assert speakers(read(turned))[0] == ("抓产业 促增收", "石桥镇党委书记", "司马长青")


def test_a_call_s_names_speak_where_they_stand_alone_and_its_list_of_participants_tells_their_offices(read):
    assert speakers(read(CALL)) == [
        ("", "Operator", "Operator"),
        ("", "Chief Executive Officer", "Laura Chen"),
        ("", "Chief Financial Officer", "Miguel de la Cruz"),
        ("Question-and-Answer Session", "Operator", "Operator"),
        ("Question-and-Answer Session", "Seaside Bank", "Tom O'Hara"),
        ("Question-and-Answer Session", "Chief Executive Officer", "Laura Chen"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "公告\n\n请于周五之前领取门禁卡。\n\n张三\n李四\n",
        "Minutes\n\nBudget Report\n\nThe budget was read.\n\nRoad Works\n\nThe road was mended.\n",
        "通知\n\n安全\n\n各单位注意安全。\n\n金融\n\n各单位注意金融风险。\n",
    ],
)
def test_lines_that_stand_once_without_an_office_are_nobody(read, text):
    with pytest.raises(SourceError, match="no speaker found"):
        read(text)
