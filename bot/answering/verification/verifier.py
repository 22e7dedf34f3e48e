"""A pasted message → its quotations, each held against the meeting."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.linking import Linker
from bot.answering.verification.alignment import NOWHERE, align, nearest_stretch, share
from bot.answering.verification.differences import Deviation, deviations, ends_amid, with_whole_numbers
from bot.answering.verification.pasted import Quotation, Reading, read_message, without_links
from bot.answering.verification.pieces import Joint, Piece, cut_sentences, pieces_of
from bot.corpus.passages import sentences
from bot.retrieval.letter_index import LetterIndex
from bot.retrieval.letters import Letters, read_letters
from bot.retrieval.normal import fold
from bot.types import Difference, Meeting, Quote, Span, Verification, VerificationStatus, squash

__all__ = ["Verifier"]

_SAID = 0.55
"""Share of a sentence's letters that a passage must have for the sentence to be a version of it."""
_NEAR = 0.25
"""The same from which on a passage is worth showing as the nearest."""
_FEWEST = 2
"""Letters of what can be held against anything."""
_REMARK = 4
"""Letters of a sentence that nobody misses when it is not found among others."""
_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "）": "（", ")": "("}
_MARKS = str.maketrans({"「": "“", "」": "”", "『": "‘", "』": "’", '"': "”", "“": "”", "'": "’", "‘": "’"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a quotation with all that is to be told of it."""

    piece: Piece
    deviations: tuple[Deviation, ...]
    quote: Quote


class Verifier:
    """Tells of pasted messages whether the meeting has them.

    Args:
        meeting: What they are held against; what the reporter wrote counts as the reporter's.
    """

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self._index = LetterIndex((*meeting.speeches, *meeting.reporters))
        self._linker = Linker(meeting)
        self._lines = _letters_of(
            line
            for speech in meeting.speeches
            for line in (
                speech.speaker,
                speech.role,
                f"{speech.role}{speech.speaker}",
                f"{speech.speaker}{speech.role}",
            )
        )
        self._headings = _letters_of(
            (meeting.title, meeting.subtitle, *(speech.section for speech in meeting.speeches))
        )

    def verify(self, text: str) -> tuple[Verification, ...]:
        """Hold each quotation of a message against the meeting; never raises for its content.

        Args:
            text: As pasted or forwarded.

        Returns:
            In the order of the message; empty when it holds no words.
        """
        message = without_links(text)
        whole = Quotation(Span(0, len(message)))
        if self._index.exact(read_letters(message).text):
            return tuple(self._judged(message, whole)[0])
        found: list[Verification] = []
        for readings in read_message(message, self._linker, self._lines, self._headings):
            found += self._of_likeliest(message, readings)
        main = [one for one in found if len(read_letters(one.text).text) >= _REMARK]
        return tuple(main or found)

    def _of_likeliest(self, text: str, readings: Sequence[Reading]) -> list[Verification]:
        """Judge the reading that explains most of the words; of equal ones the truest, then the plainest."""
        best: tuple[tuple[int, int], list[Verification]] | None = None
        known: dict[Quotation, tuple[list[Verification], int, int]] = {}
        for reading in readings:
            known |= {one: self._judged(text, one) for one in reading.quotations if one not in known}
            judged = [known[one] for one in reading.quotations]
            told = [one for some, _, _ in judged for one in some]
            explained = reading.frame + sum(2 * found - size for _, found, size in judged)
            score = explained, -sum(one.status is VerificationStatus.DIFFERENT for one in told)
            if best is None or score > best[0]:
                best = score, told
        return best[1] if best else []

    def _judged(self, text: str, quotation: Quotation) -> tuple[list[Verification], int, int]:
        """Judge one quotation; return also how many of its letters the meeting has, and how many there are."""
        words = quotation.span.of(text)
        letters = read_letters(words)
        size = len(letters.text)
        if size < _FEWEST:
            return [], 0, size
        claimed = frozenset(
            number for number, speech in enumerate(self._index.speeches) if speech.speaker in quotation.claimed
        )
        whole = Span(0, size)
        if exact := self._exact(letters.text, claimed):
            found = list(range(exact[0], exact[0] + size))
            cuts: tuple[Span, ...] = (whole,)
        else:
            cuts = cut_sentences(words, letters)
            found = align(letters.text, cuts, self._index, claimed)
            for sentence in cuts:
                if share(found, sentence) < _SAID:
                    found[sentence.start : sentence.end] = [NOWHERE] * len(sentence)
        pieces = pieces_of(words, letters, cuts, found, self._index)
        judged = [
            (parts[0].piece.pasted.start, self._said(words, letters, parts, quotation.claimed))
            for parts in self._quotations(words, letters, pieces)
        ]
        judged += [
            (gap.start, self._absent(words, letters, gap, quotation.claimed, claimed)) for gap in _gaps(pieces, whole)
        ]
        judged.sort(key=lambda one: one[0])
        told = sum(len(piece.pairs) for piece in pieces if self._counts(letters.text, piece))
        return [one for _, one in judged], told, size

    def _counts(self, letters: str, piece: Piece) -> bool:
        """Tell whether a piece shows that words are quoted: a mere name or a word or two may stand anywhere."""
        words = piece.pasted.of(letters)
        return words == letters or (len(piece.pairs) >= _REMARK and words not in self._lines)

    def _exact(self, letters: str, claimed: frozenset[int]) -> list[int]:
        """Return where a quotation stands as it is, cutting no number in two if possible; claimed places first."""
        places = self._index.exact(letters)
        whole = [place for place in places if not ends_amid(_whole(len(letters), place), self._index)]
        return sorted(whole or places, key=lambda place: self._index.speech_at(place) not in claimed)

    def _quotations(self, words: str, letters: Letters, pieces: Sequence[Piece]) -> Iterator[list[_Part]]:
        """Yield the pieces that make one quotation each: those between which it goes on, openly or not."""
        parts: list[_Part] = []
        for piece in pieces:
            part = self._part(words, letters, piece)
            if parts and not _belongs(parts[-1], part):
                yield parts
                parts = []
            parts.append(part)
        if parts:
            yield parts

    def _part(self, words: str, letters: Letters, piece: Piece) -> _Part:
        piece = with_whole_numbers(piece, self._index)
        found = _merged([*deviations(piece, words, letters, self._index), *ends_amid(piece, self._index)])
        start = min([piece.said.start, *(deviation.said.start for deviation in found if len(deviation.said))])
        end = max([piece.said.end, *(deviation.said.end for deviation in found if len(deviation.said))])
        emphasis = tuple(self._index.span(deviation.said)[1] for deviation in found if len(deviation.said))
        return _Part(piece, found, self._quote(Span(start, end), emphasis))

    def _quote(self, letters: Span, emphasis: tuple[Span, ...] = ()) -> Quote:
        speech, span = self._index.span(letters)
        return Quote(speech, _balanced(speech.text, span), emphasis)

    def _said(self, words: str, letters: Letters, parts: Sequence[_Part], claimed: tuple[str, ...]) -> Verification:
        pasted = Span(parts[0].piece.pasted.start, parts[-1].piece.pasted.end)
        place = _balanced(words, _place(letters, pasted))
        differences = [
            Difference(
                deviation.kind,
                self._quote(deviation.said) if len(deviation.said) else None,
                _within(letters, deviation.pasted, place),
            )
            for part in parts
            for deviation in part.deviations
        ]
        differences.sort(key=lambda difference: (difference.kind.gravity, difference.pasted))
        quotes = tuple(part.quote for part in parts)
        claimed = tuple(name for name in claimed if not any(_reports(quote, name) for quote in quotes))
        told = Verification(
            text=place.of(words),
            status=VerificationStatus.EXACT,
            claimed=claimed,
            quotes=quotes,
            differences=tuple(differences),
            stitched=any(map(_is_stitched, parts[1:], parts)),
        )
        if told.differences or told.stitched:
            return replace(told, status=VerificationStatus.DIFFERENT)
        if len(parts) == 1:
            told = replace(told, elsewhere=tuple(self._again(pasted.of(letters.text), parts[0].piece.said)))
        forms = [_forms(_place(letters, part.piece.pasted).of(words), part) for part in parts]
        return replace(
            told,
            status=VerificationStatus.MISATTRIBUTED if told.misattributed else VerificationStatus.EXACT,
            other_script=any(script for script, _ in forms),
            other_marks=any(marks for _, marks in forms),
        )

    def _again(self, letters: str, said: Span) -> Iterator[Quote]:
        """Yield every other place with the same letters."""
        for place in self._exact(letters, frozenset()):
            if place != said.start:
                yield self._quote(Span(place, place + len(letters)))

    def _absent(
        self, words: str, letters: Letters, gap: Span, claimed: tuple[str, ...], numbers: frozenset[int]
    ) -> Verification:
        nearest = nearest_stretch(gap.of(letters.text), self._index, numbers)
        return Verification(
            text=_place(letters, gap).of(words),
            status=VerificationStatus.ABSENT,
            claimed=claimed,
            nearest=self._sentence(nearest[0]) if nearest and nearest[1] >= _NEAR else None,
        )

    def _sentence(self, letters: Span) -> Quote:
        """Quote the sentences that some letters belong to."""
        speech, span = self._index.span(letters)
        within = [
            sentence
            for paragraph in speech.paragraphs
            if paragraph.overlaps(span)
            for sentence in sentences(speech.text, paragraph)
            if sentence.overlaps(span)
        ]
        return Quote(speech, Span(min(span.start, within[0].start), max(span.end, within[-1].end)) if within else span)


def _letters_of(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(read_letters(line).text for line in set(lines)) - {""}


def _reports(quote: Quote, name: str) -> bool:
    """Tell whether a speaker gives the words as somebody else's, who is named before them in the paragraph."""
    start = max(
        (paragraph.start for paragraph in quote.speech.paragraphs if paragraph.start <= quote.span.start), default=0
    )
    return name != quote.speech.speaker and name in quote.speech.text[start : quote.span.start]


def _whole(size: int, place: int) -> Piece:
    """Return the piece of a quotation that stands at a place as it is."""
    pairs = ((0, place), (size - 1, place + size - 1))
    return Piece(Span(0, size), Span(place, place + size), pairs, Joint.APART)


def _belongs(before: _Part, part: _Part) -> bool:
    """Tell whether a piece belongs to the same quotation as the one before it."""
    if before.piece.pasted.end != part.piece.pasted.start or part.piece.joint is Joint.APART:
        return False
    return part.piece.joint is Joint.STITCHED or part.quote.speech.speaker == before.quote.speech.speaker


def _is_stitched(part: _Part, before: _Part) -> bool:
    """Tell whether a quotation hides that the meeting does not go on so, or turns round what it leaves out between."""
    in_order = part.quote.speech is before.quote.speech and before.piece.said.end <= part.piece.said.start
    return part.piece.joint is not Joint.ELLIPSIS or not in_order


def _gaps(pieces: Sequence[Piece], whole: Span) -> Iterator[Span]:
    """Yield the stretches of a quotation that belong to no piece."""
    end = whole.start
    for piece in pieces:
        if piece.pasted.start > end:
            yield Span(end, piece.pasted.start)
        end = piece.pasted.end
    if end < whole.end:
        yield Span(end, whole.end)


def _merged(found: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """Join differences that overlap in the meeting's words: a number that is both changed and cut short is one."""
    merged: list[Deviation] = []
    for deviation in sorted(found, key=lambda one: (one.said, one.pasted)):
        last = merged[-1] if merged else None
        if last and last.said.overlaps(deviation.said):
            merged[-1] = Deviation(
                min(last.kind, deviation.kind, key=lambda kind: kind.gravity),
                Span(min(last.pasted.start, deviation.pasted.start), max(last.pasted.end, deviation.pasted.end)),
                Span(last.said.start, max(last.said.end, deviation.said.end)),
            )
        else:
            merged.append(deviation)
    return tuple(merged)


def _place(letters: Letters, run: Span) -> Span:
    """Return where a run of letters stands in the text they were read from."""
    return Span(int(letters.offsets[run.start]), int(letters.offsets[run.end - 1]) + 1)


def _within(letters: Letters, run: Span, place: Span) -> Span:
    """Return where a run of letters, maybe empty, stands in a stretch of the text."""
    if len(run):
        found = _place(letters, run)
        return Span(found.start - place.start, found.end - place.start)
    start = int(letters.offsets[run.start - 1]) + 1 if run.start else place.start
    return Span(max(0, start - place.start), max(0, start - place.start))


def _balanced(text: str, span: Span) -> Span:
    """Return a span with the quotation mark or bracket at its edge whose other half lies inside."""
    start, end = span.start, span.end
    while end < len(text) and (opening := _PAIRS.get(text[end])):
        inside = text[start:end]
        if inside.count(opening) <= inside.count(text[end]):
            break
        end += 1
    while start and text[start - 1] in _PAIRS.values():
        closing = next(close for close, opening in _PAIRS.items() if opening == text[start - 1])
        inside = text[start:end]
        if inside.count(closing) <= inside.count(text[start - 1]):
            break
        start -= 1
    return Span(start, end)


def _forms(pasted: str, part: _Part) -> tuple[bool, bool]:
    """Tell whether words that are the same are written in another script, and with other marks."""
    said = part.quote.text
    script = _letters_only(pasted) != _letters_only(said)
    return script, _marks_only(pasted) != _marks_only(said)


def _letters_only(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in wide if character.isalpha())


def _marks_only(text: str) -> str:
    plain = squash(fold(text)).translate(_MARKS)
    return "".join(character for character in plain if not character.isalnum()).strip("”’")
