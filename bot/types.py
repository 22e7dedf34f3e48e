"""The vocabulary of whosaid, in pipeline order.

    file ──read──▶ Meeting(speeches) ──segment──▶ Passage ──index──▶ Retriever
    message ──parse──▶ Question ──retrieve──▶ ScoredPassage ──rank──▶ Quote ──▶ Answer ──render──▶ Reply

Every type is an immutable value. A ``Quote`` holds a span, not a string: its words are read from the
speech when they are shown, so nothing downstream can misquote.

Offsets are half-open and count Unicode code points, never bytes or UTF-16 units.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

__all__ = [
    "Answer",
    "AnswerStatus",
    "Comparator",
    "Difference",
    "DifferenceKind",
    "Mark",
    "Meeting",
    "Mention",
    "Passage",
    "Pledge",
    "Quantity",
    "Question",
    "QuestionKind",
    "Quote",
    "ScoredPassage",
    "SourceText",
    "Span",
    "Speech",
    "Term",
    "Verification",
    "VerificationStatus",
    "squash",
]

_WHITESPACE = re.compile(r"[\s\u200b\ufeff]+")
"""With the two that take no room: the reader leaves them out at the edges of a line like any other blank."""


def squash(text: str) -> str:
    """Return ``text`` without any whitespace: the form in which a quote and its source must be equal."""
    return _WHITESPACE.sub("", text)


# --- what was said ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``0 <= start <= end``.

    Raises:
        ValueError: the range is negative or reversed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = f"not a span: [{self.start}, {self.end})"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the slice of ``text`` under the span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a stretch of a source's text stands in the file, as its reader counts; it holds up to the next mark.

    Attributes:
        start: First code point of the stretch in ``SourceText.text``.
        page: Counted from 1; None where a file has no pages.
        line: Of the page or, without pages, of the file, counted from 1; None where there is none.
        time: Seconds from the beginning of the recording; None where there is none.
        paragraph: Of the file, counted from 1 among those that hold text; None where lines or times lead there.
    """

    start: int
    page: int | None = None
    line: int | None = None
    time: float | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as received.

    Attributes:
        text: Of a text file, decoded with ``newline=""``, so that offsets are the file's; of other formats, the text
            they hold, paragraph by paragraph.
        path: The file.
        sha256: Of its bytes.
        marks: Where stretches of ``text`` stand in a file that is not plain text, by ascending start.
    """

    text: str
    path: Path
    sha256: str
    marks: tuple[Mark, ...] = ()

    def mark_at(self, offset: int) -> Mark | None:
        """Return the mark that holds at an offset; None where a file has none."""
        place = bisect_right(self.marks, offset, key=lambda mark: mark.start)
        return self.marks[place - 1] if place else None


@dataclass(frozen=True, eq=False)
class Speech:
    """What one voice says in one section of a meeting.

    ``text`` is the *reading text*: the source with the line breaks of the printed page taken out where
    they fall inside a sentence. It differs from the source by deleted whitespace only. Paragraphs are
    separated by one line feed.

    The reporter is a voice too: headline, byline, lead, section headings and role lines form the
    meeting's ``reporter`` speech, whose ``speaker`` is empty. They are never quoted as a speaker's words.

    Attributes:
        speaker: Full name; empty for the reporter.
        role: The full role line as printed, without the name.
        organisation: The body the speaker stands for, taken from the role line.
        section: The section heading; empty when the source has none.
        text: The reading text.
        offsets: For each code point of ``text``, its offset in ``source.text``; strictly increasing.
        paragraphs: Spans of ``text``, in order, without the separating line feeds.
        role_line: Where the reporter's speech prints this speaker's role; None for the reporter.
        heading: Where the reporter's speech prints the section heading; None when there is none.
    """

    source: SourceText
    speaker: str
    role: str
    organisation: str
    section: str
    text: str
    offsets: Sequence[int]
    paragraphs: tuple[Span, ...]
    role_line: Span | None = None
    heading: Span | None = None

    @property
    def by_reporter(self) -> bool:
        """Whether these are the reporter's words rather than a speaker's."""
        return not self.speaker

    @property
    def shown_role(self) -> str:
        """The role as it stands beside the name; empty where it is the name: a record may call people by office."""
        return "" if self.role == self.speaker else self.role

    def source_span(self, span: Span) -> Span:
        """Map a span of ``text`` to the source, from its first to its last code point.

        Raises:
            ValueError: the span is empty or reaches beyond the speech.
        """
        if not len(span) or span.end > len(self.text):
            msg = f"[{span.start}, {span.end}) is no part of a speech of {len(self.text)} characters"
            raise ValueError(msg)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


@dataclass(frozen=True, eq=False)
class Meeting:
    """A meeting as one source file reports it.

    Attributes:
        meeting_id: Short stable id, from the file's name.
        title: The headline.
        subtitle: The second headline; empty when there is none.
        reporter: What the reporter wrote around the speeches.
        byline: Where the reporter's speech names who wrote it; None when it does not.
        lead: Where the reporter's speech introduces the meeting; None when it does not.
        speeches: In the order of the source; the same speaker may hold several.
        name: What whoever added it calls it; empty for its title.
        date: When it was held, as far as that is known: ``2022-09-05``, ``2022-09``, ``2022`` or nothing.
        parts: Several meetings that are asked about together, in order; empty for a single one.
        added_aliases: What its owner says somebody is called, each with the speaker's full name; of a single meeting.
        removed_aliases: What its owner says nobody is called; of a single meeting.
    """

    meeting_id: str
    title: str
    subtitle: str
    source: SourceText
    reporter: Speech
    speeches: tuple[Speech, ...]
    byline: Span | None = None
    lead: Span | None = None
    name: str = ""
    date: str = ""
    parts: tuple[Meeting, ...] = ()
    added_aliases: tuple[tuple[str, str], ...] = ()
    removed_aliases: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What people are told it is: what whoever added it calls it, its title or, without one, its file's name."""
        return self.name or self.title or self.source.path.stem

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Full names in order of first appearance, each once."""
        return tuple(self._by_speaker)

    def speeches_of(self, speaker: str) -> tuple[Speech, ...]:
        """Return the speeches of one speaker; empty for a name that did not speak."""
        return self._by_speaker.get(speaker, ())

    @cached_property
    def voices(self) -> tuple[Speech, ...]:
        """The reporter's speech and all others; of several meetings, each one's reporter before its speeches."""
        if not self.parts:
            return (self.reporter, *self.speeches)
        return tuple(voice for part in self.parts for voice in part.voices)

    @property
    def reporters(self) -> tuple[Speech, ...]:
        """What the reporter wrote; of several meetings, each one's."""
        return tuple(part.reporter for part in self.parts or (self,))

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """The place of each speech in ``speeches``, by the speech's ``id``."""
        return {id(speech): number for number, speech in enumerate(self.speeches)}

    def part_of(self, speech: Speech) -> Meeting:
        """Return the single meeting that a speech, or what its reporter writes, belongs to; itself when it is one.

        Raises:
            LookupError: it belongs to none of several.
        """
        return self._by_source[id(speech.source)] if self.parts else self

    @cached_property
    def _by_source(self) -> Mapping[int, Meeting]:
        return {id(part.source): part for part in self.parts}

    @cached_property
    def _by_speaker(self) -> Mapping[str, tuple[Speech, ...]]:
        found: dict[str, list[Speech]] = {}
        for speech in self.speeches:
            found.setdefault(speech.speaker, []).append(speech)
        return {speaker: tuple(speeches) for speaker, speeches in found.items()}


# --- which passages matter --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a sentence, or a ；-clause of a long one.

    Attributes:
        speech: Where it stands.
        span: Its place in ``speech.text``.
        paragraph: Index into ``speech.paragraphs``.
        lead: The words that open its paragraph or sentence and give it its subject (首先，把稳增长放在…);
            None when the passage holds them itself.
        point: 1-based number of the speech's point it belongs to (首先/第二/…); 0 outside any point.
    """

    speech: Speech
    span: Span
    paragraph: int
    lead: Span | None = None
    point: int = 0

    @property
    def text(self) -> str:
        """The passage's words."""
        return self.span.of(self.speech.text)

    @property
    def lead_text(self) -> str:
        """The words of its lead; empty when the passage holds them itself."""
        return self.lead.of(self.speech.text) if self.lead else ""

    @property
    def header(self) -> str:
        """Section, role and speaker: what the passage's own words leave unsaid."""
        return " ".join(part for part in (self.speech.section, self.speech.role, self.speech.speaker) if part)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with the named figures that rank it.

    Attributes:
        score: The ranking score: the higher, the better. Not a probability.
        features: Feature name to value; see ``bot.answering.ranking.WEIGHTS``.
    """

    passage: Passage
    score: float
    features: dict[str, float] = field(default_factory=dict, compare=False)


# --- what is asked ----------------------------------------------------------------------------------------


class QuestionKind(StrEnum):
    """What kind of answer a question wants."""

    WHO = "who"
    WHAT = "what"
    QUANTITY = "quantity"
    WHEN = "when"
    HOW = "how"
    NUMBER = "number"
    LIST = "list"
    POINTS = "points"
    COMPARE = "compare"
    SPEAKER = "speaker"
    ABSENT = "absent"
    MEETING = "meeting"
    OFFTOPIC = "offtopic"


class Comparator(StrEnum):
    """How a quantity relates to the number that states it."""

    EXACT = "="
    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    ABOUT = "~"
    RANGE = ".."
    MAGNITUDE = "magnitude"
    """百亿级: of the order of 10^10, no exact number."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as read from Arabic, full-width or Chinese numerals.

    Attributes:
        low: Lower end; equal to ``high`` unless the text gives a range (5至6个).
        high: Upper end.
        unit: Counter or unit as written, magnitude words resolved into the number (1000万元 → 1e7 元);
            "%" for percentages; empty when the number stands alone.
        comparator: 以上, 超, 突破, 约, 百亿级 …
        span: Where it stands in the text it was read from.
    """

    low: float
    high: float
    unit: str
    comparator: Comparator
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, office or organisation of the meeting named in a question.

    Attributes:
        speaker: The full name it stands for.
        span: Where it stands in ``Question.text``.
        score: Similarity of the wording to the name or office, 0 to 1.
        how: By what it was recognised: name, title, office, organisation, pinyin, initials, homophone, inherited.
    """

    speaker: str
    span: Span
    score: float
    how: str


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question.

    Attributes:
        text: In normal form.
        weight: Share of the question's meaning it carries (inverse document frequency), > 0.
        variants: Other wordings that count as the same (everyday word → official word).
        demanded: Whether an answer must touch on it: the new thing of a follow-up (那足球呢？).
    """

    text: str
    weight: float
    variants: tuple[str, ...] = ()
    demanded: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    Attributes:
        text: As typed.
        normal: Normal form: simplified script, half-width, lower case, one line.
        kind: What kind of answer it wants.
        mentions: People, offices and organisations of the meeting it names.
        terms: Content words, without question words, function words and mentions.
        quantities: Numbers it states; a number must stand in the quote.
        negated: Whether it asks who does *not* say something.
        inherited: What it took over from the conversation, in words for the reader; empty for none.
    """

    text: str
    normal: str
    kind: QuestionKind
    mentions: tuple[Mention, ...] = ()
    terms: tuple[Term, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    negated: bool = False
    inherited: str = ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Full names of the speakers it names, each once, in order."""
        return tuple(dict.fromkeys(mention.speaker for mention in self.mentions))


# --- what is answered -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a speech, by place: the text is read from the speech when it is shown.

    Attributes:
        speech: Who said it.
        span: Which words, in ``speech.text``.
        emphasis: The decisive words, as spans of ``speech.text`` inside ``span``, in order, not overlapping.

    Raises:
        ValueError: the span is empty, reaches beyond the speech, or is not one stretch of the source.
    """

    speech: Speech
    span: Span
    emphasis: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        place = self.speech.source_span(self.span)
        if squash(place.of(self.speech.source.text)) != squash(self.text):
            msg = f"[{self.span.start}, {self.span.end}) is not one stretch of {self.speech.source.path}"
            raise ValueError(msg)
        if any(not self.span.covers(words) for words in self.emphasis):
            msg = "emphasis outside the quote"
            raise ValueError(msg)

    @property
    def text(self) -> str:
        """The quoted words, exactly as they stand in the reading text."""
        return self.span.of(self.speech.text)

    @property
    def source_span(self) -> Span:
        """Where the words stand in the source file's text."""
        return self.speech.source_span(self.span)


@dataclass(frozen=True, slots=True)
class Pledge:
    """Something a speaker commits to; its words are read from the speech, like a quote's.

    Every span lies in ``quote.speech.text``; all but the deadline's lie inside the quote, unless the sentence says
    once for several pledges what they have in common (全年力争引进…项目1至2个、…企业30家以上).

    Attributes:
        quote: The clause that holds it.
        subject: What is to be reached, as spans in reading order: the words may be parted by the number.
        quantity: The number that is promised; None for a pledge without one.
        deadline: The words that say by when; None when there are none.
        commitment: The word that commits (力争, 确保); None when only the verb does.
    """

    quote: Quote
    subject: tuple[Span, ...]
    quantity: Quantity | None = None
    deadline: Span | None = None
    commitment: Span | None = None

    @property
    def subject_text(self) -> str:
        """What is to be reached, in the speaker's words."""
        return "".join(span.of(self.quote.speech.text) for span in self.subject)


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    CORRECTED = "corrected"
    """The person named did not say it; the quotes are what others said."""
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot has to say to a question: quotes, or an honest no.

    Attributes:
        question: As understood.
        meeting: What it was asked of.
        status: How it ended.
        quotes: Best first. Empty for ``not_found``, ``clarify`` and ``off_topic``.
        speakers: Full names the answer names: who said it or, for kind ``absent``, who did not.
        found: Terms of the question that the meeting does mention.
        missing: Terms of the question that it does not.
        suggestions: Speeches nearest to the question, for a reader who got no answer.
        considered: The best candidates with their features, best first, for ``--explain``.
    """

    question: Question
    meeting: Meeting
    status: AnswerStatus
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    suggestions: tuple[Speech, ...] = ()
    considered: tuple[ScoredPassage, ...] = ()


# --- whether it was said ----------------------------------------------------------------------------------


class VerificationStatus(StrEnum):
    """What became of a quotation that somebody pasted."""

    EXACT = "exact"
    """The meeting's words, whatever script, width and marks they are written with."""
    DIFFERENT = "different"
    """A passage of the meeting, with other words in it or with words left out."""
    MISATTRIBUTED = "misattributed"
    """The meeting's words, but not of whoever is said to have said them."""
    ABSENT = "absent"


class DifferenceKind(StrEnum):
    """What a difference changes, the gravest first."""

    NUMBER = "number"
    UNIT = "unit"
    NEGATION = "negation"
    DIRECTION = "direction"
    """增长 for 下降."""
    COMPARATOR = "comparator"
    """以上, 超, 约 of a number."""
    COMMITMENT = "commitment"
    """确保 for 力争."""
    WORDS = "words"

    @property
    def gravity(self) -> int:
        """Order among the kinds; 0 is the gravest."""
        return tuple(DifferenceKind).index(self)


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch in which a pasted quotation and the meeting differ.

    Attributes:
        kind: What it changes.
        said: The meeting's words; None where the quotation adds some.
        pasted: Their place in ``Verification.text``; empty where the quotation leaves them out.
    """

    kind: DifferenceKind
    said: Quote | None
    pasted: Span


@dataclass(frozen=True, slots=True)
class Verification:
    """A pasted quotation held against the meeting.

    Attributes:
        text: The quotation as pasted.
        status: What became of it; differing words weigh more than who said them.
        claimed: Who is said to have said it: full names of speakers, strangers as written; empty when nobody is named.
        quotes: The meeting's words, in the order of the quotation: several where it leaves something out between them.
            Emphasised where they differ. Empty when absent.
        elsewhere: The same words at other places of the meeting; only when there is one quote without differences.
        differences: The gravest first; of equal ones in the order of the quotation.
        stitched: Whether the quotes stand apart in the meeting and the quotation does not show it.
        other_script: Whether it is written in the other Chinese script.
        other_marks: Whether its punctuation is another. Only told of words that do not differ.
        nearest: The most similar passage of what is absent; None when nothing is similar.
    """

    text: str
    status: VerificationStatus
    claimed: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    elsewhere: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    stitched: bool = False
    other_script: bool = False
    other_marks: bool = False
    nearest: Quote | None = None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Full names of those who said the words, each once; empty when only the reporter wrote them."""
        voices = (quote.speech.speaker for quote in (*self.quotes, *self.elsewhere))
        return tuple(dict.fromkeys(filter(None, voices)))

    @property
    def misattributed(self) -> bool:
        """Whether none of those who are said to have said it did, whether or not the words differ, too."""
        return bool(self.claimed and self.quotes) and not set(self.claimed) & set(self.speakers)
