"""Answers to judge: right ones made from the gold words, and wrong ones made from those."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answer_json import AnswerRecord, QuoteRecord
from bot.evaluation.questions import JudgedTopic, read_judged_topics
from bot.types import Meeting, Quote, Span

QUESTIONS = "tests/relevance/taicang.jsonl"


@pytest.fixture(scope="session")
def topics(root) -> tuple[JudgedTopic, ...]:
    """Return the question set on the shipped meeting."""
    return read_judged_topics(root / QUESTIONS)


@pytest.fixture(scope="session")
def quote(meeting: Meeting) -> Callable[..., QuoteRecord | None]:
    """Quote words of the shipped meeting, whitespace aside, of the given speakers if any; None when not found."""
    speeches = []
    for speech in (*meeting.speeches, meeting.reporter):
        places = [index for index, character in enumerate(speech.text) if not character.isspace()]
        speeches.append((speech, places, "".join(speech.text[index] for index in places)))

    def find(words: str, *speakers: str) -> QuoteRecord | None:
        wanted = "".join(words.split())
        for speech, places, squashed in speeches:
            if speakers and speech.speaker not in speakers:
                continue
            if (start := squashed.find(wanted)) >= 0:
                found = Quote(speech, Span(places[start], places[start + len(wanted) - 1] + 1))
                place = found.source_span
                return QuoteRecord(speaker=speech.speaker, text=found.text, start=place.start, end=place.end)
        return None

    return find


@pytest.fixture(scope="session")
def right_answer(quote) -> Callable[[JudgedTopic], AnswerRecord]:
    """Answer a topic as its judgement says."""

    def quote_of_group(group: tuple[str, ...], speakers: tuple[str, ...]) -> QuoteRecord:
        theirs = (quote(words, *speakers) for words in group)
        anywhere = (quote(words) for words in group)
        return next(found for found in (*theirs, *anywhere) if found)

    def answer(topic: JudgedTopic) -> AnswerRecord:
        quotes = [quote_of_group(group, topic.speakers) for group in topic.gold]
        status = "answered" if topic.answerable else "not_found"
        return AnswerRecord(id=topic.id, status=status, speakers=topic.speakers, quotes=tuple(quotes), ms=1.0)

    return answer
