"""Who is named in a question: by name, office, organisation, sound or letters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.linking import Linker
from bot.types import Meeting


def named(linker: Linker, text: str) -> set[str]:
    """Return the full names linked in a text."""
    return {mention.speaker for mention in linker.link(text)}


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("欧阳文涛讲了什么", "欧阳文涛"),
        ("欧阳市长怎么说", "欧阳文涛"),
        ("周局长管什么", "周明兰"),
        ("高院长的发言", "高志远"),
        ("田书记讲了茶叶吗", "田小禾"),
        ("市教育局局长提了学位吗", "周明兰"),
        ("教育局新增多少学位", "周明兰"),
        ("市教育局新增多少学位", "周明兰"),
        ("教育部门怎么减负", "周明兰"),
        ("人民医院要引进博士吗", "高志远"),
        ("云岭镇修什么", "田小禾"),
        ("小禾说了什么", "田小禾"),
        ("周明岚讲了什么", "周明兰"),
        ("欧阳文滔讲了什么", "欧阳文涛"),
        ("高志院讲了什么", "高志远"),
        ("ouyangwentao", "欧阳文涛"),
        ("zhou minglan", "周明兰"),
        ("gao zhi yuan", "高志远"),
        ("zml", "周明兰"),
        ("txh shuo shenme", "田小禾"),
        ("what did tian xiaohe say", "田小禾"),
    ],
)
def test_a_speaker_is_known_by_any_of_their_names(town_linker: Linker, question: str, speaker: str) -> None:
    assert named(town_linker, question) == {speaker}


@pytest.mark.parametrize(
    "question", ["谁要种茶叶", "全市改造多少小区", "明天下雨吗", "zebra crossing", "李国强讲了什么"]
)
def test_a_question_that_names_nobody_links_nobody(town_linker: Linker, question: str) -> None:
    assert named(town_linker, question) == set()


def test_two_speakers_are_linked_in_the_order_of_the_question(town_linker: Linker) -> None:
    mentions = town_linker.link("高志远和周局长谁讲了补贴")
    assert [mention.speaker for mention in mentions] == ["高志远", "周明兰"]


def test_the_surname_of_another_does_not_take_the_title(town_linker: Linker) -> None:
    assert "周明兰" not in named(town_linker, "王局长讲了什么")


def test_initials_inside_a_longer_word_name_nobody(town_linker: Linker) -> None:
    assert named(town_linker, "azmlb") == set()


def test_the_police_are_the_bureau_of_public_security(meeting: Meeting) -> None:
    linker = Linker(meeting)
    assert named(linker, "警方承诺了什么") == {"陈磊"}
    assert named(linker, "公安局承诺了什么") == {"陈磊"}


def test_a_place_is_called_what_its_own_speech_calls_it(meeting: Meeting) -> None:
    assert named(Linker(meeting), "港区承诺了什么") == {"戚振宇"}


FAMILY = """# 家访

□市卫生局局长 马丽华

卫生局将新建诊所3家。

□市卫生局局长 马冬生

卫生局将招聘护士20名。
"""
NEIGHBOURS = (
    FAMILY
    + """
□市水务局局长 江一帆

水务局将疏浚河道9条。
"""
)


def test_an_office_of_all_speakers_tells_nobody_apart_and_a_surname_asks_which_of_them(make_meeting) -> None:
    linker = Linker(make_meeting(FAMILY))
    assert named(linker, "卫生局局长讲了什么") == set()
    assert named(linker, "马局长讲了什么") == {"马冬生", "马丽华"}
    assert named(linker, "马丽华讲了什么") == {"马丽华"}


def test_a_name_shared_by_some_speakers_means_each_of_them(make_meeting) -> None:
    mentions = Linker(make_meeting(NEIGHBOURS)).link("马局长讲了什么")
    assert {mention.speaker for mention in mentions} == {"马丽华", "马冬生"}
    assert len({mention.span for mention in mentions}) == 1


@settings(deadline=None)
@given(st.text(alphabet="欧阳文涛周明兰高志远田小禾市长教育局云岭镇院书记zmltxh ，和", max_size=30))
def test_mentions_lie_in_the_text_and_never_half_overlap(town_linker: Linker, text: str) -> None:
    mentions = town_linker.link(text)
    assert all(0 <= mention.span.start < mention.span.end <= len(text) for mention in mentions)
    assert all(0 < mention.score <= 1 for mention in mentions)
    assert all(one.span == two.span or not one.span.overlaps(two.span) for one, two in pairwise(mentions))


@pytest.mark.parametrize(
    ("message", "speakers"),
    [
        ("老周怎么说", {"周明兰"}),
        ("小田讲了什么", {"田小禾"}),
        ("周局讲了什么", {"周明兰"}),
        ("教育局长提了什么", {"周明兰"}),
        ("老周转房怎么修", set()),
    ],
)
def test_people_are_known_by_what_colleagues_call_them(town: Meeting, message: str, speakers: set[str]) -> None:
    assert {mention.speaker for mention in Linker(town).link(message)} == speakers


FACTORY = """# 开工

□总经理 段长河

订单排到九月。

□财务总监 程小满

账上有余钱。财务费用下降一成。

□冷链事业部总经理 欧阳春

新增冷库两座。

□人力资源部部长 施望

招工百人。

□桃源镇党委书记 米小圆

修路三条。
"""


@pytest.mark.parametrize(
    ("message", "speakers"),
    [
        ("段总有什么要求", {"段长河"}),
        ("欧阳总说了什么", {"欧阳春"}),
        ("程总监说了什么", {"程小满"}),
        ("总经理说了什么", {"段长河"}),
        ("ceo说了什么", {"段长河"}),
        ("cfo怎么说", {"程小满"}),
        ("财务负责人是谁", {"程小满"}),
        ("hr说了什么", {"施望"}),
        ("人事部招几个人", {"施望"}),
        ("冷链事业部负责人说了什么", {"欧阳春"}),
        ("桃源镇的书记说了什么", {"米小圆"}),
        ("桃源镇修几条路", {"米小圆"}),
    ],
)
def test_an_office_is_known_by_its_short_and_everyday_names(make_meeting, message: str, speakers: set[str]) -> None:
    assert named(Linker(make_meeting(FACTORY)), message) == speakers


@pytest.mark.parametrize(
    "message",
    [
        "副总经理说了什么",
        "前总经理说了什么",
        "原财务总监怎么说",
        "桃源镇镇长说了什么",
        "桃源镇长说了什么",
        "桃源镇的主任怎么看",
        "王总说了什么",
        "段总体怎么样",
        "财务费用降了多少",
    ],
)
def test_an_office_that_somebody_else_holds_is_nobodys(make_meeting, message: str) -> None:
    assert named(Linker(make_meeting(FACTORY)), message) == set()


def test_a_word_that_ends_like_former_is_none(make_meeting) -> None:
    assert named(Linker(make_meeting(FACTORY)), "目前总经理怎么想") == {"段长河"}
