"""How good a set of answers is, in figures that cannot be bettered by answering more or quoting more.

Single-fact questions are right or wrong: the first quote must hold the gold words, be the right person's and
be short. Questions for several passages (list, compare, points, absent) earn an F-measure over gold groups and
speakers. Questions without an answer must not get one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bot.answer_json import AnswerRecord, QuoteRecord
from bot.evaluation.questions import JudgedTopic
from bot.types import AnswerStatus, Meeting, squash

__all__ = ["MAX_FOCUS", "Figures", "Mean", "Miss", "measure"]

MAX_FOCUS = 160
"""Characters, whitespace aside, beyond which a single-fact quote never hits: quoting everything is not answering."""

_SEVERAL = frozenset({"list", "compare", "points", "absent"})
_COUNTED_QUOTES = 12
_UNASKED = AnswerRecord(id="", status="missing")


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of values in [0, 1].

    Attributes:
        value: The mean; None over no values.
        count: How many values.
    """

    value: float | None
    count: int

    @classmethod
    def over(cls, values: Sequence[float]) -> Mean:
        """Return the mean of ``values``."""
        return cls(sum(values) / len(values) if values else None, len(values))


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that earned less than everything.

    Attributes:
        earned: What it earned, in [0, 1).
    """

    topic: JudgedTopic
    answer: AnswerRecord
    earned: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What ``measure`` found.

    Attributes:
        answer: ``hit1`` and ``cover`` together, over all answerable questions: the headline.
        hit1: Single-fact questions answered by the first quote.
        hit3: The same, by the first three quotes.
        cover: F-measure of gold groups quoted and speakers named, on questions for several passages.
        reject: Unanswerable questions not answered.
        overreject: Answerable questions not answered.
        verbatim: Quotes that are the slice of the source they claim, whitespace aside.
        attributed: Quotes of a person that stand in a speech of that person.
        focus: Median characters of the first quote, whitespace aside, on single-fact hits; None without hits.
        p50: Median milliseconds an answer took; None without answers.
        p99: 99th percentile of the same.
        by_kind: What questions of each kind earned.
        by_noise: The same by noise.
        by_lang: The same by language.
        misses: In the order of the set.
    """

    answer: Mean
    hit1: Mean
    hit3: Mean
    cover: Mean
    reject: Mean
    overreject: Mean
    verbatim: Mean
    attributed: Mean
    focus: float | None
    p50: float | None
    p99: float | None
    by_kind: dict[str, Mean]
    by_noise: dict[str, Mean]
    by_lang: dict[str, Mean]
    misses: tuple[Miss, ...]


def measure(topics: Iterable[JudgedTopic], answers: Mapping[str, AnswerRecord], meeting: Meeting) -> Figures:
    """Compare answers with what right ones hold.

    Args:
        topics: The question set.
        answers: By id of the question; a question without one counts as not answered.
        meeting: What was asked about: the truth for quotes and speakers.
    """
    values: defaultdict[str, list[float]] = defaultdict(list)
    groups: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    spoken = {name: [squash(speech.text) for speech in meeting.speeches_of(name)] for name in meeting.speakers}
    written = squash(meeting.source.text)
    misses, latencies = [], []
    for topic in topics:
        answer = answers.get(topic.id, _UNASKED)
        answered = answer.status == AnswerStatus.ANSWERED
        for quote in answer.quotes:
            values["verbatim"].append(_is_verbatim(quote, meeting.source.text, written))
            if quote.speaker:
                words = squash(quote.text)
                values["attributed"].append(any(words in speech for speech in spoken.get(quote.speaker, ())))
        if not topic.answerable:
            earned = float(not answered)
            values["reject"].append(earned)
        else:
            values["overreject"].append(not answered)
            earned = _judge(topic, answer, values) if answered else _give_up(topic, values)
            values["answer"].append(earned)
        for group, name in (("kind", topic.kind), ("noise", topic.noise), ("lang", topic.lang)):
            groups[group, name].append(earned)
        if earned < 1 - 1e-3:
            misses.append(Miss(topic, answer, earned))
        if answer is not _UNASKED:
            latencies.append(answer.ms)

    def by(group: str) -> dict[str, Mean]:
        return {name: Mean.over(groups[key, name]) for key, name in sorted(groups) if key == group}

    return Figures(
        answer=Mean.over(values["answer"]),
        hit1=Mean.over(values["hit1"]),
        hit3=Mean.over(values["hit3"]),
        cover=Mean.over(values["cover"]),
        reject=Mean.over(values["reject"]),
        overreject=Mean.over(values["overreject"]),
        verbatim=Mean.over(values["verbatim"]),
        attributed=Mean.over(values["attributed"]),
        focus=median(values["focus"]) if values["focus"] else None,
        p50=median(latencies) if latencies else None,
        p99=sorted(latencies)[int(len(latencies) * 0.99) - 1] if latencies else None,
        by_kind=by("kind"),
        by_noise=by("noise"),
        by_lang=by("lang"),
        misses=tuple(misses),
    )


def _is_verbatim(quote: QuoteRecord, source: str, written: str) -> bool:
    words = squash(quote.text)
    return bool(words) and words in written and squash(source[quote.start : quote.end]) == words


def _wants_several(topic: JudgedTopic) -> bool:
    return topic.kind in _SEVERAL or (len(topic.gold) > 1 and len(set(topic.speakers)) > 1)


def _give_up(topic: JudgedTopic, values: Mapping[str, list[float]]) -> float:
    """Note an answerable question that got no answer; it earns nothing."""
    for figure in ("cover",) if _wants_several(topic) else ("hit1", "hit3"):
        values[figure].append(0.0)
    return 0.0


def _judge(topic: JudgedTopic, answer: AnswerRecord, values: Mapping[str, list[float]]) -> float:
    """Return what an answer earned, in [0, 1], and note it under its figures."""
    if _wants_several(topic):
        earned = _cover(topic, answer)
        values["cover"].append(earned)
        return earned
    if not topic.gold:
        named = set(answer.speakers or (quote.speaker for quote in answer.quotes))
        earned = float(named.issuperset(topic.speakers))
        values["hit1"].append(earned)
        values["hit3"].append(earned)
        return earned
    first = answer.quotes[: len(topic.gold)]
    hit = bool(first) and _holds_all(topic, first) and all(len(squash(quote.text)) <= MAX_FOCUS for quote in first)
    values["hit1"].append(hit)
    values["hit3"].append(_holds_all(topic, answer.quotes[:3]))
    if hit:
        values["focus"].append(len(squash(first[0].text)))
    return float(hit)


def _cover(topic: JudgedTopic, answer: AnswerRecord) -> float:
    """Return the F-measure: recall over gold groups and speakers, precision over the speakers named."""
    quotes = answer.quotes[:_COUNTED_QUOTES]
    want = set(topic.speakers)
    named = set(answer.speakers or (quote.speaker for quote in quotes))
    right = len(want & named)
    covered = sum(any(_holds(quote, group) for quote in quotes) for group in topic.gold)
    recall = (covered + right) / max(1, len(topic.gold) + len(want))
    precision = right / max(1, len(named)) if want else 1.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _holds_all(topic: JudgedTopic, quotes: Sequence[QuoteRecord]) -> bool:
    """Tell whether the quotes together hold every group, and one of them is by a wanted speaker."""
    right = not topic.speakers or any(quote.speaker in topic.speakers for quote in quotes)
    return right and all(any(_holds(quote, group) for quote in quotes) for group in topic.gold)


def _holds(quote: QuoteRecord, group: Iterable[str]) -> bool:
    words = squash(quote.text)
    return any(squash(alternative) in words for alternative in group)
