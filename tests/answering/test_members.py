"""What something consists of is quoted member by member."""

from __future__ import annotations

import pytest

REPORT = """# 冬春行动

□县水务局局长 柳长河

县水务局将突出抓好“三大工程”，守住用水安全。实施管网改造工程，更换老旧管道80公里；实施水库加固工程，除险5座；实施智慧水表工程，覆盖4万户。坚持节约用水。

没有恢复旧河道，主要有两个考虑。

第一，旧河道淤积多年，清理费用过高。

第二，两岸已建成居民区，搬迁难度大。

推广节水以来做了不少事，以下是一些例子：

三月举办节水宣传周。

五月给学校送去节水课程。
"""


@pytest.fixture
def engine(make_meeting, make_engine):
    """Return an engine for a report with three works, two reasons and two examples."""
    return make_engine(make_meeting(REPORT))


def test_members_that_share_the_counted_noun_come_first(engine) -> None:
    quotes = engine.answer("三大工程指哪三个").quotes
    assert ["管网改造" in quotes[0].text, "水库加固" in quotes[1].text, "智慧水表" in quotes[2].text] == [True] * 3
    assert "三大工程" in quotes[3].text


def test_members_in_paragraphs_of_their_own_are_found_by_their_numbers(engine) -> None:
    quotes = engine.answer("不恢复旧河道有哪两个考虑").quotes
    assert quotes[0].text.startswith("第一")
    assert quotes[1].text.startswith("第二")


def test_what_follows_an_announcement_of_examples_is_quoted(engine) -> None:
    texts = [quote.text for quote in engine.answer("推广节水举了哪两个例子").quotes]
    assert texts[:2] == ["三月举办节水宣传周。", "五月给学校送去节水课程。"]


def test_what_the_meeting_does_not_list_is_not_enumerated(engine) -> None:
    assert not engine.answer("四大战役指哪四个").quotes
