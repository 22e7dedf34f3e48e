"""Answers about all meetings there are: the configured one and those of the library, together or one by one."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from bot.answering.beside import NOTHING_BESIDE, Beside
from bot.answering.engine import Engine
from bot.answering.linking import Linker
from bot.corpus.gathering import gather
from bot.corpus.places import fingerprint
from bot.errors import WhosaidError
from bot.library.background import BackgroundEncoding
from bot.library.dating import date_of
from bot.library.library import Library
from bot.library.names import NameLinker
from bot.library.scopes import Scope, select_scope
from bot.library.selecting import SelectingEngine
from bot.library.speech_index import SpeechIndex
from bot.retrieval.index import MeetingIndex
from bot.retrieval.normal import fold
from bot.store.meetings import MeetingRecord
from bot.store.vectors import VectorStore
from bot.types import Answer, AnswerStatus, Meeting, Quote

__all__ = ["LARGEST_WHOLE", "LibraryEngine", "Scoped", "is_compared_whole"]

logger = logging.getLogger(__name__)

LARGEST_WHOLE = 250_000
"""Characters up to which every sentence is compared with a question, in less than a tenth of a second."""
_FEW_SPEAKERS = 400
"""Speakers whose offices, titles and short names are all known; of more, only what tells them apart is."""
_THE_MEETING = "这次会议"
_KEPT = 12
"""Engines that stay ready."""
_FOUND = frozenset({AnswerStatus.ANSWERED, AnswerStatus.CORRECTED})


def is_compared_whole(*meetings: Meeting) -> bool:
    """Tell whether meetings together are short enough for every sentence of them to be compared."""
    return sum(len(speech.text) for meeting in meetings for speech in meeting.speeches) <= LARGEST_WHOLE


class _Answers(Protocol):
    @property
    def meeting(self) -> Meeting: ...

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer: ...

    def beside(self, answer: Answer) -> Beside: ...


_Key = tuple[tuple[object, ...], ...]


class LibraryEngine:
    """Answers questions about the meetings of a library, see ``bot.chat.services.AnswersQuestions``.

    Words are compared at once. Meanings are as soon as their vectors are there: those are made in a thread of their
    own, meeting by meeting. ``prepare`` may be called in any thread; the rest belongs into the store's.

    Args:
        configured: The meeting of the settings: alone while the library is empty, else one of them.
        library: What was added.
        encoding: Who makes vectors; None to compare words only.
        ready: Who answers about the configured meeting already.
        today: Tells the day.

    Attributes:
        library: As given.
        configured: As given.
        meetings: All meetings, by date.
        meeting: The same as one; the configured one while it is alone.
    """

    def __init__(
        self,
        configured: Meeting,
        library: Library,
        encoding: BackgroundEncoding | None = None,
        *,
        ready: Engine | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.library = library
        self.configured = configured
        self._dated = replace(configured, date=date_of(configured, configured.source.path.name))
        self.encoding = encoding
        self._today = today
        self._lock = threading.RLock()
        self._engines: OrderedDict[_Key, _Answers] = OrderedDict()
        self._opened: dict[str, Meeting] = {}
        self._records: tuple[MeetingRecord, ...] | None = None
        self._index: SpeechIndex | None = None
        self.meetings: tuple[Meeting, ...] = (configured,)
        self.meeting = configured
        if ready is not None:
            self._engines[_key((configured,))] = ready
        self.refresh()

    # --- what there is ------------------------------------------------------------------------------------

    def find(self, meeting_id: str) -> Meeting | None:
        """Return a meeting by its fingerprint or the first digits of it; None when it is not there."""
        return next((meeting for meeting in self.meetings if fingerprint(meeting).startswith(meeting_id)), None)

    def refresh(self) -> bool:
        """Look what was added or removed, by this process or another; tell whether that was anything."""
        records = self.library.records.all()
        if records == self._records:
            return False
        # what was prepared and is added now is open already; what is known otherwise than before is opened anew
        before = {record.meeting_id: record for record in self._records or ()}
        changed = {record.meeting_id for record in records if before.get(record.meeting_id, record) != record}
        opened: dict[str, Meeting] = {}
        for record in records:
            try:
                known = None if record.meeting_id in changed else self._opened.get(record.meeting_id)
                opened[record.meeting_id] = self.library.open(record) if known is None else known
            except WhosaidError as error:  # one that is damaged keeps nobody from asking about the others
                logger.warning("%s", error)
        with self._lock:
            self._records, self._opened = records, opened
            self.meetings = self._together(opened.values())
            self.meeting = gather(self.meetings)
            here = {meeting.source.sha256 for meeting in self.meetings}
            self._engines = OrderedDict(
                (key, engine) for key, engine in self._engines.items() if here.issuperset(digest for digest, *_ in key)
            )
            if self._index is not None:
                self._index.release(self.meetings)
        return True

    def prepare(self, meeting: Meeting) -> None:
        """Make ready what takes time before a meeting is added; questions are answered meanwhile."""
        with self._lock:
            others = [known for name, known in self._opened.items() if name != fingerprint(meeting)]
        self._engine_for(self._together([*others, meeting]))
        with self._lock:
            self._opened.setdefault(fingerprint(meeting), meeting)

    def _together(self, added: Iterable[Meeting]) -> tuple[Meeting, ...]:
        different = {fingerprint(meeting): meeting for meeting in added}
        if not different:
            return (self.configured,)
        different.setdefault(fingerprint(self.configured), self._dated)
        return tuple(sorted(different.values(), key=lambda meeting: meeting.date))

    # --- answers ------------------------------------------------------------------------------------------

    def within(self, meeting_id: str | None) -> Scoped:
        """Return who answers about one meeting; about all of them for None or a meeting that is gone."""
        self.refresh()
        return Scoped(self, self.find(meeting_id) if meeting_id else None)

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer a message about the meetings it names, else about all; never raises for its content."""
        self.refresh()
        scope = select_scope(text, context, self.meetings, self._today())
        everything = self._engine_for(self.meetings)
        if scope is None:
            return everything.answer(text, self._without_scopes(context))
        context = self._without_scopes(context)
        if scope.firm:
            answer = self._answer_within(scope, text, context)
            return answer if answer.status in _FOUND or not scope.inherited else everything.answer(text, context)
        # the year may be what is asked about: then the words say it
        answer = everything.answer(text, context)
        narrow = self._answer_within(scope, text, self._without_scopes(context, firm=False))
        if narrow.status not in _FOUND:
            return answer
        dated = [quote for quote in answer.quotes if scope.words in fold(quote.text)]
        said = answer.status in _FOUND and dated and _touched(dated, narrow) >= _touched(narrow.quotes, narrow)
        return answer if said else narrow

    def answer_about(self, meeting: Meeting, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer a message about one meeting."""
        return self._engine_for((meeting,)).answer(text, context)

    def quotable(self, meeting: Meeting, text: str) -> Meeting:
        """Return what a pasted message is to be held against: of very much text, the speeches nearest to it.

        Args:
            meeting: A meeting, or all of them as one.
            text: As pasted or forwarded.

        Returns:
            The meeting itself where it is compared whole.
        """
        if is_compared_whole(meeting):
            return meeting
        engine = self._engine_for(meeting.parts or (meeting,))
        return engine.quotations.select(text) if isinstance(engine, SelectingEngine) else meeting

    def beside(self, answer: Answer) -> Beside:
        """Return what there is to show beside an answer; nothing when it was about a meeting that is gone."""
        asked = answer.meeting.parts or (answer.meeting,)
        with self._lock:
            engines = list(self._engines.values())
        for engine in engines:
            if engine.meeting is answer.meeting:
                return engine.beside(answer)
        for engine in engines:
            if isinstance(engine, SelectingEngine) and engine.knows(asked):
                return engine.beside(answer)
        return NOTHING_BESIDE

    def _without_scopes(self, context: Sequence[str], *, firm: bool = True) -> tuple[str, ...]:
        """Return earlier messages without the words that said which meeting they were about.

        Args:
            context: Oldest first.
            firm: Whether a year that may be what was asked about stays.
        """
        found = (select_scope(message, (), self.meetings, self._today()) for message in context)
        return tuple(
            scope.text if scope is not None and (scope.firm or not firm) else message
            for message, scope in zip(context, found, strict=True)
        )

    def _answer_within(self, scope: Scope, text: str, context: Sequence[str]) -> Answer:
        engine = self._engine_for(scope.meetings)
        answer = engine.answer(scope.text, context)
        if answer.status is AnswerStatus.OFF_TOPIC:
            # nothing but the meeting was named: 上次会议讲了什么, 那2011年的呢
            asked = (scope.text, *reversed(context[-1:]))
            answers = (engine.answer(_THE_MEETING + words) for words in asked)
            answer = next((other for other in answers if other.status is not AnswerStatus.OFF_TOPIC), answer)
        return replace(answer, question=replace(answer.question, text=text))

    def _engine_for(self, meetings: Sequence[Meeting]) -> _Answers:
        key = _key(meetings)
        with self._lock:
            if (known := self._engines.get(key)) is not None:
                self._engines.move_to_end(key)
                return known
        built = self._build(meetings)
        with self._lock:
            self._engines[key] = built
            while len(self._engines) > _KEPT:
                self._engines.popitem(last=False)
        return built

    def _build(self, meetings: Sequence[Meeting]) -> _Answers:
        if not is_compared_whole(*meetings):
            return self._select(meetings)
        index = MeetingIndex(gather(meetings), None, VectorStore(None))
        if self.encoding is not None:
            self.encoding.add(index)
        return Engine(index)

    def _select(self, meetings: Sequence[Meeting]) -> SelectingEngine:
        with self._lock:
            if self._index is None:
                self._index = SpeechIndex(self.library.folder / "index")
            self._index.hold(meetings)
            together = gather(meetings)
            few = len(together.speakers) <= _FEW_SPEAKERS
            return SelectingEngine(meetings, self._index, Linker(together) if few else NameLinker(meetings))


class Scoped:
    """Answers about one chosen meeting, or about all.

    Args:
        engine: Who answers about all.
        chosen: The meeting; None for all.
    """

    def __init__(self, engine: LibraryEngine, chosen: Meeting | None) -> None:
        self._engine = engine
        self.chosen = chosen

    @property
    def meeting(self) -> Meeting:
        """What is asked about."""
        return self.chosen or self._engine.meeting

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer a message; see ``LibraryEngine.answer``."""
        if self.chosen is None:
            return self._engine.answer(text, context)
        return self._engine.answer_about(self.chosen, text, context)

    def beside(self, answer: Answer) -> Beside:
        """Return what there is to show beside an answer."""
        return self._engine.beside(answer)


def _touched(quotes: Sequence[Quote], asked: Answer) -> int:
    """Return how many words of a question stand in one of some quotes, at most."""
    words = [{term.text, *term.variants} for term in asked.question.terms]
    texts = [fold(quote.text) for quote in quotes]
    return max((sum(any(form in text for form in forms) for forms in words) for text in texts), default=0)


def _key(meetings: Sequence[Meeting]) -> _Key:
    return tuple(
        (meeting.source.sha256, meeting.name, meeting.date, meeting.added_aliases, meeting.removed_aliases)
        for meeting in meetings
    )
