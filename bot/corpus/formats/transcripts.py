"""Transcripts that meeting programs write, and exported chats: name and time before what each says.

张三(00:00:15)              [00:01:02 -> 00:01:09] SPEAKER_01: …        12/03/2024, 18:02 - Alice: …
上周发了三百二十单。        10:15:32 From Alice to Everyone: …          张三 2024-03-02 20:14
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.corpus.formats.document import Document, Piece
from bot.corpus.formats.spoken import SpokenTurn, seconds_of, write_spoken
from bot.corpus.speakers.naming import is_voice
from bot.language import language
from bot.retrieval.normal import fold

__all__ = ["is_transcript", "read_transcript"]

_GAP, _BLANK = r"\s{0,3}", r"\s{1,9}"
"""Bounded, for a line may hold thousands of blanks."""
_CLOCK = r"(?:\d{1,2}[:：])?\d{1,2}[:：]\d{2}(?:[.,]\d+)?"
_DAY = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
_TIME = rf"(?:{_DAY}[,，]?{_GAP})?(?:(?:上午|下午|中午|晚上|凌晨){_GAP})?(?P<time>{_CLOCK})(?:{_GAP}[AaPp]\.?[Mm]\.?)?"
_UNTIL = rf"(?:{_GAP}(?:-{{1,2}}>|[-–—~至]){_GAP}{_CLOCK})?"
_NAME, _LATER_NAME = r"(?P<name>\S.{0,40}?)", r"(?P<name>[^：:]{1,40}?)"
_COLON, _WORDS = rf"{_GAP}[：:]{_GAP}", r"(?P<words>.*)$"
_TURN_LINES = (
    re.compile(rf"(?P<name>\S.{{0,90}}?){_GAP}[（(\[]{_TIME}{_UNTIL}[)）\]]{_GAP}[：:]?{_GAP}{_WORDS}"),
    re.compile(rf"[（(\[]{_TIME}(?P<until>{_UNTIL})[)）\]]{_GAP}{_LATER_NAME}{_COLON}{_WORDS}"),
    re.compile(rf"{_TIME}{_GAP}(?:-|From){_BLANK}{_LATER_NAME}(?:{_BLANK}to{_BLANK}[^：:]{{1,40}}?)?{_COLON}{_WORDS}"),
    re.compile(rf"{_NAME}{_BLANK}{_TIME}$(?P<words>)"),
    re.compile(rf"{_TIME}{_BLANK}(?P<name>[^：:\d][^：:]{{0,40}}?){_GAP}[：:]?$(?P<words>)"),
)
_NOTICE = re.compile(rf"{_TIME}{_GAP}-{_BLANK}\S")
"""What the program of a chat says in nobody's name: 12/03/2024, 17:58 - Alice created group."""
_NOBODY = re.compile(r"\d[:：]\d\d|(?<!\d)(?:19|20)\d\d(?!\d)|[•|｜：]|\d[年月日]")
"""What no name holds, and the line that tells when a meeting was does: Tue, Apr 09, 2024 6:02PM • 12:40."""
_ATTACHED = re.compile(r"(?:<[^<>]{1,30}>|\[[^\[\]]{1,12}\])(?:\s*\d{1,4}\s*\S{0,3})?$")
"""What stands for a picture or a recording: [图片], [语音] 12秒, <Media omitted>."""
_TERMINAL = re.compile(r"[。！？!?.…：:；;][”’」』）》)\"]*$")
_LABEL = re.compile(r"(?P<name>[^：:]{1,40}?)\s{0,3}[：:]\s{0,3}(?P<words>\S.*)$")
_BRACKETS = re.compile(r"\s*[（(][^（()）]*[)）]")
_FEWEST_TURNS = 2
_SHARE_BEHIND = 0.8
_LONGEST_HEADING = 60
_SAMPLE_LINES = 400
_SHARE = 0.1


def is_transcript(text: str) -> bool:
    """Tell whether lines with a name and a time stand before what is said."""
    lines = [line.strip() for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    turns = sum(_turn_line(line) is not None for line in lines)
    return turns >= _FEWEST_TURNS and turns >= _SHARE * len(lines)


def read_transcript(text: str) -> Document:
    """Read a decoded transcript whose turns begin with a name and a time.

    Raises:
        UnreadableError: no turn has words.
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    foot = _foot(lines)
    front: list[str] = []
    turns: list[SpokenTurn] = []
    time = 0.0
    names: set[str] = set()
    begun = [_turn_line(line) for line in lines[:foot]]
    aloof = _aloof(lines, begun)
    for index, line in enumerate(lines[:foot]):
        found = begun[index]
        if found:
            time = seconds_of(found["time"])
            names.add(_bare(found["name"]))
        elif turns and _TERMINAL.search(line) and (again := _LABEL.match(line)) and _is_known(again["name"], names):
            found = again  # who speaks on is named without a time
        goes_on = found and found.groupdict().get("until") and turns and turns[-1].speaker == found["name"].strip()
        if found and not goes_on:  # speech recognition cuts what one says into stretches
            turns.append(SpokenTurn(found["name"].strip(), [], []))
        words = found["words"].strip() if found else line
        if index in aloof:
            turns.append(SpokenTurn("", [], heading=Piece(line, time)))
        elif not turns:
            front.append(line)
        elif words:
            _add(turns[-1], Piece(words, time))
    return write_spoken(turns, front, lines[foot:])


def _is_known(name: str, names: Collection[str]) -> bool:
    return name in names or is_voice(name)


def _aloof(lines: Sequence[str], begun: Sequence[re.Match[str] | None]) -> frozenset[int]:
    """Return the short lines above a turn that are headings, where what is said begins right behind each name.

    Args:
        lines: Of the text.
        begun: What begins on each of them with a name and a time.
    """
    timed = {index: found for index, found in enumerate(begun) if found}
    behind = [index for index, found in timed.items() if found["words"].strip()]
    if len(behind) < _SHARE_BEHIND * len(timed):
        return frozenset()
    above = {index - 1 for index in behind if index > 1} - timed.keys()
    short = {index for index in above if len(lines[index]) <= _LONGEST_HEADING and not _TERMINAL.search(lines[index])}
    later = {index for index in short if index > min(behind) and _ends(lines[index - 1])}
    headings = {index for index in short if index in later or (later and index < min(behind))}
    return frozenset(index for index in headings if not _is_unsaid(lines[index]))


def _ends(line: str) -> bool:
    """Tell whether what is said has come to an end with a line, or was nobody's."""
    return _TERMINAL.search(line) is not None or _is_unsaid(line)


def _bare(name: str) -> str:
    """Return a name without what stands in brackets behind it: Mr JONES (Bass) goes on as Mr JONES."""
    return _BRACKETS.sub("", name).strip()


def _add(turn: SpokenTurn, piece: Piece) -> None:
    """Put a line into a turn: a new paragraph where the line before has come to an end."""
    if _is_unsaid(piece.text):
        turn.unsaid.append(piece)
    elif not turn.paragraphs or _TERMINAL.search(turn.paragraphs[-1][-1].text):
        turn.paragraphs.append([piece])
    else:
        turn.paragraphs[-1].append(piece)


def _is_unsaid(line: str) -> bool:
    unsaid = _ATTACHED.fullmatch(line) or fold(line).endswith(language().offices.unsaid)
    return bool(unsaid) or (_NOTICE.match(line) is not None and _turn_line(line) is None)


def _foot(lines: list[str]) -> int:
    """Return where the program's own words behind the last turn begin, as Transcribed by."""
    foot = len(lines)
    while foot and fold(lines[foot - 1]).startswith(language().offices.feet):
        foot -= 1
    return foot


def _turn_line(line: str) -> re.Match[str] | None:
    found = next((found for pattern in _TURN_LINES if (found := pattern.match(line))), None)
    return found if found and not _NOBODY.search(found["name"]) else None
