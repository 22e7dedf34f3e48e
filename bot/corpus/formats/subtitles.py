"""Subtitles (.srt, .vtt) and the transcripts that meeting programs write, name and time before each turn."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.corpus.formats.document import Document, DocumentWriter, Piece, UnreadableError
from bot.corpus.turns import find_title
from bot.errors import SourceFault
from bot.language import language
from bot.retrieval.normal import fold

__all__ = ["is_subtitles", "is_transcript", "read_subtitles", "read_transcript"]

_ARROW = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}", re.MULTILINE)
_SPOKEN = re.compile(
    r"(?:\[(?P<bracketed>[^\]]{1,30})\]|(?P<name>[^\s：:，。！？]{1,20}(?: [^\s：:，。！？]{1,20}){0,2}))"
    r"\s*[：:]\s*(?P<words>.+)",
    re.DOTALL,
)
_TIME = r"(?P<time>(?:\d{1,2}[:：])?\d{1,2}[:：]\d{2}(?:\.\d+)?)"
_TURN_LINES = (
    re.compile(rf"(?P<name>\S.{{0,40}}?)\s*[（(\[]{_TIME}[)）\]]\s*[：:]?\s*(?P<words>.*)$"),
    re.compile(rf"[（(\[]{_TIME}[)）\]]\s*(?P<name>[^：:]{{1,40}}?)\s*[：:]\s*(?P<words>.*)$"),
    re.compile(rf"(?P<name>\S.{{0,40}}?)\s+{_TIME}\s*$(?P<words>)"),
    re.compile(rf"{_TIME}\s+(?P<name>[^：:\d][^：:]{{0,40}}?)\s*[：:]?\s*$(?P<words>)"),
)
_NOBODY = re.compile(r"\d[:：]\d\d|(?<!\d)(?:19|20)\d\d(?!\d)|[•|｜：]|\d[年月日]")
"""What no name holds, and the line that tells when a meeting was does: Tue, Apr 09, 2024 6:02PM • 12:40."""
_FEWEST_TURNS = 2
_SAMPLE_LINES = 400
_SHARE = 0.1


@dataclass
class _Turn:
    speaker: str
    pieces: list[Piece]


def is_subtitles(text: str) -> bool:
    """Tell whether ``text`` is a file of subtitles."""
    return text.lstrip("\ufeff").startswith("WEBVTT") or len(_ARROW.findall(text[:20_000])) >= _FEWEST_TURNS


def is_transcript(text: str) -> bool:
    """Tell whether lines with a name and a time stand before what is said."""
    lines = [line.strip() for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    turns = sum(_turn_line(line) is not None for line in lines)
    return turns >= _FEWEST_TURNS and turns >= _SHARE * len(lines)


def read_subtitles(text: str) -> Document:
    """Read decoded subtitles; a cue that names its speaker (``<v name>``, ``name：``) begins a turn others go on with.

    Raises:
        UnreadableError: the file is damaged, or none of its cues names a speaker.
    """
    import webvtt  # noqa: PLC0415 - every plain text is looked at here, few are subtitles
    from webvtt.errors import MalformedCaptionError, MalformedFileError  # noqa: PLC0415

    text = text.replace("\r\n", "\n")
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format="vtt" if text.startswith("WEBVTT") else "srt").captions
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise UnreadableError(
            f"is a damaged file of subtitles: {reason}", SourceFault.DAMAGED, format=".srt, .vtt"
        ) from error
    turns: list[_Turn] = []
    for caption in captions:
        voice, words = caption.voice, caption.text.replace("\n", " ")
        if not voice and (spoken := _SPOKEN.match(words)):
            voice, words = spoken["bracketed"] or spoken["name"], spoken["words"]
        piece = Piece(words, _seconds(caption.start))
        if not turns or (voice and turns[-1].speaker != voice):
            turns.append(_Turn(voice or "", [piece]))
        else:
            turns[-1].pieces.append(piece)
    return _document(turns)


def read_transcript(text: str) -> Document:
    """Read a decoded transcript whose turns begin with a name and a time.

    Raises:
        UnreadableError: no turn has words.
    """
    turns: list[_Turn] = []
    front: list[str] = []
    time = 0.0
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    while lines and fold(lines[-1]).startswith(language().offices.feet):
        lines.pop()  # the program's own: Transcribed by …
    for line in lines:
        if found := _turn_line(line):
            words, time = found["words"].strip(), _seconds(found["time"])
            turns.append(_Turn(found["name"].strip(), [Piece(words, time)] if words else []))
        elif turns:
            turns[-1].pieces.append(Piece(line, time))
        else:
            front.append(line)
    return _document([turn for turn in turns if turn.pieces], front)


def _turn_line(line: str) -> re.Match[str] | None:
    found = next((found for pattern in _TURN_LINES if (found := pattern.match(line))), None)
    return found if found and not _NOBODY.search(found["name"]) else None


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in re.split("[:：]", time):
        seconds = seconds * 60 + float(part)
    return seconds


def _document(turns: list[_Turn], front: list[str] | None = None) -> Document:
    if not any(turn.speaker for turn in turns):
        msg = "no speaker found: no cue says who speaks, as “<v name>” or “name：” would"
        raise UnreadableError(msg, SourceFault.NO_SPEAKER_IN_SUBTITLES)
    writer = DocumentWriter()
    front = front or [""]
    titled, begin = find_title(front)
    for index, line in enumerate(front):
        label = line[:begin].rstrip() if index == titled else line
        if label:
            writer.remark(Piece(label))
        if index == titled:
            writer.title(Piece(line[begin:]))
    for turn in turns:
        if turn.speaker:
            name, role = _name_and_role(turn.speaker)
            writer.turn(name, role, list(_paragraphs(turn.pieces)))
        else:
            for piece in turn.pieces:
                writer.remark(piece)
    return writer.document()


def _name_and_role(speaker: str) -> tuple[str, str]:
    """Part 张三（市水务局局长） into name and role."""
    found = re.fullmatch(r"(.+?)\s*[（(](.+)[）)]", speaker)
    return (found[1], found[2]) if found else (speaker, "")


def _paragraphs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the words of a turn in paragraphs: cues are cut where the screen ends, not where a thought does."""
    paragraph: list[Piece] = []
    for piece in pieces:
        paragraph.append(piece)
        length = sum(len(one.text) for one in paragraph)
        if piece.text.rstrip().endswith(("。", "！", "？", "!", "?")) and length >= _PARAGRAPH:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


_PARAGRAPH = 200
