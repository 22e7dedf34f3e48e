"""Questions without a good answer, as a list to leaf through."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from bot.chat.rendering.keyboards import paging
from bot.chat.reply import EntityKind, Reply, ReplyBuilder
from bot.chat.texts import Texts
from bot.store.feedback import Feedback

__all__ = ["render_unanswered"]

_PER_PAGE = 8
_LONGEST = 80
"""Characters of a question that are shown: two lines and a half on a phone."""


def render_unanswered(entries: Sequence[Feedback], texts: Texts, *, page: int = 0) -> Reply:
    """List questions: when asked last, how often, what people thought, and what was asked.

    Args:
        entries: In the order to show them.
        texts: The language of the words around.
        page: From 0; of a page that there is none of (any more), the nearest.
    """
    if not entries:
        return ReplyBuilder().write(texts.unanswered_none).build()
    pages = ceil(len(entries) / _PER_PAGE)
    page = max(0, min(page, pages - 1))
    builder = ReplyBuilder()
    builder.write(texts.unanswered.format(count=len(entries)), EntityKind.BOLD)
    for entry in entries[page * _PER_PAGE : (page + 1) * _PER_PAGE]:
        builder.paragraph(entry.last.isoformat())
        if entry.asked > 1:
            builder.write(f" · ×{entry.asked}")
        for label, votes in (("👍", entry.ups), ("👎", entry.downs)):
            if votes:
                builder.write(f" · {label} {votes}")
        # of the messages before, the last one is what the question most likely leans on
        for text in (*entry.context[-1:], entry.question):
            builder.line(_in_a_line(text), *(() if text is entry.question else (EntityKind.ITALIC,)))
    if pages > 1:
        builder.paragraph(texts.page.format(page=page + 1, pages=pages))
    return builder.build(buttons=paging(page, pages, texts, ["unanswered"]))


def _in_a_line(text: str) -> str:
    line = " ".join(text.split()) or "—"
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
