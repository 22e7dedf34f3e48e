"""What speakers are called: by which rule, by whom it is settled, and what nobody is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.aliases import Rule, aliases_of
from bot.answering.called import list_aliases
from bot.answering.engine import Engine
from bot.answering.linking import Linker
from bot.corpus.reader import parse_meeting
from bot.corpus.settling import parse_settlement
from bot.retrieval.index import MeetingIndex
from bot.store.vectors import VectorStore
from bot.types import AnswerStatus, Meeting, SourceText

TRADES = """工作会

□市第一人民医院院长 李建设

今年人民医院引进博士１２名，建设发展新院区。

□江南交通大学校长 王平安

新招学生3000人，毕业生就业率提高2%以上。

□香港警务处处长 萧泽颐

案件下降5%。

□和平社区党委书记 张红旗

改造小区3个，平安建设覆盖全部小区。

□商务及经济发展局局长 苏锦𠮷

出口增长3%。
"""
BUREAUX = """立法会会议

□劳工及福利局局长 张建宗

最低工资调整到30元。

□运输及房屋局局长 张炳良

新建公屋7.5万个单位。

□社会福利署署长 聂德权

社会福利署（“社署”）今年新增宿位500个。
"""


def parsed(text: str, settled: str = "") -> Meeting:
    path = Path("会议.txt")
    settlement = parse_settlement(settled, path.with_suffix(".toml")) if settled else None
    return parse_meeting(SourceText(text, path, "0" * 64), None, settlement)


def called(meeting: Meeting, speaker: str, *rules: Rule) -> set[str]:
    return {alias.text for alias in aliases_of(meeting, speaker) if not rules or alias.rule in rules}


def named(meeting: Meeting, text: str) -> set[str]:
    return {mention.speaker for mention in Linker(meeting).link(text)}


def test_no_name_of_an_organisation_is_cut_inside_a_word() -> None:
    meeting = parsed(TRADES)
    assert not called(meeting, "李建设", Rule.STEM, Rule.FIRST)  # not 人民医
    assert not called(meeting, "张红旗", Rule.STEM, Rule.FIRST)  # not 和平社
    assert "江南学" not in called(meeting, "王平安")


@pytest.mark.parametrize("question", ["交通局怎么说", "港区招商多少", "发展局局长讲了什么", "卫生部门怎么说"])
def test_a_body_of_the_same_trade_is_not_the_one_that_governs_it(question: str) -> None:
    assert named(parsed(TRADES), question) == set()


def test_a_given_name_that_is_a_word_names_somebody_only_where_they_speak() -> None:
    meeting = parsed(TRADES)
    assert named(meeting, "建设怎么说") == {"李建设"}
    assert named(meeting, "怎么建设新院区") == set()
    assert named(meeting, "平安建设覆盖多少小区") == set()


def test_a_short_name_that_the_meeting_introduces_is_known() -> None:
    assert called(parsed(BUREAUX), "聂德权", Rule.INTRODUCED) == {"社署"}


def test_heads_have_names_in_one_script() -> None:
    meeting = parsed(BUREAUX)
    heads = called(meeting, "张炳良", Rule.HEAD)
    assert "运输局局长" in heads
    assert not any(character.isascii() for head in heads for character in head)


@pytest.mark.parametrize("question", ["张局长说了什么", "老张怎么说", "张局讲了什么"])
def test_a_name_of_two_is_asked_back_about(question: str) -> None:
    engine = Engine(MeetingIndex(parsed(BUREAUX), None, VectorStore(None)))
    answer = engine.answer(question)
    assert answer.status is AnswerStatus.CLARIFY
    assert answer.speakers == ("张建宗", "张炳良")


def test_the_topic_tells_which_of_two_is_meant() -> None:
    engine = Engine(MeetingIndex(parsed(BUREAUX), None, VectorStore(None)))
    answer = engine.answer("张局长说公屋新建多少")
    assert answer.speakers == ("张炳良",)


def test_what_is_settled_goes_before_what_is_learned() -> None:
    settled = '[aliases]\nadd = {"张炳良" = ["老张", "𠮷哥"]}\nremove = ["张局"]\n'
    meeting = parsed(BUREAUX, settled)
    assert named(meeting, "老张怎么说") == {"张炳良"}
    assert named(meeting, "𠮷哥有何承诺") == {"张炳良"}
    assert named(meeting, "张局怎么说") == set()
    assert named(meeting, "张局长怎么说") == {"张建宗", "张炳良"}


def test_ambiguous_names_are_listed_with_whom_they_may_mean() -> None:
    shared = {one.alias: {one.speaker, *one.others} for one in list_aliases(parsed(BUREAUX)) if one.others}
    assert shared["张局长"] == {"张建宗", "张炳良"}
    assert "聂局长" not in shared


def test_each_part_of_a_name_with_a_dot_leads_to_whoever_bears_it() -> None:
    aliases = [
        alias.text
        for alias in aliases_of(parsed("会\n\n□某镇镇长 阿依古丽·买买提\n\n今年建学校１所。\n"), "阿依古丽·买买提")
    ]
    assert {"阿依古丽", "买买提", "阿依古丽镇长"} <= set(aliases)
    assert not {"老阿", "小阿"} & set(aliases)
