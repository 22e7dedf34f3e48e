"""Questions to show a newcomer, made from the meeting at hand so that each has an answer."""

from __future__ import annotations

import re
from collections import Counter

from bot.answering.claims import states_plan
from bot.chat.texts import Texts
from bot.corpus.passages import sentences
from bot.retrieval.normal import fold
from bot.types import Meeting, Span, Speech

__all__ = ["example_questions"]

_QUESTIONS = 3
# Set in quotation marks by the source and a word by itself: what a newcomer may well wonder about.
_COINED = re.compile(r"“(\w{4,8})”")


def example_questions(meeting: Meeting, texts: Texts) -> tuple[str, ...]:
    """Return up to three questions, about different speakers where there are: who they are, what a body plans, a word.

    Args:
        meeting: It gives the names and words.
        texts: The language to ask in.
    """
    firsts = [meeting.speeches_of(speaker)[0] for speaker in meeting.speakers]
    questions = [texts.example_speaker.format(speaker=speech.speaker) for speech in firsts[:1]]
    bodies = Counter(speech.organisation for speech in firsts)
    # of a body that several speak for, it is anybody's guess which of them is asked
    alone = (speech for speech in firsts[1:] if speech.organisation and bodies[speech.organisation] == 1)
    if body := next((speech.organisation for speech in alone if _plans(speech)), ""):
        questions.append(texts.example_organisation.format(organisation=body))
    # what the third speaker coined, and those after, so that the questions are about different people
    others = [speech for speech in meeting.speeches if speech not in firsts]
    coined = [found[1] for speech in (*firsts[2:], *firsts[:2], *others) if (found := _COINED.search(speech.text))]
    words = [texts.example_word.format(word=word) for word in dict.fromkeys(coined)]
    more = [texts.example_speaker.format(speaker=speech.speaker) for speech in firsts[1:]]
    return (*questions, *words[:1], *more, *words[1:])[:_QUESTIONS]


def _plans(speech: Speech) -> bool:
    """Tell whether a speaker says in so many words what comes next: only then it can be asked for."""
    whole = Span(0, len(speech.text))
    return any(states_plan(fold(sentence.of(speech.text))) for sentence in sentences(speech.text, whole))
