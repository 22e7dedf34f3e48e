"""About a speaker: which office, and what in short."""

from __future__ import annotations

import re

from bot.answering.kinds.points import point_quotes
from bot.answering.search import Search
from bot.types import Answer, AnswerStatus, Question, Quote

__all__ = ["answer_speaker"]

_ASKS_WORDS = re.compile(
    r"(?:讲|说|谈|提|表态|发言|回应|答)(?:了|过|的|到)?(?:些|点)?(?:什么|哪些|内容|主要)|(?:发言|讲话)|\bsay|\bsaid|\btalk"
)
_IN_SHORT = 2


def answer_speaker(question: Question, search: Search) -> Answer:
    """Show the role line as the paper prints it, then the speech in short; only the speech if asked for."""
    speaker = question.speakers[0]
    speeches = search.meeting.speeches_of(speaker)
    words = [quote for speech in speeches for quote in point_quotes(question, search, speech)]
    roles: list[Quote] = []
    for name in question.speakers:
        role_line = search.meeting.speeches_of(name)[0].role_line
        if role_line is not None:
            roles.append(Quote(search.meeting.reporter, role_line))
    quotes = words if _ASKS_WORDS.search(question.normal) else roles + words[:_IN_SHORT]
    return Answer(
        question=question,
        meeting=search.meeting,
        status=AnswerStatus.ANSWERED,
        quotes=tuple(quotes[:8]),
        speakers=question.speakers,
    )
