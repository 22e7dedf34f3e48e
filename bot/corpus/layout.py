"""What each line of a page is: headline, heading, byline, a speaker's line, or running text.

Marks tell of some lines by themselves, see ``bot.corpus.marks``; who speaks, where no mark says so, is for
``bot.corpus.speakers`` to find; of headings without marks, ``bot.corpus.headings`` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.corpus.headings import is_heading_of_digest, is_heading_of_turns, is_numbered, may_be_heading
from bot.corpus.laidout import LaidOut, LineKind, ends_paragraph
from bot.corpus.lines import Line
from bot.corpus.marks import TITLE, colon_speakers, read_bulleted, read_marks, read_speaker_line
from bot.corpus.running import running_lines
from bot.corpus.speakers.asides import find_asides, find_furniture, find_title
from bot.corpus.speakers.blocks import Block, find_forms, find_signed
from bot.corpus.speakers.labelled import AGENDA, TERMINAL, Turn, split_label
from bot.corpus.speakers.labels import read_label
from bot.corpus.speakers.standing import find_headings_below, find_roles_below, find_standing
from bot.corpus.speakers.stopped import find_stopped
from bot.corpus.speakers.turns import find_turns, select_turns
from bot.language import language
from bot.retrieval.normal import fold

__all__ = ["lay_out"]

_BARE_SUBTITLE = re.compile(r"—{1,2}\S")
_LONGEST_FOOT = 30
_HEADINGS_AT_ONCE = 3
_LONGEST_FOOT_LINE = 80


def _title_parts(line: Line, name: int) -> list[LaidOut]:
    """Part 会议主题：春季例会 into what the label says and the title."""
    title = LaidOut(LineKind.TITLE, line, line.start + name, line.text[name:])
    return [LaidOut(LineKind.TEXT, line, line.start, line.text[:name].rstrip()), title] if name else [title]


def _turn_parts(line: Line, turn: Turn) -> list[LaidOut]:
    start, end = turn.label
    parts = [LaidOut(LineKind.SPEAKER, line, line.start + start, line.text[start:end], turn.role, turn.name)]
    if turn.words < len(line.text):
        parts.append(LaidOut(LineKind.TEXT, line, line.start + turn.words, line.text[turn.words :]))
    return parts


def _block_parts(lines: Sequence[Line], block: Block) -> Iterator[LaidOut]:
    if block.heading:
        line, start = lines[block.heading[0]], block.heading[1]
        yield LaidOut(LineKind.HEADING, line, line.start + start, line.text[start:])
    line, speaker = lines[block.named], block.speaker
    start, end = speaker.label
    yield LaidOut(LineKind.SPEAKER, line, line.start + start, line.text[start:end], speaker.role, speaker.name)
    line = lines[block.words]
    yield LaidOut(LineKind.TEXT, line, line.start + block.begin, line.text[block.begin :])


def _foot(lines: Sequence[Line], turns: Mapping[int, Turn]) -> int:
    """Return the index of the line at which the foot of the page begins, behind the last speech; else one too many."""
    foot = len(lines)
    for index in range(len(lines) - 1, max(0, len(lines) - _LONGEST_FOOT), -1):
        line = lines[index]
        if index in turns or any(read_speaker_line(line)):
            break
        words = fold(line.text).lstrip("【[（(#* ")
        # a sentence may begin or go on with such words, too
        apart = line.gap or line.indented or index > foot - 2 or ends_paragraph(lines[index - 1].text)
        label = split_label(line.text)
        labelled = label is not None and fold(line.text[: label[1]]) in language().offices.feet  # 风险提示：…。
        short = len(line.text) <= _LONGEST_FOOT_LINE and (labelled or not ends_paragraph(line.text))
        if apart and short and words.startswith(language().offices.feet):
            foot = index
    return foot


@dataclass(frozen=True)
class _Page:
    """What was found out about all lines before each is looked at.

    Attributes:
        lines: Without those that the page's head or foot repeats.
        turns: Who begins to speak on which line.
        furniture: Lines that are nobody's words by themselves.
        asides: These, and lines between turns that are nobody's words by where they stand.
        below: Headings that stand below the speaker's line.
        blocks: Speeches whose speaker is not named right above them, by the line where they begin.
        title: The line that is the headline and where in it the words begin; None where a mark tells.
        marks_headings: Whether marks tell headings.
        mixed: Whether the speakers' first lines are marked and turns go on between them.
        indents: Whether paragraphs are indented.
    """

    lines: Sequence[Line]
    turns: Mapping[int, Turn]
    furniture: frozenset[int]
    asides: frozenset[int]
    below: frozenset[int]
    blocks: Mapping[int, Block]
    title: tuple[int, int] | None
    marks_headings: bool
    mixed: bool
    indents: bool

    @property
    def bares_headings(self) -> bool:
        """Whether a heading can be a line without a mark."""
        return not self.marks_headings and not self.below

    @cached_property
    def first(self) -> int:
        """The first line of a turn; one behind the last line where there is none."""
        return min(self.turns, default=len(self.lines))

    @cached_property
    def names(self) -> frozenset[str]:
        """Who speaks in turns."""
        return frozenset(turn.name for turn in self.turns.values())

    @cached_property
    def fields(self) -> frozenset[int]:
        """Lines that are fields of forms."""
        return frozenset(index for block in self.blocks.values() for index in block.fields)

    @cached_property
    def moved(self) -> frozenset[int]:
        """Lines that name the speaker or the heading of a block, and are told of where its words begin."""
        return frozenset(index for block in self.blocks.values() for index in block.lines[1:])

    def own_parts(self, index: int) -> Iterator[LaidOut]:
        """Yield the parts of a line on which a turn or a block begins, or that is a field of a form."""
        line = self.lines[index]
        if index in self.turns:
            yield from _turn_parts(line, self.turns[index])
        elif block := self.blocks.get(index):
            yield from _block_parts(self.lines, block)
        elif index in self.fields:
            yield LaidOut(LineKind.ASIDE, line, line.start, line.text)

    def heading_below(self, index: int) -> Line | None:
        """Return the heading below a speaker's line, or below the office that stands under it."""
        place = index + 1 + (index + 1 in self.asides)
        return self.lines[place] if place in self.below and self.speaks(index) else None

    def speaks(self, index: int) -> bool:
        """Tell whether a speaker begins on a line."""
        if index in self.turns or index in self.moved:
            return True
        return index < len(self.lines) and any(read_speaker_line(self.lines[index]))


def _look_over(lines: Sequence[Line]) -> _Page:
    running = running_lines([line.text for line in lines])
    lines = [line for index, line in enumerate(lines) if index not in running]
    has_title = any(TITLE.match(line.text) and not ends_paragraph(line.text) for line in lines)
    marked_lines = [index for index, line in enumerate(lines) if any(read_speaker_line(line))]
    marked = colon_speakers(lines)
    turns = select_turns(lines, marked) if marked else {}
    if not marked_lines:
        turns = find_turns(lines) or find_stopped(lines)
    marks_headings = any(part.kind is LineKind.HEADING for line in lines for part in read_marks(line, front=True))
    speakers = [] if turns else marked_lines
    blocks = () if marked_lines else find_forms(lines) or (() if turns else find_signed(lines))
    taken = {index for block in blocks for index in (*block.lines, *block.fields)}
    turns = {index: turn for index, turn in turns.items() if index not in taken}
    standing = {} if marked_lines or turns or blocks else find_standing(lines)
    turns = turns or standing
    furniture = frozenset[int]()
    if turns or blocks:
        furniture = find_furniture(lines) | find_roles_below(lines, standing)
    return _Page(
        lines=lines,
        turns=turns,
        furniture=furniture,
        asides=furniture | (frozenset() if marked else find_asides(lines, turns)),
        below=frozenset() if marks_headings else find_headings_below(lines, standing or speakers),
        blocks={block.words: block for block in blocks},
        title=None if has_title else find_title([line.text for line in lines[: min([*turns, *taken], default=1)]]),
        marks_headings=marks_headings,
        mixed=bool(marked),
        indents=any(line.indented for line in lines),
    )


def lay_out(lines: Sequence[Line]) -> tuple[LaidOut, ...]:
    """Tell of every line what it is, in order; a line that holds role and heading gives two parts, heading first.

    Of a page without a marked headline, the line that names the meeting or else the first unmarked one is taken for it.
    """
    page = _look_over(lines)
    foot = _foot(page.lines, page.turns)
    laid_out: list[LaidOut] = []
    front = True
    for index, line in enumerate(page.lines[:foot]):
        if index in page.below or index in page.moved:
            continue
        parts = list(page.own_parts(index)) or read_marks(line, front=front)
        if index + 1 in page.turns and parts and parts[0].kind is LineKind.SUBTITLE and line.text.startswith("##"):
            parts = [replace(parts[0], kind=LineKind.HEADING)]  # of what follows at once, not of the whole
        if heading := page.heading_below(index):
            parts = [LaidOut(LineKind.HEADING, heading, heading.start, heading.text), *parts]
        if not parts and page.title and index == page.title[0]:
            parts = _title_parts(line, page.title[1])
        elif not parts:
            second = front and len(laid_out) == 1 and _BARE_SUBTITLE.match(line.text)
            kind = LineKind.SUBTITLE if second else _bare_kind(page, index, front=front)
            bulleted = read_bulleted(line, kind) if kind is LineKind.HEADING else None
            parts = [bulleted or LaidOut(kind, line, line.start, line.text)]
        front = front and not any(part.kind in {LineKind.HEADING, LineKind.SPEAKER} for part in parts)
        laid_out.extend(parts)
    return (*laid_out, *(LaidOut(LineKind.ASIDE, line, line.start, line.text) for line in page.lines[foot:]))


def _heads(page: _Page, index: int, *, more: int = _HEADINGS_AT_ONCE - 1) -> bool:
    """Tell whether an unmarked line is the heading of what a speaker says below it, or of ``more`` headings there."""
    line = page.lines[index]
    # a heading above a heading is numbered or in capitals; verses are not
    later = index > page.first and bool(line.gap) and is_numbered(line.text) and index + 1 not in page.furniture
    if not later and not page.speaks(index + 1):
        return index > page.first and AGENDA.match(line.text) is not None
    if not may_be_heading(line):
        return False
    if page.mixed or not page.turns:
        return page.speaks(index + 1) and is_heading_of_digest(page.lines, index, indents=page.indents)
    if ends_paragraph(line.text) or (index > page.first and not _stands_apart(page, index)):
        return False
    below = page.lines[index + 1] if index + 1 < len(page.lines) else None
    _, name = read_label(line.text) or ("", "")
    alone = bool(line.gap and below and below.gap) and name not in page.names
    if not is_heading_of_turns(line.text, alone=alone):
        return False
    return page.speaks(index + 1) or (
        later and more > 0 and below is not None and not page.speaks(index) and _heads(page, index + 1, more=more - 1)
    )


def _stands_apart(page: _Page, index: int) -> bool:
    """Tell whether what is said above a line has come to an end."""
    above = page.lines[index - 1].text
    ended = TERMINAL.search(above) is not None or is_numbered(above)
    return bool(page.lines[index].gap) or index - 1 in page.asides or ended


def _bare_kind(page: _Page, index: int, *, front: bool) -> LineKind:
    """Tell what a line is that no mark tells of."""
    if page.bares_headings and index not in page.furniture and _heads(page, index):
        return LineKind.HEADING
    return LineKind.ASIDE if index in page.asides and not front else LineKind.TEXT
