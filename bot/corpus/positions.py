"""Where words stand in the file, as somebody who opens it would look for them: by page, line, paragraph or time."""

from __future__ import annotations

from bot.corpus.lines import line_at
from bot.types import Mark, SourceText, Span

__all__ = ["position_at", "position_of"]


def position_at(source: SourceText, offset: int) -> Mark:
    """Return where a character of ``source.text`` stands; of plain text, in which line.

    What a format does not tell is None, be it all: the headline of subtitles has no time.
    """
    if not source.marks:
        return Mark(offset, line=line_at(source.text, offset))
    return source.mark_at(offset) or Mark(offset)


def position_of(source: SourceText, span: Span) -> tuple[Mark, Mark]:
    """Return where the first and the last character of some words stand.

    Args:
        source: What they stand in.
        span: Of ``source.text``, not empty.
    """
    return position_at(source, span.start), position_at(source, span.end - 1)
