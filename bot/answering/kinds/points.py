"""The points of a speech: all of them, or the one asked for."""

from __future__ import annotations

import re

from bot.answering.kinds.facts import not_found
from bot.answering.quantities import read_numeral
from bot.answering.search import Search
from bot.corpus.passages import counted_sentence, point_spans, sentences
from bot.types import Answer, AnswerStatus, Question, Quote, Span, Speech

__all__ = ["answer_points", "point_quotes"]

_ORDINAL = re.compile(r"第(?P<number>[一二三四五六七八九十\d]{1,3})(?:个)?(?:大)?(?:点|条|方面|部分|项|块)")
_LAST = re.compile(r"最后一?个?(?:大)?[点条项]")
_ASPECTS = re.compile(r"[两二三四五六七八九十\d]个方面")
_MOST = 8
_OF_ONE_POINT = 3


def answer_points(question: Question, search: Search) -> Answer:
    """List the points of the speech a question is about, or show the one it asks for."""
    speech = _speech(question, search)
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
        quotes = point_quotes(question, search, speech)
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(quotes),
        speakers=(speech.speaker,),
    )


def _speech(question: Question, search: Search) -> Speech:
    """Choose among the named speaker's speeches the one nearest to the question."""
    speeches = search.meeting.speeches_of(question.speakers[0])
    if len(speeches) == 1:
        return speeches[0]
    return search.ranked(question, question.speakers)[0].scored.passage.speech


def point_quotes(question: Question, search: Search, speech: Speech) -> list[Quote]:
    """Quote the opening of each point; without points, the sentence that counts them or each paragraph's first."""
    spans = [_opening(speech, span) for span in point_spans(speech)]
    counted = counted_sentence(speech)
    if counted is not None and (not spans or _ASPECTS.search(question.normal)):
        spans = [counted]
    if not spans:
        spans = [_opening(speech, paragraph) for paragraph in speech.paragraphs]
    return [search.quote_span(question, speech, span) for span in spans[:_MOST]]


def _opening(speech: Speech, span: Span) -> Span:
    """Return the first sentence of a stretch."""
    return next(sentences(speech.text, span))
