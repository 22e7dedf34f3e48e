"""About the meeting itself: what, when, who wrote it, who spoke. The words are the reporter's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.expectation import times
from bot.answering.kinds.facts import not_found
from bot.answering.quantities import parse_quantities
from bot.answering.search import Search
from bot.corpus.passages import sentences
from bot.retrieval.normal import fold
from bot.types import Answer, AnswerStatus, Meeting, Question, Span

__all__ = ["answer_meeting"]

_WRITER = re.compile(
    r"记者|整理|作者|编辑|采写|撰稿|拍|摄影|谁写|写的|图片?|照片|wrote|reporter|journalist|author|compiled|edited|photo"
)
_TITLE = re.compile(r"标题|题目|headline|title")
_WHEN = re.compile(r"什么时候|何时|几时|哪天|几号|日期|时间|\bwhen\b|哪一天|几点")
_COUNT = re.compile(r"几|多少|how many|谁|哪些|who")
_OCCASION = re.compile(r"会议|会上|大会|座谈会|记者会|论坛|发布会|全会|报告会")
_SPEAKING = re.compile(r"单位|部门|人|位|名")


def answer_meeting(question: Question, search: Search) -> Answer:
    """Answer from headline, byline and lead; who spoke is also known from the role lines."""
    meeting = search.meeting
    spans = list(_places(question, meeting))
    if not spans:
        return not_found(question, search, [])
    return Answer(
        question=question,
        meeting=meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(search.quote_span(question, meeting.reporter, span) for span in spans),
    )


def _places(question: Question, meeting: Meeting) -> Iterator[Span]:
    asked = question.normal
    front = list(_front(meeting))
    text = meeting.reporter.text
    if _WRITER.search(asked) and not _COUNT.search(asked.replace("谁", "")):
        if meeting.byline:
            yield meeting.byline
        return
    if _TITLE.search(asked):
        yield from front[:2]
        return
    if _WHEN.search(asked):
        dated = [span for span in front if times(fold(span.of(text)))]
        yield from sorted(dated, key=lambda span: _OCCASION.search(span.of(text)) is None)
        return
    if _COUNT.search(asked) and not re.search(r"什么会|哪个会|哪次会", asked):
        counted = [span for span in front if _counts_speakers(span.of(text))]
        yield from counted or (speech.role_line for speech in meeting.speeches if speech.role_line is not None)
        return
    occasions = [span for span in front if _OCCASION.search(span.of(text))]
    yield from occasions or front[:1]


def _counts_speakers(text: str) -> bool:
    return any(_SPEAKING.match(text, quantity.span.end - 1) for quantity in parse_quantities(fold(text))) or bool(
        re.search(r"\d+[家个位名]?(?:单位|部门|人)", text)
    )


def _front(meeting: Meeting) -> Iterator[Span]:
    """Yield the sentences of headline, sub-title and lead, in order of the page."""
    reporter = meeting.reporter
    for paragraph in reporter.paragraphs:
        is_lead = meeting.lead is not None and meeting.lead.covers(paragraph)
        if is_lead:
            yield from sentences(reporter.text, paragraph)
        elif paragraph.of(reporter.text).lstrip("—") in {meeting.title, meeting.subtitle}:
            yield paragraph
