"""Asking a question set, and an answer as a program reads it."""

from __future__ import annotations

import json
import time

import pytest

from bot.answer_json import to_json
from bot.evaluation.questions import Topic
from bot.evaluation.run import ask
from bot.types import Answer, AnswerStatus, Question, QuestionKind, Quote, Span, squash


class Parrot:
    """Answers with the first words of the first speech, and remembers what it was asked."""

    def __init__(self, meeting) -> None:
        self.meeting = meeting
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(self, text, context=()) -> Answer:
        self.asked.append((text, tuple(context)))
        time.sleep(0.002)
        question = Question(text=text, normal=text, kind=QuestionKind.WHAT)
        quote = Quote(self.meeting.speeches[0], Span(0, 120))
        return Answer(question, self.meeting, AnswerStatus.ANSWERED, (quote,), speakers=(quote.speech.speaker,))


@pytest.fixture
def parrot(meeting) -> Parrot:
    return Parrot(meeting)


def test_each_topic_is_asked_once_in_order_with_its_context(parrot) -> None:
    topics = [Topic(id="1", question="港区呢？"), Topic(id="2", question="那高新区呢？", context=("港区呢？",))]
    records = list(ask(parrot, topics, reply_text=lambda answer: answer.quotes[0].text))
    assert parrot.asked == [("港区呢？", ()), ("那高新区呢？", ("港区呢？",))]
    assert [record.id for record in records] == ["1", "2"]
    assert all(record.text == record.quotes[0].text for record in records)
    assert all(2 <= record.ms < 2000 for record in records)


def test_answers_come_one_by_one(parrot) -> None:
    records = ask(parrot, [Topic(id="1", question="一"), Topic(id="2", question="二")], reply_text=lambda _: "")
    assert next(records).id == "1"
    assert len(parrot.asked) == 1


def test_offsets_lead_back_to_the_words_in_the_source_file(parrot, meeting) -> None:
    (record,) = ask(parrot, [Topic(id="1", question="港区呢？")], reply_text=lambda _: "")
    (quote,) = record.quotes
    written = meeting.source.path.read_bytes().decode("utf-8")
    assert squash(written[quote.start : quote.end]) == squash(quote.text)
    assert quote.speaker == meeting.speeches[0].speaker
    assert quote.section == meeting.speeches[0].section


def test_an_answer_is_one_line_of_json_with_the_agreed_keys(parrot) -> None:
    (record,) = ask(parrot, [Topic(id="1", question="港区呢？")], reply_text=lambda _: "第一行\n第二行\u2028\ud800")
    line = to_json(record)
    assert "\n" not in line
    assert "港" in line, "Chinese stays readable"
    line.encode("utf-8")
    told = json.loads(line)
    assert list(told) == ["id", "status", "kind", "speakers", "quotes", "text", "ms"]
    assert set(told["quotes"][0]) == {"speaker", "role", "section", "text", "source", "start", "end", "place"}
    assert told["text"] == "第一行\n第二行\u2028\ud800"
    assert told["status"] == "answered"
