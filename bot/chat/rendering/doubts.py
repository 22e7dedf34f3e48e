"""What is uncertain in the reading of a meeting, in a sentence."""

from __future__ import annotations

from bot.chat.rendering.positions import place_in_file
from bot.chat.texts import Texts
from bot.corpus.doubts import Doubt, DoubtKind
from bot.types import SourceText, Span

__all__ = ["tell_doubt"]

_WORDS = 60
"""Characters of a line in doubt that are shown."""


def tell_doubt(doubt: Doubt, source: SourceText, texts: Texts) -> str:
    """Return where something is uncertain, and what."""
    wordings = {
        DoubtKind.SPEAKER: texts.doubt_speaker,
        DoubtKind.HEADING: texts.doubt_heading,
        DoubtKind.NAME: texts.doubt_name,
        DoubtKind.SHORT: texts.doubt_short,
        DoubtKind.UNSPOKEN: texts.doubt_unspoken,
    }
    words = doubt.text if len(doubt.text) <= _WORDS else doubt.text[:_WORDS] + "…"
    place = place_in_file(source, Span(doubt.start, doubt.start + 1), texts)
    fields = {"place": place, "text": words} | ({"other": doubt.other} if doubt.other else {})
    return wordings[doubt.kind].format(**fields)
