"""Questions to show a newcomer, made from the meeting at hand so that each has an answer."""

from __future__ import annotations

import re

from bot.chat.texts import Texts
from bot.types import Meeting

__all__ = ["example_questions"]

# Set in quotation marks by the source and a word by itself: what a newcomer may well wonder about.
_COINED = re.compile(r"“(\w{4,8})”")


def example_questions(meeting: Meeting, texts: Texts) -> tuple[str, ...]:
    """Return up to three questions about different speakers: who they are, what a body plans, who used a word.

    Args:
        meeting: It gives the names and words; with fewer speakers there are fewer questions.
        texts: The language to ask in.
    """
    firsts = [meeting.speeches_of(speaker)[0] for speaker in meeting.speakers]
    questions = [texts.example_speaker.format(speaker=speech.speaker) for speech in firsts[:1]]
    if body := next((speech.organisation for speech in firsts[1:] if speech.organisation), ""):
        questions.append(texts.example_organisation.format(organisation=body))
    if coined := next((found for speech in firsts[2:] + firsts[:2] if (found := _COINED.search(speech.text))), None):
        questions.append(texts.example_word.format(word=coined[1]))
    return tuple(questions)
