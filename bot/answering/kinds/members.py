"""What something announced consists of: three platforms, two reasons, the steps one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.answering.evidence import Verdict, judge
from bot.answering.numerals import read_numeral
from bot.answering.ranking import Ranked
from bot.answering.search import Search
from bot.corpus.passages import clauses, sentences
from bot.language import HAN, hint
from bot.retrieval.normal import fold
from bot.types import Question, Quote, Span, Speech

__all__ = ["asks_of_speech", "counts_openings", "member_quotes", "named_things"]

_MOST = 8
_ANCHORS = 8
"""Passages, from the best, that may announce the members."""
_NEAR_BEST = 0.6
_FEWEST = 2
_NUMBER = r"(?<![0-9第])(?P<number>[几两二三四五六七八九十2-9])(?![0-9十百千万亿%])"
_COUNTED = re.compile(rf"{_NUMBER}(?:大|个|种|样|条|点|项|类|件|步|招|道|层|块)?[“‘]?(?P<noun>[{HAN}]{{0,2}})")
_ENGLISH = re.compile(r"\b(?P<number>two|three|four|five|six|seven|eight)\b (?:\w+ )?(?P<noun>[a-z]+)")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight")
_MARKS = tuple(
    re.compile(mark)
    for mark in (
        r"(?:第[一二三四五六七八九十]|首先|其次|再次|再者|最后|此外|另外|另一方面|一方面)",
        r"其?[一二三四五六七八九十](?:是|[、，])|其[一二三四五]",
        r"[（(][一二三四五六七八九十]{1,2}[)）]",
        r"[（(](?:[ivx]{1,4}|[a-h]|\d{1,2})[)）]|\d{1,2}[.、．]|[①-⑩]",
    )
)
"""How members of one row begin."""
_FIRST = re.compile(r"首先|第一|其?一(?:是|[、，])|其一|一方面|[（(](?:一|i|a|1)[)）]|1[.、．]|①")


def asks_of_speech(question: Question) -> bool:
    """Tell whether what is counted are points rather than things of a kind: 三点, 哪几个方面."""
    return hint("points").search(question.normal) is not None


def counts_openings(question: Question, openings: Iterable[str]) -> bool:
    """Tell whether a question counts what the points of a speech begin with: 三个强化 where three begin so.

    Args:
        question: What is asked.
        openings: The folded words that each point begins with.
    """
    count, noun = _asked(question.normal)
    return bool(noun and count) and sum(opening.startswith(noun) for opening in openings) >= count


def _asked(normal: str) -> tuple[int, str]:
    """Return how many members are asked for and the noun that counts them; 0 and nothing when it is not said."""
    if match := _COUNTED.search(normal):
        noun = match["noun"]
        number = 0 if match["number"] == "几" else read_numeral(match["number"])
        return int(number or 0), noun if len(noun) == 2 else ""
    if match := _ENGLISH.search(normal):
        return _WORDS.index(match["number"]) + 2, match["noun"].removesuffix("s")
    return 0, ""


def member_quotes(question: Question, search: Search) -> list[Quote]:
    """Quote the members of what a question asks to enumerate, at most 8; empty when the meeting lists none."""
    ranked = search.ranked(question, question.speakers)
    if judge(question, ranked, search.index) is not Verdict.ANSWERS:
        return []
    count, noun = _asked(question.normal)
    nouns = _wordings(question, noun)
    for item in ranked[:_ANCHORS]:
        if item.score < ranked[0].score * _NEAR_BEST:
            break
        passage = item.scored.passage
        spans = _members(passage.speech, passage.span, passage.paragraph, count, nouns)
        if len(spans) >= max(count, _FEWEST):
            quotes = [search.quote_span(question, passage.speech, span) for span in spans[: count or _MOST]]
            return [*quotes, search.quote(question, item)][:_MOST]
    if hint("one_by_one").search(question.normal):
        return [search.quote(question, item) for item in _in_order(ranked)]
    return []


def _wordings(question: Question, noun: str) -> tuple[str, ...]:
    if not noun:
        return ()
    return next(
        (
            (*term.variants, term.text)
            for term in question.terms
            if term.text.removesuffix("s") == noun and noun.isascii()
        ),
        (noun,),
    )


def _in_order(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the best passages of the speech that the best one stands in, in its order."""
    if not ranked:
        return []
    best = ranked[0]
    speech = best.scored.passage.speech
    near = [item for item in ranked if item.scored.passage.speech is speech and item.score >= best.score * _NEAR_BEST]
    return sorted(near[:_MOST], key=lambda item: item.scored.passage.span.start)


def _members(speech: Speech, anchor: Span, paragraph: int, count: int, nouns: Sequence[str]) -> list[Span]:
    """Return what follows an announcement as its members: a row that is counted, listed, or holds its noun."""
    text = speech.text
    own = speech.paragraphs[paragraph]
    inside = [span for span in _pieces(text, own) if span.start >= anchor.end]
    after = [_opening(text, span) for span in speech.paragraphs[paragraph + 1 :]]
    openings = [piece for span in speech.paragraphs for piece in _pieces(text, span)]
    words = anchor.of(text).rstrip()
    announced = hint("announces").search(words) is not None and (not nouns or any(noun in words for noun in nouns))
    row = _row(text, inside) or _row(text, after)
    if len(row) >= max(count, _FEWEST) and (count or announced):
        return row
    if count and not nouns and len(row := _row_around(text, openings, anchor)) == count:
        return row
    if nouns and count:
        holding = [span for span in inside if any(noun in fold(span.of(text)) for noun in nouns)]
        if len(holding) >= count:
            return holding
    if announced:
        if len(inside) >= _FEWEST and count in {0, len(inside)}:
            return inside
        if not inside and len(after) >= max(count, _FEWEST):
            return after
    return []


def _row(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the row of members that begins at the head of some spans; the row ends with its kind of mark."""
    heads = [span for span in spans[:2] if _FIRST.match(text, span.start)]
    if not heads:
        return []
    mark = next(mark for mark in _MARKS if mark.match(text, heads[0].start))
    return [span for span in spans[spans.index(heads[0]) :] if mark.match(text, span.start)][:_MOST]


def _row_around(text: str, openings: Sequence[Span], anchor: Span) -> list[Span]:
    """Return the row of members of which the anchor is one; empty when it is none."""
    mark = next((mark for mark in _MARKS if mark.match(text, anchor.start)), None)
    if mark is None:
        return []
    marked = [span for span in openings if mark.match(text, span.start)]
    starts = [at for at, span in enumerate(marked) if _FIRST.match(text, span.start) and span.start <= anchor.start]
    return marked[starts[-1] :][:_MOST] if starts else []


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut a paragraph into sentences, and sentences into the parts between semicolons."""
    for sentence in sentences(text, paragraph):
        start = sentence.start
        for clause in clauses(text, sentence):
            if text[clause.end - 1] in "；;" or clause.end == sentence.end:
                yield Span(start, clause.end)
                start = clause.end


def _opening(text: str, paragraph: Span) -> Span:
    return next(sentences(text, paragraph))


def named_things(question: Question, search: Search) -> list[Quote]:
    """Quote the passages that name what a question counts, for a how-many that no number answers.

    Only passages count that hold every content word of the question; each stands for one thing at least.
    """
    ranked = [item for item in search.ranked(question, question.speakers) if _names(item)]
    return [search.quote(question, item) for item in ranked[:_MOST]]


def _names(item: Ranked) -> bool:
    return bool(item.matches) and all(match.strength >= 1.0 for match in item.matches)
