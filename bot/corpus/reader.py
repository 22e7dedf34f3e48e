"""Read a meeting: who spoke, in which office, under which heading, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from bot.corpus.laidout import LaidOut, LineKind
from bot.corpus.layout import lay_out
from bot.corpus.lines import split_lines
from bot.corpus.reading import ReadingText, join_lines
from bot.corpus.roles import organisation_of
from bot.corpus.settling import Settlement, read_settlement, settle, settle_aliases
from bot.corpus.source import read_source
from bot.corpus.unspoken import unspoken_runs
from bot.errors import SourceError, SourceFault
from bot.types import Meeting, SourceText, Span, Speech

__all__ = ["parse_meeting", "read_meeting"]


def read_meeting(path: Path) -> Meeting:
    """Read the meeting that a source file reports.

    Raises:
        SourceError: the file is unreadable, empty, names no speaker, or a speaker without words, or what settles it
            is wrong; the error names file and line or key.
    """
    source, parts, _ = read_source(path)
    return parse_meeting(source, parts, read_settlement(path))


def parse_meeting(
    source: SourceText, parts: Sequence[LaidOut] | None = None, settlement: Settlement | None = None
) -> Meeting:
    """Find the meeting in a source text; see ``read_meeting``.

    Args:
        source: The text.
        parts: What its lines are, when its format says so; else their layout tells.
        settlement: What the source's owner says of it; what they do not settle is found as without it.
    """
    laid_out = tuple(parts) if parts is not None else lay_out(split_lines(source))
    if settlement:
        laid_out = settle(source, laid_out, settlement)
    if not any(part.kind is LineKind.SPEAKER for part in laid_out):
        message = "no speaker found: expected lines such as “□role name”, “**role name**：heading” or “role name：”"
        line = laid_out[0].line.number if laid_out else 1
        raise SourceError(source.path, line, message, SourceFault.NO_SPEAKER)
    first = next(index for index, part in enumerate(laid_out) if part.kind in {LineKind.HEADING, LineKind.SPEAKER})
    indents = _indents(laid_out[first:])  # a list of those present may be indented where no paragraph is
    reporter = _Reporter(source, laid_out, first, unspoken_runs(laid_out), indents=indents or _indents(laid_out))
    meeting = Meeting(
        meeting_id=source.path.stem,
        title=(settlement and settlement.title) or reporter.words(LineKind.TITLE),
        date=settlement.date if settlement else "",
        subtitle=reporter.words(LineKind.SUBTITLE).lstrip("—"),
        source=source,
        reporter=reporter.speech,
        speeches=_speeches(source, laid_out[first:], reporter, indents=indents),
        byline=reporter.place(LineKind.BYLINE),
        lead=reporter.place(LineKind.TEXT),
    )
    return settle_aliases(meeting, settlement) if settlement else meeting


def _indents(laid_out: Sequence[LaidOut]) -> bool:
    return any(part.line.indented for part in laid_out if part.kind is LineKind.TEXT)


class _Reporter:
    """What the reporter wrote, as a speech of its own: headlines, byline, lead, headings, role lines."""

    def __init__(
        self,
        source: SourceText,
        laid_out: Sequence[LaidOut],
        first: int,
        unspoken: Sequence[Sequence[LaidOut]],
        *,
        indents: bool,
    ) -> None:
        marks = [part for part in laid_out[:first] if part.kind is not LineKind.TEXT]
        # a byline may stand between two stretches of the lead; joined across it, offsets would run backwards
        leads = [
            list(parts)
            for running, parts in groupby(laid_out[:first], key=lambda part: part.kind is LineKind.TEXT)
            if running
        ]
        rest = sorted(
            (part for part in laid_out[first:] if part.kind is not LineKind.TEXT), key=lambda part: part.start
        )
        pieces = [join_lines([part], source.text, indents=False, apart=True) for part in marks]
        kinds = [part.kind for part in marks]
        pieces += [join_lines(lead, source.text, indents=indents) for lead in leads]
        kinds += [LineKind.TEXT] * len(leads)
        pieces += [join_lines([part], source.text, indents=False, apart=True) for part in rest]
        kinds += [part.kind for part in rest]
        pieces += [join_lines(run, source.text, indents=indents) for run in unspoken]
        kinds += [LineKind.ASIDE] * len(unspoken)
        order = sorted(range(len(pieces)), key=lambda index: pieces[index].offsets[0])
        pieces = [pieces[index] for index in order]
        self._kinds = [kinds[index] for index in order]
        text, self._places = _concatenate(pieces)
        self._by_start = {piece.offsets[0]: place for piece, place in zip(pieces, self._places, strict=True)}
        self.speech = Speech(
            source=source,
            speaker="",
            role="",
            organisation="",
            section="",
            text=text.text,
            offsets=text.offsets,
            paragraphs=text.paragraphs,
        )

    def place(self, kind: LineKind) -> Span | None:
        """Return where the first piece of a kind stands; None when there is none."""
        return next((place for place, have in zip(self._places, self._kinds, strict=True) if have is kind), None)

    def words(self, kind: LineKind) -> str:
        """Return the first piece of a kind; empty when there is none."""
        place = self.place(kind)
        return place.of(self.speech.text) if place else ""

    def place_of(self, part: LaidOut | None) -> Span | None:
        """Return where a heading or role line stands in the reporter's speech."""
        return self._by_start.get(part.start) if part else None


def _concatenate(pieces: Sequence[ReadingText]) -> tuple[ReadingText, list[Span]]:
    """Put reading texts one under another, a line feed between; return also where each piece went."""
    text = "\n".join(piece.text for piece in pieces)
    offsets: list[int] = []
    paragraphs: list[Span] = []
    places: list[Span] = []
    for piece in pieces:
        if offsets:
            offsets.append(offsets[-1] + 1)
        base = len(offsets)
        offsets.extend(piece.offsets)
        paragraphs.extend(Span(base + span.start, base + span.end) for span in piece.paragraphs)
        places.append(Span(base, len(offsets)))
    return ReadingText(text, offsets, tuple(paragraphs)), places


def _speeches(
    source: SourceText, laid_out: Sequence[LaidOut], reporter: _Reporter, *, indents: bool
) -> tuple[Speech, ...]:
    speeches: list[Speech] = []
    heading: LaidOut | None = None
    speaker: LaidOut | None = None
    words: list[LaidOut] = []

    def close() -> None:
        if speaker is None:
            return
        if not words:
            message = f"{speaker.name} has no words under the role line"
            fields = {"name": speaker.name}
            raise SourceError(source.path, speaker.line.number, message, SourceFault.NO_WORDS, fields)
        reading = join_lines(words, source.text, indents=indents)
        speeches.append(
            Speech(
                source=source,
                speaker=speaker.name,
                role=speaker.role,
                organisation=organisation_of(speaker.role),
                section=heading.text if heading else "",
                text=reading.text,
                offsets=reading.offsets,
                paragraphs=reading.paragraphs,
                role_line=reporter.place_of(speaker),
                heading=reporter.place_of(heading),
            )
        )
        words.clear()

    for part in laid_out:
        if part.kind is LineKind.HEADING:
            close()
            speaker, heading = None, part
        elif part.kind is LineKind.SPEAKER:
            close()
            speaker = part
        elif part.kind is LineKind.ASIDE:
            continue
        elif speaker is not None:  # else they are the reporter's, see unspoken_runs
            words.append(part)
    close()
    return tuple(speeches)
