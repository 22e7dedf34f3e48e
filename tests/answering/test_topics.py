"""Who else speaks of a question's topic, and what there is beside an answer."""

from __future__ import annotations

import pytest

from bot.answering.beside import NOTHING_BESIDE, select_beside
from bot.answering.topics import select_on_topic
from bot.types import Quote


def on_topic(shipped, text: str) -> list[tuple[str, str]]:
    question = shipped.answer(text).question
    return [(quote.speech.speaker, quote.text) for quote in select_on_topic(question, shipped.search)]


def test_everybody_who_speaks_of_the_topic_is_quoted_whatever_is_asked_of_it(shipped):
    speakers = {speaker for speaker, _ in on_topic(shipped, "沙溪怎么优化营商环境？")}
    assert {"王晓红", "陈磊", "方海宁"} <= speakers
    assert all("营商环境" in words for _, words in on_topic(shipped, "沙溪怎么优化营商环境？"))


def test_a_word_in_passing_is_no_topic(shipped):
    # 项目 and 推 stand in many passages, which speak of no railway
    assert [speaker for speaker, _ in on_topic(shipped, "铁路物流园这个项目是谁在推？")] == ["戚振宇"]


def test_numbers_and_bare_names_are_no_topic(shipped):
    assert on_topic(shipped, "1570是谁说的？") == []
    assert on_topic(shipped, "陈磊说了什么？") == []


def test_the_decisive_words_are_those_of_the_topic(shipped):
    question = shipped.answer("哪几位讲到二十大？").question
    for quote in select_on_topic(question, shipped.search):
        assert any("二十大" in span.of(quote.speech.text) for span in quote.emphasis)


def test_what_the_quoted_say_besides_is_theirs_and_what_others_say_is_near(shipped):
    answer = shipped.answer("公安局有哪些百日行动？")
    beside = shipped.beside(answer)
    assert {quote.speech.speaker for quote in answer.quotes} == {"陈磊"}
    assert {quote.speech.speaker for quote in beside.near} == {"徐向明"}
    assert all(quote.speech.speaker == name for name, quotes in beside.own.items() for quote in quotes)


def test_the_pledges_are_those_of_the_quoted_by_speaker(shipped):
    beside = shipped.beside(shipped.answer("航空航天，港区和高新区说法差在哪"))
    assert list(beside.pledges) == ["戚振宇", "毛雅萍"]
    assert "全年力争引进百亿级销售项目1至2个" in [pledge.quote.text for pledge in beside.pledges["戚振宇"]]
    for name, pledges in beside.pledges.items():
        assert {pledge.quote.speech.speaker for pledge in pledges} == {name}


@pytest.mark.parametrize(
    "text",
    ["哪几位讲到二十大？", "Who mentioned Germany?", "应急局三大平台指哪三个", "航空航天，港区和高新区说法差在哪"],
)
def test_nothing_beside_an_answer_is_in_it(shipped, text):
    answer = shipped.answer(text)
    beside = shipped.beside(answer)
    others = [*beside.near, *(quote for quotes in beside.own.values() for quote in quotes)]
    assert others
    for quote in others:
        assert not any(quote.speech is shown.speech and quote.span.overlaps(shown.span) for shown in answer.quotes)


def test_beside_nothing_there_is_nothing(shipped):
    assert shipped.beside(shipped.answer("毛雅萍有没有说今年外资要到多少亿美元？")) == NOTHING_BESIDE
    assert shipped.beside(shipped.answer("你好")) == NOTHING_BESIDE


def test_the_reporter_pledges_nothing_and_has_no_other_words(shipped):
    answer = shipped.answer("这篇报道是谁写的？")
    assert all(quote.speech.by_reporter for quote in answer.quotes)
    everything = tuple(Quote(speech, speech.paragraphs[0]) for speech in shipped.meeting.speeches)
    assert select_beside(answer, everything, ()) == NOTHING_BESIDE
