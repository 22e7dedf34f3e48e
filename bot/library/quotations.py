"""Which speeches of very many a pasted quotation may be from: those that hold its sentences, and the nearest others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from bot.answering.parsing import LinksNames
from bot.corpus.gathering import gather
from bot.library.speech_index import SpeechIndex, pieces_of, source_number
from bot.retrieval.letters import read_letters
from bot.retrieval.normal import fold, normalise
from bot.types import Meeting, Speech

__all__ = ["QuotationSelector"]

_SENTENCE = re.compile(r"[^。！？!?；;：:…\n\r\u2028\u2029“”「」『』\"]+")
_CLAUSE = re.compile(r"[^，,、]+")
_MOST_SENTENCES = 60
"""Sentences of one message that are looked for; of more, the longest."""
_FEWEST = 2
"""Letters of what is looked for."""
_HOLDING = 40
"""Speeches with all words of a sentence that are read for it."""
_KEPT = 4
"""Of those that have it as it is, how many of each sentence are compared; of a claimed speaker's, as many again."""
_NEAREST = 6
"""Speeches with most words of a sentence that are compared."""
_CHARACTERS = 60_000
"""Of all speeches that are compared; the first in any case."""
_SHORT = 4_000
"""Characters of what a reporter wrote that are compared in any case."""

_Key = tuple[int, int]


class QuotationSelector:
    """Finds what a quotation has to be held against, among meetings of any size.

    Args:
        meetings: Where it may be from, at least one.
        index: It holds their speeches, and may hold others'.
        linker: It knows their speakers.
    """

    def __init__(self, meetings: Sequence[Meeting], index: SpeechIndex, linker: LinksNames) -> None:
        self._meetings = tuple(meetings)
        self._by_number = {source_number(meeting): meeting for meeting in meetings}
        self._digests = [meeting.source.sha256 for meeting in meetings]
        self._index = index
        self._linker = linker

    def select(self, text: str) -> Meeting:
        """Return the speeches that a pasted message may quote, in order, and which reporters it may.

        A speech that has a sentence of it as it is comes before all that are only like it. What a reporter wrote is
        taken where it has a sentence as it is, or is short.

        Args:
            text: As pasted or forwarded.
        """
        claimed = list(dict.fromkeys(mention.speaker for mention in self._linker.link(normalise(text))))
        holding: list[list[_Key]] = []
        nearest: list[list[_Key]] = []
        reported: set[int] = set()
        for sentence in _sentences(text):
            letters = read_letters(sentence).text
            reported.update(number for number, told in self._reporters if letters in told)
            for speakers in [(), claimed] if claimed else [()]:
                if exact := self._holding(sentence, speakers):
                    holding.append(exact)
                    continue
                # "X said, WORDS" is one sentence, and so are two clauses put together
                holding += [self._holding(clause, speakers) for clause in _parts(_CLAUSE, sentence)]
                weighed = dict.fromkeys(pieces_of(fold(sentence)), 1.0)
                nearest.append(self._found(weighed, speakers, _NEAREST) if weighed else [])
        chosen = self._within_room([*_in_turn(holding), *_in_turn(nearest)])
        numbers = reported | {number for number, _ in chosen}
        parts = [meeting for meeting in self._meetings if source_number(meeting) in numbers] or self._meetings[:1]
        order = {source_number(meeting): place for place, meeting in enumerate(parts)}
        chosen.sort(key=lambda key: (order[key[0]], key[1]))
        heard = [meeting.reporter for meeting in parts if source_number(meeting) in reported or _is_short(meeting)]
        return gather(parts, [self._speech(key) for key in chosen], heard)

    @cached_property
    def _reporters(self) -> tuple[tuple[int, str], ...]:
        """What each meeting's reporter wrote, as letters: the index holds speeches alone."""
        return tuple((source_number(meeting), read_letters(meeting.reporter.text).text) for meeting in self._meetings)

    def _holding(self, words: str, speakers: Collection[str]) -> list[_Key]:
        """Return speeches that have some words as they are, whatever marks, width and script they are written in."""
        pieces = _inner_pieces(words)
        if not pieces:
            return []
        letters = read_letters(words).text
        found = self._found(dict.fromkeys(pieces, 1.0), speakers, _HOLDING, every=True)
        kept: list[_Key] = []
        for key in found:
            if letters in read_letters(self._speech(key).text).text:
                kept.append(key)
            if len(kept) == _KEPT:
                break
        return kept

    def _found(
        self, weighed: dict[str, float], speakers: Collection[str], limit: int, *, every: bool = False
    ) -> list[_Key]:
        return self._index.search(
            list(weighed.items()), meetings=self._digests, speakers=speakers, limit=limit, every=every
        )

    def _within_room(self, keys: Sequence[_Key]) -> list[_Key]:
        chosen: list[_Key] = []
        room = _CHARACTERS
        for key in dict.fromkeys(keys):
            size = len(self._speech(key).text)
            if size <= room or not chosen:
                chosen.append(key)
                room -= size
        return chosen

    def _speech(self, key: _Key) -> Speech:
        return self._by_number[key[0]].speeches[key[1]]


def _is_short(meeting: Meeting) -> bool:
    return len(meeting.reporter.text) <= _SHORT


def _sentences(text: str) -> list[str]:
    found = list(dict.fromkeys(_parts(_SENTENCE, text)))
    longest = sorted(found, key=len, reverse=True)[:_MOST_SENTENCES]
    return [sentence for sentence in found if sentence in set(longest)] if len(found) > len(longest) else found


def _parts(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        if len(read_letters(match.group()).text) >= _FEWEST:
            yield match.group()


def _inner_pieces(words: str) -> list[str]:
    """Return the pieces of some words that must stand in a text that has them.

    A number, a Latin word or a lone character at the edge may be the end of a longer one there.
    """
    pieces = list(pieces_of(fold(words)))
    inner = [
        piece
        for number, piece in enumerate(pieces)
        if 0 < number < len(pieces) - 1 or (len(piece) > 1 and not piece[0].isascii())
    ]
    return list(dict.fromkeys(inner or pieces))


def _in_turn(lists: Sequence[Sequence[_Key]]) -> Iterator[_Key]:
    """Yield the first of each list, then the second of each: no sentence takes another's room."""
    for place in range(max(map(len, lists), default=0)):
        for some in lists:
            if place < len(some):
                yield some[place]
