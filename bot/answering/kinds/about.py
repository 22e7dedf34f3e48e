"""About the meeting itself: what, when, who wrote it, who spoke. The words are the reporter's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from bot.answering.kinds.facts import not_found
from bot.answering.matching import coverage, match_terms
from bot.answering.quantities import parse_quantities
from bot.answering.search import Search
from bot.answering.times import times
from bot.corpus.passages import sentences
from bot.language import HAN, hint, language
from bot.retrieval.normal import fold
from bot.types import Answer, AnswerStatus, Meeting, Question, QuestionKind, Span, Speech

__all__ = ["answer_heading", "answer_meeting"]

_OF_WORDS = frozenset({QuestionKind.WHO, QuestionKind.WHAT, QuestionKind.HOW, QuestionKind.LIST})
"""Kinds of question that ask where words come from or what they are about."""
_MOST_EACH = 2
"""Sentences that each of several meetings tells about itself."""
_LEAST = 3
"""Characters of a heading that tell it from another."""
_MOST_OF = 0.5
"""Share of a heading, or of a part of it, that a question must hold."""
_SAID = 0.5
"""Share of the question's words from which on a passage is about the same thing."""
_SPEAKING = re.compile(r"单位|部门|人|位|名")
"""What a number of speakers counts."""
_A_MEETING = re.compile(rf"[{HAN}](?<![工学商协社机联])会(?:$|[，。、“《]|[上发]|摘要)")
"""A meeting's name ends here: 分析会 and the like, whatever it is a meeting of."""


def answer_meeting(question: Question, search: Search) -> Answer:
    """Answer from headline, byline and lead; who spoke is also known from the role lines."""
    places = [
        (part.reporter, span)
        for part in search.meeting.parts or (search.meeting,)
        for span in islice(_places(question, part), _MOST_EACH if search.meeting.parts else None)
    ]
    return _by_reporter(question, search, places) if places else not_found(question, search, [])


def answer_heading(question: Question, search: Search) -> Answer | None:
    """Answer a question whose words are those of a heading or the headline, and nobody's, with the reporter's words.

    Whose section a heading opens is told too. None where the words are no heading's, or where somebody said them.
    """
    words = _asked_words(question)
    if question.kind not in _OF_WORDS or len(words) < _LEAST:
        return None
    for reporter, place, speech in _headings(search.meeting):
        if question.speakers and (speech is None or speech.speaker not in question.speakers):
            continue
        heading = place.of(reporter.text)
        parts = [_bare(heading), *map(_bare, re.split(r"[^\w]", heading))]
        if any(words in part and len(words) >= len(part) * _MOST_OF for part in parts):
            speaker = [speech.role_line] if speech is not None and speech.role_line is not None else []
            places = [(reporter, span) for span in (place, *speaker)]
            return None if _is_said(question, search) else _by_reporter(question, search, places)
    return None


def _is_said(question: Question, search: Search) -> bool:
    """Tell whether a speaker's words come near enough to those of a question."""
    ranked = search.ranked(question, question.speakers)
    return bool(ranked) and ranked[0].scored.features["words"] >= _SAID


def _by_reporter(question: Question, search: Search, places: Iterable[tuple[Speech, Span]]) -> Answer:
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(search.quote_span(question, reporter, span) for reporter, span in places),
    )


def _asked_words(question: Question) -> str:
    """Return what a question asks about, from its first content word to its last, without blanks and punctuation."""
    places = [(question.normal.find(term.text), len(term.text)) for term in question.terms]
    if not places or min(places)[0] < 0:
        return ""
    return _bare(question.normal[min(places)[0] : max(start + size for start, size in places)])


def _bare(text: str) -> str:
    """Return folded text without blanks and punctuation."""
    return re.sub(r"[^\w]", "", fold(text))


def _headings(meeting: Meeting) -> Iterator[tuple[Speech, Span, Speech | None]]:
    """Yield headline and sub-title, then each heading with its speech; all with the reporter who wrote them."""
    for part in meeting.parts or (meeting,):
        for span in _front(part):
            if part.lead is None or not part.lead.covers(span):
                yield part.reporter, span, None
    for speech in meeting.speeches:
        if speech.heading is not None:
            yield meeting.part_of(speech).reporter, speech.heading, speech


def _places(question: Question, meeting: Meeting) -> Iterator[Span]:
    asked = question.normal
    front = _front(meeting)
    text = meeting.reporter.text
    if hint("front").search(asked) and question.terms and (best := _nearest(question, text, front)):
        yield best
        return
    if hint("writer").search(asked) and not hint("count").search(asked.replace("谁", "")):
        if meeting.byline:
            yield meeting.byline
        return
    if hint("headline").search(asked):
        yield from front[:2]
        return
    if hint("lead").search(asked):
        yield from (span for span in front if meeting.lead is not None and meeting.lead.covers(span))
        return
    if hint("date").search(asked):
        dated = [span for span in front if times(fold(span.of(text)))]
        yield from sorted(dated, key=lambda span: hint("occasion").search(span.of(text)) is None)
        return
    if hint("count").search(asked) and not hint("which_meeting").search(asked):
        counted = [span for span in front if _counts_speakers(span.of(text))]
        yield from counted
        if not counted or hint("by_name").search(asked):
            yield from _role_lines(meeting)
        return
    occasions = [span for span in front if hint("occasion").search(span.of(text)) or _A_MEETING.search(span.of(text))]
    yield from occasions or front[:1]


def _role_lines(meeting: Meeting) -> Iterator[Span]:
    """Yield where the reporter names each speaker for the first time, in order of the meeting."""
    for speaker in meeting.speakers:
        role_line = meeting.speeches_of(speaker)[0].role_line
        if role_line is not None:
            yield role_line


def _nearest(question: Question, text: str, front: Sequence[Span]) -> Span | None:
    """Return the sentence of headline and lead that holds most of what a question about them asks; None for nothing."""
    words = [term for term in question.terms if term.text not in language().words.meeting]
    covered = [coverage(match_terms(words, fold(span.of(text)))) for span in front]
    best = max(covered, default=0.0)
    return front[covered.index(best)] if best else None


def _counts_speakers(text: str) -> bool:
    return any(_SPEAKING.match(text, quantity.span.end - 1) for quantity in parse_quantities(fold(text))) or bool(
        re.search(r"\d+[家个位名]?(?:单位|部门|人)", text)
    )


@lru_cache(maxsize=256)
def _front(meeting: Meeting) -> tuple[Span, ...]:
    """Return the sentences of headline, sub-title and lead, in order of the page."""
    return tuple(_find_front(meeting))


def _find_front(meeting: Meeting) -> Iterator[Span]:
    reporter = meeting.reporter
    for paragraph in reporter.paragraphs:
        is_lead = meeting.lead is not None and meeting.lead.covers(paragraph)
        if is_lead:
            yield from sentences(reporter.text, paragraph)
        elif paragraph.of(reporter.text).lstrip("—") in {meeting.title, meeting.subtitle}:
            yield paragraph
