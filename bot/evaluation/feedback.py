"""Feedback as a question set: what can be told of a right answer from votes, and what a person must say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from msgspec import Struct

from bot.corpus.places import OutdatedPlaceError, Place, fingerprint
from bot.evaluation.questions import JudgedTopic
from bot.language import HAN
from bot.retrieval.normal import fold
from bot.store.feedback import Feedback
from bot.types import Meeting, Quote

__all__ = ["FeedbackRecord", "to_feedback_record", "topics_from"]

_SEVERAL = frozenset({"list", "compare", "points", "absent"})
_ID_DIGITS = 10
_HAN = re.compile(f"[{HAN}]")

_LIKED = "guess: people liked these quotes; keep in gold what answers, and name the speakers"
_DISLIKED = "guess: people did not like what was quoted; if something answers, say what"
_LIKED_NOTHING = "people agree that nothing answers"
_DISLIKED_NOTHING = "guess: nothing was found, but somebody thinks that something answers; say what"
_NOTHING = "guess: nothing was found; if something answers, say what"


class FeedbackRecord(Struct, frozen=True, kw_only=True):
    """A question with what became of it, for a program; see ``Feedback``.

    Attributes:
        last: ISO date, UTC.
        open: Whether it waits for an answer, or for a better one.
        quotes: Places of what was quoted, see ``bot.corpus.places``.
    """

    question: str
    context: tuple[str, ...]
    status: str
    kind: str
    meeting: str
    quotes: tuple[str, ...]
    asked: int
    last: str
    ups: int
    downs: int
    open: bool


def to_feedback_record(entry: Feedback) -> FeedbackRecord:
    """Return ``entry`` for a program."""
    return FeedbackRecord(
        question=entry.question,
        context=entry.context,
        status=entry.outcome.status,
        kind=entry.outcome.kind,
        meeting=entry.outcome.meeting,
        quotes=entry.outcome.quotes,
        asked=entry.asked,
        last=entry.last.isoformat(),
        ups=entry.ups,
        downs=entry.downs,
        open=entry.is_open,
    )


def topics_from(entries: Iterable[Feedback], meeting: Meeting) -> tuple[JudgedTopic, ...]:
    """Return a question set that ``whosaid eval`` takes as it is; what is a guess in it says so in its note.

    What was asked is known; what a right answer quotes, only where people liked the one they got. Everything else
    counts as unanswerable until a person has read the note and the meeting.

    Args:
        entries: About any meeting, in the order of the set.
        meeting: Which one to take; of others nothing can be told.
    """
    about = (entry for entry in entries if entry.outcome.meeting == fingerprint(meeting))
    topics: dict[str, JudgedTopic] = {}
    for entry in about:
        topic = _topic(entry, meeting)
        topics.setdefault(topic.id, topic)  # the same question with another outcome, before the bot was changed
    return tuple(topics.values())


def _topic(entry: Feedback, meeting: Meeting) -> JudgedTopic:
    liked = entry.ups > entry.downs
    quotes = _quotes(entry, meeting)
    known = liked and bool(quotes)
    kind = entry.outcome.kind
    return JudgedTopic(
        id=_id(entry),
        question=entry.question,
        context=entry.context,
        kind=kind if known else "unanswerable",  # type: ignore[arg-type] # the kinds of questions are all kinds here
        lang=_language(entry.question),
        noise="none",
        answerable=known,
        speakers=_speakers(quotes, kind) if known else (),
        gold=_gold(quotes, kind) if known else (),
        note=_note(entry, liked=liked, quoted=bool(entry.outcome.quotes)),
    )


def _id(entry: Feedback) -> str:
    """Return an id that is the same whenever the same is exported, so that judgements can be put together."""
    words = "\0".join((*entry.context, entry.question))
    return f"feedback-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:_ID_DIGITS]}"


def _quotes(entry: Feedback, meeting: Meeting) -> Sequence[Quote]:
    with suppress(OutdatedPlaceError):
        return [Place.parse(place).quote(meeting) for place in entry.outcome.quotes]
    return []


def _speakers(quotes: Sequence[Quote], kind: str) -> tuple[str, ...]:
    if kind == "absent":  # those who did not speak of it, whom no quote names
        return ()
    return tuple(dict.fromkeys(quote.speech.speaker for quote in quotes if not quote.speech.by_reporter))


def _gold(quotes: Sequence[Quote], kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the quotes as gold: each is needed where several are asked for, else any of them is an answer."""
    texts = tuple(dict.fromkeys(quote.text for quote in quotes))
    return tuple((text,) for text in texts) if kind in _SEVERAL else (texts,)


def _note(entry: Feedback, *, liked: bool, quoted: bool) -> str:
    if quoted:
        return _LIKED if liked else _DISLIKED
    if liked:
        return _LIKED_NOTHING
    return _DISLIKED_NOTHING if entry.downs else _NOTHING


def _language(text: str) -> str:
    han = "".join(_HAN.findall(text))
    if not han:
        return "en"
    return "zh-Hans" if fold(han) == han else "zh-Hant"
