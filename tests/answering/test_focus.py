"""A quote is the part of a passage that answers, with its decisive words marked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.focus import emphasise
from bot.answering.parsing import Parser
from bot.answering.search import Search
from bot.types import Quote, Span

QUESTIONS = [
    "谁要修复古村落？",
    "教师专项补贴有多少万元？",
    "新学校什么时候投入使用？",
    "医院怎么缩短等候时间？",
    "谁说药品价格下降8%？",
]


def marked(quote: Quote) -> list[str]:
    """Return the emphasised words of a quote."""
    return [span.of(quote.speech.text) for span in quote.emphasis]


@pytest.mark.parametrize("message", QUESTIONS)
def test_a_quote_lies_inside_its_passage_and_its_marks_inside_the_quote(
    town_parser: Parser, town_search: Search, message: str
) -> None:
    question = town_parser.parse(message)
    for item in town_search.ranked(question):
        quote = town_search.quote(question, item)
        assert item.scored.passage.span.covers(quote.span)
        assert all(quote.span.covers(words) for words in quote.emphasis)
        assert all(one.end < two.start for one, two in pairwise(quote.emphasis))
        assert quote.text.strip() == quote.text
        assert quote.text[-1] not in "，；：、"


def test_how_many_marks_the_number(town_parser: Parser, town_search: Search) -> None:
    question = town_parser.parse("教师专项补贴有多少万元？")
    quote = town_search.quote(question, town_search.ranked(question)[0])
    assert any("800万元" in words for words in marked(quote))


def test_when_marks_the_time(town_parser: Parser, town_search: Search) -> None:
    question = town_parser.parse("新学校什么时候投入使用？")
    quote = town_search.quote(question, town_search.ranked(question)[0])
    assert any("9月" in words for words in marked(quote))


LONG = """# 长句

□市水务局局长 江一帆

水务局将围绕群众所盼所需所急所忧持续发力，不等待不推诿不敷衍，把每一件小事当作大事来办，把每一条河道当作自家院子来管，年内疏浚河道九十九公里，让清水绕城、绿树成荫、花香满径成为家家户户看得见摸得着享受得到的日常风景，让幸福常伴左右。

□市园林局局长 花满枝

园林局将种树。
"""


def test_of_a_long_sentence_the_clause_that_answers_is_quoted(make_meeting, make_search) -> None:
    meeting = make_meeting(LONG)
    search = make_search(meeting)
    question = Parser(meeting).parse("谁要疏浚河道？")
    best = search.ranked(question)[0]
    quote = search.quote(question, best)
    assert "疏浚河道九十九公里" in quote.text
    assert len(quote.span) < len(best.scored.passage.span)
    assert quote.text[-1] not in "，；"


@settings(deadline=None)
@given(st.data())
def test_marks_never_leave_the_stretch_they_were_asked_for(
    town_parser: Parser, town_search: Search, data: st.DataObject
) -> None:
    speech = data.draw(st.sampled_from(town_search.meeting.speeches))
    start = data.draw(st.integers(0, len(speech.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(speech.text))))
    question = town_parser.parse(data.draw(st.sampled_from(QUESTIONS)))
    assert all(span.covers(words) for words in emphasise(question, speech.text, span))
