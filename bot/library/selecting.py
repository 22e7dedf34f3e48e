"""Answers about more than can be compared word by word: the speeches nearest to a question, as a small meeting."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache

from bot.answering.beside import Beside
from bot.answering.engine import Engine
from bot.answering.parsing import LinksNames
from bot.answering.wording import content, without
from bot.corpus.gathering import gather
from bot.language import HAN
from bot.library.quotations import QuotationSelector
from bot.library.speech_index import SpeechIndex, pieces_of, source_number
from bot.retrieval.index import MeetingIndex
from bot.retrieval.normal import normalise
from bot.store.vectors import VectorStore
from bot.types import Answer, Meeting, Mention, Speech

__all__ = ["SelectingEngine"]

_CONSIDERED = 40
"""Speeches that are found for a question."""
_CHARACTERS = 6_000
"""Of the speeches that are asked: what is answered from in some milliseconds."""
_LONG = 1_500
"""Characters that a speech counts at most: what it says elsewhere is soon passed over."""
_MOST = 30_000
"""Characters of all of them, however long they are."""
_OTHERS = 3
"""One in so many speeches is somebody else's than of whom a question names: the premise may be wrong."""
_BEFORE = 0.4
"""What a word of the message before counts in one that leans on it."""
_SHORT = 12
"""Characters of a message that may lean on the one before."""
_REMEMBERED = 64
_HAN = re.compile(f"[{HAN}]")


class SelectingEngine:
    """Answers questions about meetings of any size, see ``bot.chat.services.AnswersQuestions``.

    Args:
        meetings: What is asked about, at least one.
        index: It holds their speeches, and may hold others'.
        linker: It knows their speakers.
    """

    def __init__(self, meetings: Sequence[Meeting], index: SpeechIndex, linker: LinksNames) -> None:
        self._meetings = tuple(meetings)
        self._by_number = {source_number(meeting): meeting for meeting in meetings}
        self._digests = [meeting.source.sha256 for meeting in meetings]
        self._index = index
        self._linker = linker
        self.meeting = gather(meetings)
        self._engine = lru_cache(maxsize=_REMEMBERED)(self._build)

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer a message; never raises for its content. See ``Engine.answer``."""
        return self._engine(self._select(text, context)).answer(text, context)

    def beside(self, answer: Answer) -> Beside:
        """Return what there is to show beside an answer of this engine: as far as the same speeches tell."""
        parts = ((speech, answer.meeting.part_of(speech)) for speech in answer.meeting.speeches)
        return self._engine(tuple((source_number(part), part.numbers[id(speech)]) for speech, part in parts)).beside(
            answer
        )

    @cached_property
    def quotations(self) -> QuotationSelector:
        """Who finds what a pasted quotation may be from, in the same meetings."""
        return QuotationSelector(self._meetings, self._index, self._linker)

    def knows(self, meetings: Sequence[Meeting]) -> bool:
        """Tell whether it answers about all of some meetings."""
        return all(source_number(meeting) in self._by_number for meeting in meetings)

    def _select(self, text: str, context: Sequence[str]) -> tuple[tuple[int, int], ...]:
        """Return the speeches that a message may be about, in order of the meetings."""
        normal = normalise(text)
        named = self._linker.link(normal)
        speakers = list(dict.fromkeys(mention.speaker for mention in named))
        weighed = self._weighed(normal, [(mention.span.start, mention.span.end) for mention in named], 1.0)
        for earlier in reversed(context) if len(normal) <= _SHORT else ():
            before = normalise(earlier)
            mentions = self._linker.link(before)
            told = self._weighed(before, [(item.span.start, item.span.end) for item in mentions], _BEFORE)
            weighed = {**told, **weighed}
            speakers = speakers or list(dict.fromkeys(mention.speaker for mention in mentions))
            if speakers:
                break
        chosen: dict[tuple[int, int], int] = {}
        room = _CHARACTERS
        if speakers:
            found = self._found(weighed, speakers) or self._found({}, speakers)
            room = self._take(found, chosen, room, room // _OTHERS)
        self._take(self._found(weighed), chosen, room, 0)
        if not chosen:  # nobody says any of it: any speech is as far from it as another
            self._take([(source_number(meeting), 0) for meeting in self._meetings[:1]], chosen, room, 0)
        order = {source_number(meeting): place for place, meeting in enumerate(self._meetings)}
        return tuple(sorted(chosen, key=lambda key: (order[key[0]], key[1])))

    def _weighed(self, normal: str, named: list[tuple[int, int]], weight: float) -> dict[str, float]:
        bare = without(normal, named)
        words = list(content(bare)) or [bare]
        return {piece: weight for word in words for piece in pieces_of(word)}

    def _found(self, weighed: dict[str, float], speakers: Collection[str] = ()) -> list[tuple[int, int]]:
        if not weighed and not speakers:
            return []
        return self._index.search(list(weighed.items()), meetings=self._digests, speakers=speakers, limit=_CONSIDERED)

    def _take(self, found: Sequence[tuple[int, int]], chosen: dict[tuple[int, int], int], room: int, left: int) -> int:
        """Take speeches while there is room; the first in any case. Return the room that is left."""
        for key in found:
            size = len(self._speech(key).text)
            counted = min(size, _LONG)
            if key in chosen or (chosen and (counted > room - left or sum(chosen.values()) + size > _MOST)):
                continue
            chosen[key] = size
            room -= counted
        return room

    def _speech(self, key: tuple[int, int]) -> Speech:
        return self._by_number[key[0]].speeches[key[1]]

    def _build(self, keys: tuple[tuple[int, int], ...]) -> Engine:
        parts = [self._by_number[number] for number in dict.fromkeys(number for number, _ in keys)]
        few = gather(parts or self._meetings[:1], [self._speech(key) for key in keys])
        return Engine(MeetingIndex(few, None, VectorStore(None), passing=True), _Among(self._linker, few))


class _Among:
    """Knows those who speak in a selection, and nobody else: of others there is nothing to quote."""

    def __init__(self, linker: LinksNames, few: Meeting) -> None:
        self._linker = linker
        self._speakers = frozenset(few.speakers)

    @property
    def names(self) -> Sequence[str]:
        return self._linker.names

    def link(self, text: str) -> tuple[Mention, ...]:
        return tuple(mention for mention in self._linker.link(text) if mention.speaker in self._speakers)

    def titles(self, text: str) -> dict[str, tuple[str, ...]]:
        held = {
            title: tuple(name for name in holders if name in self._speakers)
            for title, holders in self._linker.titles(text).items()
        }
        return {title: holders for title, holders in held.items() if len(holders) > 1}
