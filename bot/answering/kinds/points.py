"""The points of a speech: all of them, or the one asked for."""

from __future__ import annotations

import re

from bot.answering.claims import states_plan
from bot.answering.kinds.facts import answer_fact, not_found
from bot.answering.kinds.members import asks_of_speech, counts_openings, member_quotes
from bot.answering.numerals import read_numeral
from bot.answering.search import Search
from bot.corpus.passages import counted_sentence, point_spans, sentences
from bot.language import hint
from bot.retrieval.normal import fold
from bot.types import Answer, AnswerStatus, Question, Quote, Span, Speech

__all__ = ["answer_points", "point_quotes"]

_ORDINAL = re.compile(r"第(?P<number>[一二三四五六七八九十\d]{1,3})(?:个)?(?:大)?(?:点|条|方面|部分|项|块)")
_LAST = re.compile(r"最后一?个?(?:大)?[点条项]")
_ASPECTS = re.compile(r"[两二三四五六七八九十\d]个方面")
_MOST = 8
_OF_ONE_POINT = 3
_A_TOPIC = 0.3
"""Weight of a question's terms from which on they name a topic."""


def answer_points(question: Question, search: Search) -> Answer:
    """List the points of the speech a question is about, or the members of its topic, or show the one it asks for."""
    if quotes := _sections(question, search):
        return _answer(question, search, quotes)
    speech = _speech(question, search) if question.speakers else None
    if not _wants_one(question) and not (speech and counts_openings(question, _openings(speech))):
        if sum(term.weight for term in question.terms) >= _A_TOPIC:
            quotes = member_quotes(question, search)
            if quotes:
                return _answer(question, search, quotes)
        if not asks_of_speech(question):
            return answer_fact(question, search)
    if speech is None:
        return answer_fact(question, search)
    spans = point_spans(speech)
    ordinal = _ORDINAL.search(question.normal)
    number = int(read_numeral(ordinal["number"]) or 0) if ordinal else 0
    if _LAST.search(question.normal):
        number = len(spans)
    if ordinal and not 0 < number <= len(spans):
        return not_found(question, search, search.ranked(question, (speech.speaker,)))
    if number:
        quotes = [
            search.quote_span(question, speech, span)
            for span in list(sentences(speech.text, spans[number - 1]))[:_OF_ONE_POINT]
        ]
    else:
        quotes = point_quotes(question, search, speech, whole=True)
    return _answer(question, search, quotes)


def _answer(question: Question, search: Search, quotes: list[Quote]) -> Answer:
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(quotes),
        speakers=tuple(dict.fromkeys(quote.speech.speaker for quote in quotes)),
    )


def _openings(speech: Speech) -> list[str]:
    return [fold(span.of(speech.text)) for span in point_spans(speech)]


def _wants_one(question: Question) -> bool:
    return bool(_ORDINAL.search(question.normal) or _LAST.search(question.normal))


def _speech(question: Question, search: Search) -> Speech:
    """Choose among the named speaker's speeches the one nearest to the question."""
    speeches = search.meeting.speeches_of(question.speakers[0])
    if len(speeches) == 1:
        return speeches[0]
    return search.ranked(question, question.speakers)[0].scored.passage.speech


def _sections(question: Question, search: Search) -> list[Quote]:
    """Quote what the speeches of the speakers named are headed by, for a question of what they spoke about.

    Of one speech the points are quoted.
    """
    asked = hint("sections").search(question.normal)
    if not asked or sum(term.weight for term in question.terms if term.text not in asked.group()) >= _A_TOPIC:
        return []
    speeches = [speech for speaker in question.speakers for speech in search.meeting.speeches_of(speaker)]
    if len(speeches) == 1:
        return point_quotes(question, search, speeches[0], whole=True)
    return [
        search.quote_span(question, search.meeting.part_of(speech).reporter, speech.heading)
        if speech.heading is not None
        else search.quote_span(question, speech, _opening(speech, speech.paragraphs[0]))
        for speech in speeches[:_MOST]
    ]


def point_quotes(question: Question, search: Search, speech: Speech, *, whole: bool = False) -> list[Quote]:
    """Quote the opening of each point; without points, the sentence that counts them or each paragraph's first.

    Args:
        question: What is asked.
        search: The meeting.
        speech: Whose points.
        whole: Quote also the other sentences of a speech without points, where they are few, else those that plan.
    """
    spans = [_opening(speech, span) for span in point_spans(speech)]
    counted = counted_sentence(speech)
    if counted is not None and (not spans or _ASPECTS.search(question.normal)):
        spans = [counted]
    if not spans:
        spans = _statements(speech) if whole else [_opening(speech, paragraph) for paragraph in speech.paragraphs]
    return [search.quote_span(question, speech, span) for span in spans[:_MOST]]


def _statements(speech: Speech) -> list[Span]:
    """Return the sentences of a speech when they are few, else each paragraph's first and those that state a plan."""
    opening = [_opening(speech, paragraph) for paragraph in speech.paragraphs]
    every = [span for paragraph in speech.paragraphs for span in sentences(speech.text, paragraph)]
    if len(every) <= _MOST:
        return every
    return [span for span in every if span in opening or states_plan(span.of(speech.text))]


def _opening(speech: Speech, span: Span) -> Span:
    """Return the first sentence of a stretch."""
    return next(sentences(speech.text, span))
