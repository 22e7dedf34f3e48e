"""From a message to an answer: understand, search, rank, quote, or say no."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from bot.answering.beside import NOTHING_BESIDE, Beside, select_beside
from bot.answering.conversation import may_lean, understand
from bot.answering.kinds.about import answer_heading, answer_meeting
from bot.answering.kinds.compare import answer_compare
from bot.answering.kinds.facts import answer_fact, not_found
from bot.answering.kinds.lists import answer_absent, answer_list
from bot.answering.kinds.people import answer_speaker
from bot.answering.kinds.points import answer_points
from bot.answering.matching import SAID, strongest
from bot.answering.parsing import LinksNames, Parser
from bot.answering.pledges import read_pledges
from bot.answering.search import Search
from bot.answering.several import joined, separate
from bot.answering.strangers import strangers
from bot.answering.topics import select_on_topic
from bot.config import Settings
from bot.corpus.reader import read_meeting
from bot.language import hint
from bot.retrieval.encoder import load_encoder
from bot.retrieval.index import MeetingIndex
from bot.retrieval.normal import fold
from bot.store.vectors import Progress, VectorStore
from bot.types import Answer, AnswerStatus, Meeting, Pledge, Question, QuestionKind

__all__ = ["Engine", "build_engine"]

_KINDS: Mapping[QuestionKind, Callable[[Question, Search], Answer]] = MappingProxyType(
    {
        QuestionKind.LIST: answer_list,
        QuestionKind.ABSENT: answer_absent,
        QuestionKind.POINTS: answer_points,
        QuestionKind.COMPARE: answer_compare,
        QuestionKind.SPEAKER: answer_speaker,
        QuestionKind.MEETING: answer_meeting,
    }
)
"""Every other kind asks for a fact."""


class Engine:
    """Answers questions about one meeting.

    Args:
        index: The meeting, searchable.
        linker: Who knows its speakers already, see ``Parser``.

    Attributes:
        search: The meeting's ranking.
        parser: Who reads its messages.
    """

    def __init__(self, index: MeetingIndex, linker: LinksNames | None = None) -> None:
        self.search = Search(index)
        self.parser = Parser(index.meeting, linker)
        # speaker by speaker, for a long meeting's ledger takes seconds
        self._pledges_of = lru_cache(maxsize=None)(self._read_pledges_of)

    @property
    def meeting(self) -> Meeting:
        """What the engine answers about."""
        return self.search.meeting

    def answer(self, text: str, context: Sequence[str] = ()) -> Answer:
        """Answer a message; never raises for its content.

        Args:
            text: The message as typed; may be anything.
            context: The same person's earlier messages, oldest first.
        """
        questions = separate(self.parser, text, context)
        if len(questions) > 1:
            return joined(text, [self._answer(part, context) for part, context in questions])
        return self._answer(text, context)

    def beside(self, answer: Answer) -> Beside:
        """Return what there is to show beside an answer that quotes somebody."""
        if not answer.quotes:
            return NOTHING_BESIDE
        quoted = dict.fromkeys(quote.speech.speaker for quote in answer.quotes)
        pledges = [pledge for speaker in quoted for pledge in self._pledges_of(speaker)]
        return select_beside(answer, select_on_topic(answer.question, self.search), pledges)

    def _read_pledges_of(self, speaker: str) -> tuple[Pledge, ...]:
        return read_pledges(replace(self.meeting, speeches=self.meeting.speeches_of(speaker)))

    def _answer(self, text: str, context: Sequence[str]) -> Answer:
        question = understand(self.parser, text, context)
        answer = self._answer_question(question)
        if question.inherited and may_lean(self.parser, text) and not self._is_about(answer, text):
            return self._answer_question(understand(self.parser, text, ()))
        return answer

    def _is_about(self, answer: Answer, text: str) -> bool:
        """Tell whether an answer quotes what a message itself speaks of, as far as the meeting does at all."""
        if answer.status not in {AnswerStatus.ANSWERED, AnswerStatus.CLARIFY}:
            return False
        question = self.parser.parse(text)
        terms, whether = question.terms, hint("mentioning").search(question.normal)
        if terms and whether and not any(strongest(terms, self.parser.sentences)):
            return False  # 有没有提到奥运, where nobody does: no answer to what was asked before is one to that
        said = [term for term in terms if term.text in self.parser.said]
        quoted = [fold(quote.text) for quote in answer.quotes]
        return not said or any(strength >= SAID for strength in strongest(said, quoted))

    def _answer_question(self, question: Question) -> Answer:
        if question.kind is QuestionKind.OFFTOPIC:
            return Answer(question, self.meeting, AnswerStatus.OFF_TOPIC)
        if holders := self.parser.holders(question):
            return Answer(question, self.meeting, AnswerStatus.CLARIFY, speakers=holders)
        unknown = () if question.mentions or question.inherited else strangers(question.normal, self.parser.said)
        if unknown:
            nothing = not_found(question, self.search, self.search.ranked(question))
            return replace(nothing, missing=unknown)
        heading = answer_heading(question, self.search)
        return heading or _KINDS.get(question.kind, answer_fact)(question, self.search)


def build_engine(settings: Settings, meeting: Meeting | None = None, *, progress: Progress | None = None) -> Engine:
    """Make a meeting answerable.

    Args:
        settings: Which meeting, which encoder, where to cache.
        meeting: What to ask about; None to read the meeting of the settings.
        progress: Told how many of the texts that must be encoded are done, and how many there are.

    Raises:
        SourceError: the meeting cannot be read.
        ConfigError: the language data is malformed.
    """
    meeting = meeting or read_meeting(settings.meeting.source)
    encoder = load_encoder(settings.retrieval.encoder, settings.retrieval.threads)
    store = VectorStore(settings.cache.directory / "vectors.sqlite")
    return Engine(MeetingIndex(meeting, encoder, store, progress))
