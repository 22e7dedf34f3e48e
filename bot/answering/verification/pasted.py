"""What of a pasted message is a quotation, and who is said to have said it.

A message may be a bare quotation, a newspaper's sentence around one, this bot's own reply forwarded, or a page with
role lines. Where it can be read in two ways, both readings are given: which one is meant shows when they are compared
with the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from bot.answering.linking import Linker
from bot.answering.strangers import strangers
from bot.language import HAN, hint, language
from bot.retrieval.letters import read_letters
from bot.retrieval.normal import fold, normalise
from bot.types import Span

__all__ = ["Quotation", "Reading", "read_message", "without_links"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LINK = r"(?:https?://|www\.|t\.me/)[^\s\u3000-\u9fff，。）]+|(?<!\w)[@#]\w+#?"
_LINKS = re.compile(rf"^\s*(?:(?:{_LINK})\s*)+|(?:[^\w\s,，。、“”]*\s*(?:{_LINK}))+[^\w\n]*$", re.MULTILINE)
_QUOTED = re.compile(r"\s*[>＞▎]\s?")
_CITING = re.compile(r"^\s*(?:[—–―─-]{1,3}|(?:来源|出处|来自|摘自)[：:]|[（(]来源|via\b)\s*(?=\S)", re.IGNORECASE)
_TITLE = re.compile(r"\s*《[^》]*》\s*[。.]?\s*$")
_WHO = re.compile(r"\s*[□●■◆○▲*]*\s*(?P<who>[^·。；;！？!?\n“”：:*]{2,60}?)\s*[*]*\s*(?:·.*|[：:]\s*[*]*\s*)?$")
_LIST_MARK = re.compile(r"\s*(?:\d{1,2}\s*[.、)）．:：]|[（(]\d{1,2}[)）]|[•●▪◦*·-]|[①-⑳])\s*(?![0-9%])")
_NAMED = re.compile(r"\s*(?P<who>[^：:。；;！？!?“”「」\n]{1,40}?)\s*(?P<colon>[：:])\s*")
_TURN = re.compile(r"[。；;！？!?]+[”」]?\s*")
_COLON = re.compile(r"\s*[：:]")
_LEADS = re.compile(r"\s*[：:，,“「『\"]")
_NAMED_APART = re.compile(r"\s*(?P<who>[^\s：:，,。；;“”「」]{2,24})[\s，,]+(?=\S)")
_TRAILING = re.compile(r"[\s，,。]*(?:[—–―-]{1,3}|[（(])\s*(?P<who>[^—–―（）()。，,“”]{2,40}?)\s*[)）]?\s*[。]?\s*$")
_OPENS = {"“": "”", "「": "」", "『": "』", '"': '"', "«": "»", "‘": "’"}
_SHORT_NAME = 40
_LONGEST_LEAD = 20
"""Letters that lead to a quotation, at most: what is longer says something itself."""
_SHORT_LINE = 120
_MARK = re.compile(r"[“”「」『』\"]")
_SENTENCE = re.compile(r"[。；！？;!?]")
_FEWEST = 2
"""Letters of what can be held against anything."""
_FIRM = 0.85
_BESIDE_NAME = 4
"""Letters beside a name that make no sentence of it: another office, 同志."""
_BY_NAME = frozenset({"name", "pinyin", "initials", "homophone"})


class _Kind(Enum):
    """What a line of a message is."""

    QUOTATION = "quotation"
    NAME = "name"
    """Who says what follows."""
    CITATION = "citation"
    """Where what came before stands, or who said it."""
    HEADING = "heading"
    """A heading of the meeting."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a message that claims to be somebody's words.

    Attributes:
        span: Where it stands in the message.
        claimed: Who is said to have said it: full names of speakers, strangers as written; empty when nobody is named.
    """

    span: Span
    claimed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a part of a message.

    Attributes:
        quotations: In order.
        frame: Letters around them that lead to them, name who said them or ask whether it is true.
    """

    quotations: tuple[Quotation, ...]
    frame: int = 0


def read_message(
    text: str, linker: Linker, lines: frozenset[str] = frozenset(), headings: frozenset[str] = frozenset()
) -> Iterator[tuple[Reading, ...]]:
    """Yield the parts of a message, each with the ways to read it: the plainest first.

    Args:
        text: The message, without links.
        linker: Who knows the meeting's speakers.
        lines: The letters of lines that name speakers, such as the meeting's role lines.
        headings: The letters of its headings, which stand between quotations and are none.
    """
    return _Message(text, linker, lines, headings).parts()


class _Message:
    def __init__(self, text: str, linker: Linker, lines: frozenset[str], headings: frozenset[str]) -> None:
        self._text = text
        self._linker = linker
        self._lines = lines
        self._headings = headings

    def parts(self) -> Iterator[tuple[Reading, ...]]:
        """Yield the parts: runs of lines that nobody else's name comes between."""
        claimed: tuple[str, ...] = ()
        run: list[Span] = []
        read = False
        for line, kind in self._lines_by_kind():
            if kind is _Kind.QUOTATION:
                run.append(line)
                continue
            whom = self._whom(_CITING.sub("", line.of(self._text)))
            if run:
                # whoever is named below words said them, unless somebody is above
                yield self._readings(run, claimed or (whom if kind is _Kind.CITATION else ()))
                run, read = [], True
            claimed = whom if kind is _Kind.NAME else ()
        if run:
            yield self._readings(run, claimed)
        elif not read:
            yield (Reading((Quotation(Span(0, len(self._text))),)),)  # it may be meant to be looked up, whatever it is

    def _lines_by_kind(self) -> Iterator[tuple[Span, _Kind]]:
        """Yield the lines that hold anything, each with what it is."""
        lines = [Span(*match.span()) for match in _LINE.finditer(self._text)]
        quoting = any(_QUOTED.match(line.of(self._text)) for line in lines)
        for line in lines:
            words = line.of(self._text)
            letters = read_letters(words).text
            if len(letters) < _FEWEST or _TITLE.match(words):
                continue
            if letters in self._headings:
                yield line, _Kind.HEADING
            elif _QUOTED.match(words):
                yield line, _Kind.QUOTATION
            elif self._is_citation(words):
                yield line, _Kind.CITATION
            elif quoting or self._names(words):
                yield line, _Kind.NAME
            else:
                yield line, _Kind.QUOTATION

    def _is_citation(self, words: str) -> bool:
        """Tell whether a line says where words come from; a dash may as well begin an item of a speech."""
        return _CITING.match(words) is not None and len(words) <= _SHORT_LINE and not _SENTENCE.search(words)

    def _names(self, words: str) -> bool:
        """Tell whether a line only names who speaks."""
        named = _WHO.match(words)
        return named is not None and self._is_name(named["who"])

    def _is_name(self, words: str) -> bool:
        """Tell whether words hold a name or an office of the meeting and hardly anything else."""
        if read_letters(words).text in self._lines:
            return True
        folded = fold(words)
        mentions = self._linker.link(folded)
        named = {place for mention in mentions for place in range(mention.span.start, mention.span.end)}
        firm = any(mention.score >= _FIRM for mention in mentions)
        return firm and len(read_letters(folded).text) - len(named) <= _BESIDE_NAME

    def _readings(self, lines: Sequence[Span], claimed: tuple[str, ...]) -> tuple[Reading, ...]:
        """Return the ways to read lines that belong together."""
        whole = Span(lines[0].start, lines[-1].end)
        plain = Reading((Quotation(whole, claimed),))
        bare = tuple(self._without_frame(lines, claimed))
        frame = self._size(whole) - sum(self._size(quotation.span) for quotation in bare)
        readings = (plain, *self._marked(whole, claimed), Reading(bare, frame))
        return tuple(
            one for one in dict.fromkeys(readings) if all(self._size(each.span) >= _FEWEST for each in one.quotations)
        )

    def _size(self, stretch: Span) -> int:
        return len(read_letters(stretch.of(self._text)).text)

    def _marked(self, whole: Span, claimed: tuple[str, ...]) -> Iterator[Reading]:
        """Yield what stands in quotation marks, if somebody is said to have said it or it is most of the words."""
        stretches = list(_in_marks(self._text, whole))
        found: list[Quotation] = []
        said, frame = claimed, 0
        for number, stretch in enumerate(stretches):
            start = stretches[number - 1].end + 1 if number else whole.start
            before = _last_line(self._text[start : stretch.start - 1])
            end = stretches[number + 1].start - 1 if number + 1 < len(stretches) else whole.end
            behind = _first_line(self._text[min(end, stretch.end + 1) : end])
            leads = _leads_to_words().search(fold(before)) is not None
            last = number + 1 == len(stretches)
            follows = last and not before.strip() and hint("leads_to_words").search(fold(behind))
            most = len(stretch) > len(before) + len(behind)
            said = (self._whom(before) if leads or most else ()) or (self._whom(behind) if follows else ()) or said
            if leads or follows or most:
                found.append(Quotation(stretch, said))
                around = before if leads else behind if follows else ""
                frame += min(_LONGEST_LEAD, len(read_letters(around).text))
        if found:
            yield Reading(tuple(found), frame)

    def _without_frame(self, lines: Sequence[Span], claimed: tuple[str, ...]) -> Iterator[Quotation]:
        """Yield the lines without what leads to the words or asks about them; those that go on as one."""
        run: Span | None = None
        marked = sum(_LIST_MARK.match(line.of(self._text)) is not None for line in lines) > 1
        for line in (turn for whole in lines for turn in self._turns(whole)):
            bare, whom = self._bare(line, marked=marked)
            if run is not None and not whom and bare.start - line.start == 0:
                run = Span(run.start, bare.end)
                continue
            if run is not None:
                yield Quotation(run, claimed)
            run, claimed = bare, whom or claimed
        if run is not None:
            yield Quotation(run, claimed)

    def _turns(self, line: Span) -> Iterator[Span]:
        """Cut a line where a sentence ends and another speaker's name and a colon follow."""
        start = line.start
        for end in _TURN.finditer(self._text, line.start, line.end):
            named = _NAMED.match(self._text, end.end(), line.end)
            if named and self._is_name(named["who"]):
                yield Span(start, end.start())
                start = end.end()
        yield Span(start, line.end)

    def _bare(self, line: Span, *, marked: bool) -> tuple[Span, tuple[str, ...]]:
        """Return a line without what stands around the words, and whom it names; ``marked`` if it is one of a list."""
        start, end = line.start, line.end
        if quoted := _QUOTED.match(self._text, start, end):
            start = quoted.end()
        if marked and (listed := _LIST_MARK.match(self._text, start, end)):
            start = listed.end()
        if first := hint("asks_truth_first").match(fold(self._text[start:end])):
            start += first.end()
        last = hint("asks_truth_last").search(fold(self._text[start:end]))
        if last and last.start():
            end = start + last.start()
        whom, start = self._lead(start, end)
        trailing = _TRAILING.search(self._text, start, end)
        if not whom and trailing and self._is_name(trailing["who"]):
            whom, end = self._whom(trailing["who"]), trailing.start()
        return Span(start, end), whom

    def _lead(self, start: int, end: int) -> tuple[tuple[str, ...], int]:
        """Return whom the head of a line names as the speaker, and where the words begin."""
        line = self._text[start:end]
        folded = fold(line)
        named = _NAMED.match(line)
        for verb in hint("leads_to_words").finditer(folded[: named.start("colon") if named else _SHORT_NAME]):
            who = line[: verb.start()]
            if who and self._leads(who, verb.group(), line[verb.end() :]) and (whom := self._whom(who)):
                return whom, start + (named.end() if named and verb.end() == named.start("colon") else verb.end())
        if named and (whom := self._whom(named["who"])):
            return whom, start + named.end()
        if (apart := _NAMED_APART.match(line)) and self._is_name(apart["who"]):
            return self._whom(apart["who"]), start + apart.end()
        somebody = hint("leads_to_words").search(folded[:_SHORT_NAME])
        if somebody and _COLON.match(line, somebody.end()):
            return (), start + somebody.end()
        return (), start

    def _leads(self, who: str, verb: str, behind: str) -> bool:
        """Tell whether a verb of saying is one: a single character may belong to a word, as 称 does to 称号."""
        if _SENTENCE.search(who) or _MARK.search(who) or not read_letters(behind).text:
            return False
        return len(verb) > 1 or _LEADS.match(behind) is not None or self._is_name(who)

    def _whom(self, words: str) -> tuple[str, ...]:
        """Return who some words name: speakers of the meeting, else whoever else is said to speak."""
        normal = normalise(words)
        mentions = self._linker.link(normal)
        if mentions:
            by_name = [mention for mention in mentions if mention.how in _BY_NAME]  # a role line names others' offices
            return tuple(dict.fromkeys(mention.speaker for mention in by_name or mentions))
        bare = hint("leads_to_words").sub("", normal).strip(' ：:，,据“"”')
        return (bare,) if _stranger().fullmatch(bare) or strangers(f"{bare}怎么说", "") else ()


@cache
def _stranger() -> re.Pattern[str]:
    """Return what matches a Chinese name, alone or behind an office."""
    data = language().offices
    surnames = f"[{data.surnames}]|{'|'.join(data.compound_surnames)}"
    return re.compile(rf"(?:[{HAN}]{{0,20}}(?:{'|'.join(data.titles)}))?(?:{surnames})[{HAN}]{{1,2}}")


def without_links(text: str) -> str:
    """Return a message with the addresses and tags that begin or end a line blanked out, as long as it was."""
    return _LINKS.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


@cache
def _leads_to_words() -> re.Pattern[str]:
    """Return what finds that words end by leading to somebody's: in a verb of saying, a colon, or nothing."""
    return re.compile(
        rf"(?:^|[：:]|{hint('leads_to_words').pattern})[：:，,\s]*(?:将|要|会|就?是)?[：:，,\s]*$", re.ASCII
    )


def _in_marks(text: str, whole: Span) -> Iterator[Span]:
    """Yield what stands between outermost quotation marks, the marks left out."""
    place = whole.start
    while place < whole.end:
        if close := _OPENS.get(text[place]):
            end = _closing(text, place, whole.end, close)
            if end > place + 1:
                yield Span(place + 1, end)
                place = end
        place += 1


def _closing(text: str, start: int, end: int, close: str) -> int:
    """Return where the mark that opens at ``start`` is closed; -1 where it is not."""
    depth = 0
    for place in range(start + 1, end):
        if text[place] == close:
            if not depth:
                return place
            depth -= 1
        elif text[place] == text[start]:
            depth += 1
    return -1


def _last_line(text: str) -> str:
    """Return the end of what stands before a quotation, up to the sentence before."""
    return re.split(r"[\n。！？；”」]", text.rstrip("\n"))[-1]


def _first_line(text: str) -> str:
    """Return the beginning of what stands behind a quotation, to the end of the sentence."""
    return re.split(r"[\n。！？；“「]", text.lstrip("，, "))[0]
