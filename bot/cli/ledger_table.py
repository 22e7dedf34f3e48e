"""The ledger in the terminal: a table where there is room for one, else a card for each pledge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.chat.rendering.positions import cited_place
from bot.chat.texts import Texts
from bot.export.rows import row
from bot.types import Pledge

__all__ = ["render_ledger"]

_WIDE = 90
"""Columns from which on a table reads better than cards: a Chinese character takes two."""


def render_ledger(pledges: Sequence[Pledge], texts: Texts, title: str, width: int) -> RenderableType:
    """Return pledges for a terminal.

    Args:
        pledges: In the order to show; those of one speech stand together.
        texts: The language of what is not quoted.
        title: The meeting's title.
        width: Columns of the terminal; cards fit 30 and more.
    """
    if not pledges:
        return Text(texts.ledger_empty)
    heading = Text(texts.ledger_title.format(title=texts.title.format(meeting=title)), style="bold")
    body = _table(pledges, texts) if width >= _WIDE else Group(*_cards(pledges, texts))
    return Group(heading, Text(), body)


def _table(pledges: Sequence[Pledge], texts: Texts) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    table.add_column(texts.column_speaker, no_wrap=True)
    table.add_column(texts.column_number, no_wrap=True, style="bold")
    table.add_column(texts.column_deadline, no_wrap=True)
    table.add_column(texts.column_commitment, no_wrap=True)
    placed = any(cited_place(pledge.quote, texts) for pledge in pledges)
    if placed:
        table.add_column(texts.column_place, no_wrap=True)
    table.add_column(texts.column_quote, ratio=1)
    before = ""
    for pledge in pledges:
        values = row(pledge, texts)
        speaker = "" if values.speaker == before else values.speaker
        before = values.speaker
        place = [cited_place(pledge.quote, texts)] if placed else []
        table.add_row(speaker, values.number, values.deadline, values.commitment, *place, _quoted(pledge))
    return table


def _cards(pledges: Sequence[Pledge], texts: Texts) -> Iterator[RenderableType]:
    for speech, own in groupby(pledges, key=lambda pledge: pledge.quote.speech):
        who = Text(speech.speaker, style="bold")
        if speech.shown_role:
            who.append(texts.who.format(role=speech.shown_role), style="not bold")
        yield who
        for pledge in own:
            yield Padding(_card(pledge, texts), (0, 0, 1, 2))


def _card(pledge: Pledge, texts: Texts) -> Group:
    """Return what is promised, by when and how firmly, where it stands, and below it the words."""
    values = row(pledge, texts)
    place = cited_place(pledge.quote, texts)
    told = [value for value in (values.number, values.deadline, values.commitment, place) if value]
    lines = [Text(" · ".join(told), style="bold")] if told else []
    return Group(*lines, _quoted(pledge))


def _quoted(pledge: Pledge) -> Text:
    """Return the words of a pledge, its number set off."""
    quote = pledge.quote
    words = Text(quote.text)
    for span in quote.emphasis:
        words.stylize("bold", span.start - quote.span.start, span.end - quote.span.start)
    return words
