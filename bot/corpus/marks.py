"""What a line's own marks say of it: the headlines, headings and speakers of papers and gazettes.

### heading          □role name          **role name**：heading
【heading】           ●role name          role name：
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.corpus.laidout import LaidOut, LineKind, ends_paragraph
from bot.corpus.lines import Line
from bot.corpus.speakers.naming import HAN_NAME
from bot.language import HAN
from bot.types import squash

__all__ = ["TITLE", "colon_speakers", "read_bulleted", "read_marks", "read_speaker_line"]

_NAME = rf"(?P<name>{HAN_NAME}|[{HAN}][ \u3000]{{1,2}}[{HAN}])"
"""Names of two characters are printed as wide as those of three: 王　芳."""
_BULLET = r"[□■●○◆◇▲△★☆]"
_SPEAKER_LINES = (
    re.compile(rf"{_BULLET}[\s]*(?P<role>\S.*?)\s+{_NAME}$"),
    re.compile(rf"\*\*(?P<role>\S.*?)\s+{_NAME}\*\*(?:\s*[：:]\s*(?P<heading>\S.*)?)?$"),
    re.compile(rf"(?P<role>[^\s。！？；：]+(?:、\S+)?)\s+{_NAME}\s*[：:]$"),
)
_BYLINE = re.compile(
    rf"{_BULLET}?\s*(?P<text>\S{{0,8}}(?:记者|記者|通讯员|通訊員|见习|整理|撰稿|供稿|编辑|采写|文/|图/).*)$"
)
TITLE = re.compile(r"#\s+(?P<text>\S.*)$")
_SUBTITLE = re.compile(r"##\s+(?P<text>\S.*)$")
_HEADINGS = (re.compile(r"#{3,6}\s+(?P<text>\S.*?)\s*#*$"), re.compile(r"【(?P<text>[^】]+)】$"))
_LONGEST_SPEAKER_LINE = 600
"""Role, name and a heading; beyond this it is a paragraph, whose every 、 and blank may end a role."""
_BULLETED = re.compile(rf"{_BULLET}\s*(?P<text>\S[^：:。]*)$")


def read_bulleted(line: Line, kind: LineKind) -> LaidOut | None:
    """Return a heading without the bullet before it; None where it has none."""
    match = _BULLETED.match(line.text)
    return _part(kind, line, match, "text") if match else None


def read_marks(line: Line, *, front: bool) -> list[LaidOut]:
    """Return what the line's own marks say of it; empty for unmarked text."""
    for pattern in _HEADINGS:
        if match := pattern.match(line.text):
            return [_part(LineKind.HEADING, line, match, "text")]
    footnote = not front and ends_paragraph(line.text)
    if not footnote and (match := _SUBTITLE.match(line.text)):
        kind = LineKind.SUBTITLE if front else LineKind.HEADING
        return [_part(kind, line, match, "text")]
    if not footnote and (match := TITLE.match(line.text)):
        return [_part(LineKind.TITLE if front else LineKind.HEADING, line, match, "text")]
    if front and (match := _BYLINE.match(line.text)) and not ends_paragraph(line.text):
        return [_part(LineKind.BYLINE, line, match, "text")]
    return list(read_speaker_line(line))


def read_speaker_line(line: Line) -> Iterator[LaidOut]:
    """Yield heading and speaker of a line that marks name a speaker on; nothing for any other line."""
    if len(line.text) > _LONGEST_SPEAKER_LINE:
        return
    for pattern in _SPEAKER_LINES:
        if match := pattern.match(line.text):
            groups = match.groupdict()
            if groups.get("heading"):
                yield _part(LineKind.HEADING, line, match, "heading")
            text = line.text[match.start("role") : match.end("name")]
            yield LaidOut(
                LineKind.SPEAKER, line, line.start + match.start("role"), text, groups["role"], squash(groups["name"])
            )
            return


def colon_speakers(lines: Sequence[Line]) -> dict[int, str]:
    """Return the names on lines ``role name：`` by index; empty where a text also marks speakers in another way."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        if parts := list(read_speaker_line(line)):
            if not _SPEAKER_LINES[2].match(line.text):
                return {}
            found[index] = parts[-1].name
    return found


def _part(kind: LineKind, line: Line, match: re.Match[str], group: str) -> LaidOut:
    return LaidOut(kind, line, line.start + match.start(group), match.group(group))
