"""How often verification is right, on quotations made from meetings: exact, tampered with, somebody else's, foreign.

    python benchmarks/verification.py [--misses] [MEETING …]

Every case is made by rule and a fixed seed from the meetings themselves. Without arguments: the shipped meeting and,
where the public digests lie beside the repository, two of them.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC

from bot import paths
from bot.answering.verification import Verifier
from bot.corpus.passages import clauses, segment, sentences
from bot.corpus.reader import read_meeting
from bot.retrieval.letters import read_letters
from bot.retrieval.normal import fold
from bot.types import DifferenceKind, Meeting, Span, Speech, Verification, VerificationStatus

__all__ = ["Case", "cases", "measure"]

_DIGESTS = Path(__file__).resolve().parent.parent.parent / "shared/eval/digests"
_SHOWN = ("legco-cm1031", "mofa-2018-04")
_FOREIGN = ("gwr-2011", "legco-cm1107-b", "mofa-2016-11")
_EACH = 60
"""Cases of a class, at most."""
_SHORTEST = 12
"""Characters of a quotation."""

_MARKS = re.compile(r"[，。；：、“”！？（）()\s]")
_COMPARATOR = re.compile(r"(?<=[0-9%％元个家人倍])(?:以上|以下|左右|以内)|(?:超过|至少|不少于|不超过|超|约|近)(?=\d)")
_VERB = re.compile(r"(?<![不未没])(?:会|能|是|支持|同意|需要|符合|推进|落实|加强|提升|实施|推动)")
_NEGATION = re.compile(r"不(?=会|能|是|应|得|可|同意|支持|存在|符合|需要)|未(?=有|能|经)|没有")
_DIRECTIONS = (("增长", "下降"), ("下降", "增长"), ("提高", "降低"), ("增加", "减少"), ("减少", "增加"))
_COMMITMENTS = (("力争", "确保"), ("确保", "力争"), ("争取", "确保"), ("保证", "力争"), ("努力", "确保"))
_SCALES = (("万", "亿"), ("亿", "万"))

Told = tuple[Verification, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A message and what verification must make of it.

    Attributes:
        kind: The class of the case.
        text: The message.
        right: Tells whether its verifications are right.
    """

    kind: str
    text: str
    right: Callable[[Told], bool]


def _all(status: VerificationStatus) -> Callable[[Told], bool]:
    return lambda told: bool(told) and all(one.status is status for one in told)


def _named(*kinds: DifferenceKind) -> Callable[[Told], bool]:
    """Return what tells whether something differs and the gravest difference is of one of these kinds, if any."""

    def right(told: Told) -> bool:
        different = [one for one in told if one.status is VerificationStatus.DIFFERENT]
        named = [one.differences[0].kind for one in different if one.differences]
        return bool(different) and (not kinds or any(kind in kinds for kind in named))

    return right


def _never_exact(told: Told) -> bool:
    return all(one.status is not VerificationStatus.EXACT for one in told)


def cases(meeting: Meeting, others: Sequence[Meeting]) -> Iterator[Case]:
    """Make the cases of a meeting; the others give sentences that are not its own."""
    chance = random.Random(4)  # noqa: S311 - the same cases every time
    said = read_letters("\n".join(speech.text for speech in (*meeting.speeches, meeting.reporter))).text
    stretches = _stretches(meeting)
    chance.shuffle(stretches)
    yield from _exact(meeting, stretches[:_EACH])
    yield from _attributed(meeting, stretches[:_EACH], said, chance)
    yield from _tampered(stretches, said, chance)
    for other in others:
        foreign = [words for words in _sentences_of(other) if read_letters(words).text not in said]
        for words in chance.sample(foreign, min(len(foreign), _EACH // 2)):
            yield Case("foreign: not exact", words, _never_exact)
            yield Case("foreign: absent", words, _all(VerificationStatus.ABSENT))


def _stretches(meeting: Meeting) -> list[tuple[Speech, Span]]:
    """Return the passages and clauses of the speeches that are long enough."""
    found = [
        (speech, span)
        for speech in meeting.speeches
        for passage in segment(speech)
        for span in (passage.span, *clauses(speech.text, passage.span))
    ]
    return [(speech, span) for speech, span in dict.fromkeys(found) if len(span) >= _SHORTEST]


def _sentences_of(meeting: Meeting) -> list[str]:
    found = [
        span.of(speech.text)
        for speech in meeting.speeches
        for paragraph in speech.paragraphs
        for span in sentences(speech.text, paragraph)
    ]
    return [words for words in found if len(words) >= _SHORTEST]


def _exact(meeting: Meeting, stretches: Sequence[tuple[Speech, Span]]) -> Iterator[Case]:
    right = _all(VerificationStatus.EXACT)
    traditional = OpenCC("s2t")
    for speech, span in stretches:
        words = span.of(speech.text)
        yield Case("exact", words, right)
        yield Case("exact, 繁體", traditional.convert(words), right)
        bare = _MARKS.sub("", words)
        if read_letters(bare).text == read_letters(words).text:
            yield Case("exact, no marks", bare, right)
        yield Case("exact, speaker named", f"{speech.speaker}说：“{words}”", right)
    printed = [
        speech.source_span(span).of(speech.source.text)
        for speech in meeting.speeches
        for paragraph in speech.paragraphs
        for span in sentences(speech.text, paragraph)
    ]
    for words in [words for words in printed if "\n" in words][:_EACH]:
        yield Case("exact, column break", words, right)


def _attributed(
    meeting: Meeting, stretches: Sequence[tuple[Speech, Span]], said: str, chance: random.Random
) -> Iterator[Case]:
    right = _all(VerificationStatus.MISATTRIBUTED)
    for speech, span in stretches:
        words = span.of(speech.text)
        others = [name for name in meeting.speakers if name != speech.speaker]
        if others and said.count(read_letters(words).text) == 1:
            yield Case("other speaker", f"{chance.choice(others)}说：“{words}”", right)
            yield Case("other speaker, own line", f"{chance.choice(others)}：\n{words}", right)


def _tampered(stretches: Sequence[tuple[Speech, Span]], said: str, chance: random.Random) -> Iterator[Case]:
    made: Counter[str] = Counter()
    for speech, span in stretches:
        words = span.of(speech.text)
        for kind, changed, kinds in _changes(words, chance):
            if changed and changed != words and made[kind] < _EACH and read_letters(changed).text not in said:
                made[kind] += 1
                yield Case(kind, changed, _named(*kinds))


def _changes(words: str, chance: random.Random) -> Iterator[tuple[str, str | None, tuple[DifferenceKind, ...]]]:
    """Yield each way to tamper with words: its name, the result, and what must be named first; all but the last do."""
    number, negation = (DifferenceKind.NUMBER,), (DifferenceKind.NEGATION,)
    yield "digit", _with_another_digit(words, chance), number
    yield "scale", _swapped(words, _SCALES) if re.search(r"\d[万亿]", words) else None, number
    yield "comparator dropped", _COMPARATOR.sub("", words, count=1), (DifferenceKind.COMPARATOR, *number)
    yield "negation added", _negated(words, chance), negation
    yield "negation dropped", _NEGATION.sub("", words, count=1), negation
    yield "direction", _swapped(words, _DIRECTIONS), (DifferenceKind.DIRECTION, *number)
    yield "commitment", _swapped(words, _COMMITMENTS), (DifferenceKind.COMMITMENT,)
    yield "word", _with_another_word(words, chance), ()


def _with_another_digit(words: str, chance: random.Random) -> str | None:
    digits = [place for place, character in enumerate(words) if fold(character) in "0123456789"]
    if not digits:
        return None
    place = chance.choice(digits)
    other = chance.choice([digit for digit in "123456789" if digit != fold(words[place])])
    return words[:place] + other + words[place + 1 :]


def _swapped(words: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    return next((words.replace(one, other, 1) for one, other in pairs if one in words), None)


def _negated(words: str, chance: random.Random) -> str | None:
    verbs = [match.start() for match in _VERB.finditer(words)]
    if not verbs:
        return None
    place = chance.choice(verbs)
    return f"{words[:place]}不{words[place:]}"


def _with_another_word(words: str, chance: random.Random) -> str | None:
    place = chance.randrange(2, len(words) - 4)
    return f"{words[:place]}葡萄{words[place + 2 :]}" if words[place : place + 2].isalpha() else None


def measure(meeting: Meeting, others: Sequence[Meeting]) -> tuple[dict[str, list[bool]], list[Case], float]:
    """Return for each class which cases were right, the misses, and milliseconds a message."""
    verifier = Verifier(meeting)
    made = list(cases(meeting, others))
    verifier.verify(made[0].text)
    start = time.perf_counter()
    told = [verifier.verify(case.text) for case in made]
    spent = time.perf_counter() - start
    figures: dict[str, list[bool]] = defaultdict(list)
    for case, one in zip(made, told, strict=True):
        figures[case.kind].append(case.right(one))
    misses = [case for case, one in zip(made, told, strict=True) if not case.right(one)]
    return figures, misses, spent * 1000 / len(made)


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each meeting, a column each."""
    digests = {name: path for name in (*_SHOWN, *_FOREIGN) if (path := _DIGESTS / f"{name}.txt").exists()}
    named = [Path(argument) for argument in arguments if not argument.startswith("-")]
    shown = named or [paths.default_meeting(), *(digests[name] for name in _SHOWN if name in digests)]
    others = [read_meeting(digests[name]) for name in _FOREIGN if name in digests]
    columns = []
    for path in shown:
        meeting = read_meeting(path)
        figures, misses, milliseconds = measure(meeting, [other for other in others if other.title != meeting.title])
        columns.append((path.stem[:16], figures, milliseconds))
        if "--misses" in arguments:
            print(*(f"{path.stem}: {case.kind}: {case.text!r}" for case in misses), sep="\n")
    print(f"{'':24}" + "".join(f"{name:>20}" for name, _, _ in columns))
    for kind in dict.fromkeys(kind for _, figures, _ in columns for kind in figures):
        cells = [
            f"{sum(right) / len(right):.3f} of {len(right):3}" if (right := figures.get(kind)) else ""
            for _, figures, _ in columns
        ]
        print(f"{kind:24}" + "".join(f"{cell:>20}" for cell in cells))
    print(f"{'ms a message':24}" + "".join(f"{milliseconds:>20.1f}" for _, _, milliseconds in columns))


if __name__ == "__main__":
    main(sys.argv[1:])
