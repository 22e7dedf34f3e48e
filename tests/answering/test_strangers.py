"""Whoever did not speak is told from whoever did, and from words that only look like a name."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.answering.parsing import Parser
from bot.answering.strangers import strangers
from bot.retrieval.normal import fold
from bot.types import AnswerStatus, Meeting


@pytest.fixture(scope="module")
def said(town: Meeting) -> str:
    return "\n".join(fold(speech.text) for speech in (town.reporter, *town.speeches))


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("李局长怎么说？", ("李局长",)),
        ("市财政局局长讲了什么", ("市财政局局长",)),
        ("文旅局长提到茶叶了吗", ("文旅局长",)),
        ("孙晓梅承诺了什么？", ("孙晓梅",)),
        ("请问赵敏怎么看旧改", ("赵敏",)),
        ("马局说没说修桥", ("马局",)),
        ("国务院总理说了什么", ("国务院总理",)),
        ("研发总监的发言", ("研发总监",)),
        ("青林镇的书记说了什么", ("青林镇的书记",)),
        ("副市长怎么看", ("副市长",)),
        ("董事长说了什么", ("董事长",)),
        ("云岭镇镇长说了什么", ("云岭镇镇长",)),
        ("王总说了什么", ("王总",)),
        ("林郑秀英怎么说", ("林郑秀英",)),
        ("市委书记呢", ("市委书记",)),
        ("peng zhang", ("peng zhang",)),
    ],
)
def test_a_person_or_office_that_did_not_speak_is_a_stranger(
    town_parser: Parser, said: str, message: str, names: tuple[str, ...]
) -> None:
    question = town_parser.parse(message)
    assert strangers(question.normal, said) == names


@pytest.mark.parametrize(
    "message",
    [
        "周明兰怎么说？",
        "教育局局长讲了什么",
        "哪位局长提到茶叶？",
        "谁是局长",
        "方案怎么说",
        "程序怎么简化",
        "高质量怎么说",
        "各镇镇长说了什么",
        "学校怎么建？",
        "谢谢说一下修桥的事",
        "院长的发言",
        "书记说了什么",
        "教师代表怎么选",
        "gaozhong jianshe",
    ],
)
def test_whoever_spoke_and_words_like_names_are_no_strangers(town_parser: Parser, said: str, message: str) -> None:
    question = town_parser.parse(message)
    assert strangers(question.normal, said) == ()


@pytest.mark.parametrize("message", ["周局说了啥", "欧阳市长讲了哪几点"])
def test_whoever_spoke_is_no_stranger_under_another_name(town_engine: Engine, message: str) -> None:
    assert town_engine.answer(message).status is AnswerStatus.ANSWERED


def test_a_name_that_the_meeting_mentions_is_no_stranger() -> None:
    assert strangers("王建国怎么说", "感谢王建国同志的支持") == ()


def test_the_office_of_a_deputy_is_not_that_of_the_head() -> None:
    assert strangers("市长说了什么", "副市长江一帆主持会议") == ("市长",)
    assert strangers("副市长说了什么", "副市长江一帆主持会议") == ()


def test_a_stranger_written_in_letters_is_one_too() -> None:
    assert strangers("wang jianguo 怎么说修桥", "") == ("wang jianguo",)
    assert strangers("how 怎么说", "") == ()


def test_a_question_for_a_stranger_is_not_found_and_says_who_is_missing(town_engine: Engine) -> None:
    answer = town_engine.answer("市财政局局长承诺修几座桥？")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.missing == ("市财政局局长",)
