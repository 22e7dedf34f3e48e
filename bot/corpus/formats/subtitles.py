"""Subtitles: .srt and .vtt."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from bot.corpus.formats.document import Document, Piece, UnreadableError
from bot.corpus.formats.spoken import SpokenTurn, seconds_of, write_spoken
from bot.errors import SourceFault

__all__ = ["is_subtitles", "read_subtitles"]

_ARROW = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}", re.MULTILINE)
_SPOKEN = re.compile(
    r"(?:\[(?P<bracketed>[^\]]{1,30})\]|(?P<name>[^\s：:，。！？]{1,20}(?: [^\s：:，。！？]{1,20}){0,2}))"
    r"\s*[：:]\s*(?P<words>.+)",
    re.DOTALL,
)
_FEWEST_TURNS = 2
_PARAGRAPH = 200
"""Characters from which on a sentence that ends may end a paragraph."""


def is_subtitles(text: str) -> bool:
    """Tell whether ``text`` is a file of subtitles."""
    return text.lstrip("\ufeff").startswith("WEBVTT") or len(_ARROW.findall(text[:20_000])) >= _FEWEST_TURNS


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
    turns: list[tuple[str, list[Piece]]] = []
    for caption in captions:
        voice, words = caption.voice, caption.text.replace("\n", " ")
        if not voice and (spoken := _SPOKEN.match(words)):
            voice, words = spoken["bracketed"] or spoken["name"], spoken["words"]
        piece = Piece(words, seconds_of(caption.start))
        if not turns or (voice and turns[-1][0] != voice):
            turns.append((voice or "", [piece]))
        else:
            turns[-1][1].append(piece)
    return write_spoken(SpokenTurn(speaker, [*_paragraphs(pieces)]) for speaker, pieces in turns)


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
