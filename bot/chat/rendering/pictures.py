"""The words around pictures, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering.positions import cited_place
from bot.chat.rendering.quoting import title_of
from bot.chat.reply import Button, press
from bot.chat.texts import Texts
from bot.corpus.places import Place
from bot.pictures.labels import CardLabels, ChartLabels
from bot.types import Meeting, Quote

__all__ = ["card_button", "card_caption", "card_labels", "chart_labels", "shade_button"]


def card_button(quote: Quote, meeting: Meeting, texts: Texts) -> Button:
    """Return the button that sends a quote as a picture."""
    return press(texts.button_card, "card", Place.of(quote, meeting))


def shade_button(action: str, arguments: Sequence[object], *, dark: bool) -> Button:
    """Return the button that turns a picture from light to dark, or back.

    Args:
        action: What draws it, without ``light`` or ``dark``.
        arguments: Of what.
        dark: Whether it is dark now.
    """
    return press("☀️" if dark else "🌙", f"{action}{'light' if dark else 'dark'}", *arguments)


def card_caption(quote: Quote, meeting: Meeting, texts: Texts) -> str:
    """Return one line for under the picture of a quote: who and where, for readers who cannot see it."""
    speaker = quote.speech.speaker or texts.reporter
    caption = texts.card_caption.format(speaker=speaker, title=title_of(meeting.part_of(quote.speech), texts))
    place = cited_place(quote, texts)
    return texts.source_at.format(source=caption, place=place) if place else caption


def card_labels(texts: Texts) -> CardLabels:
    """Return the words around a quote."""
    return CardLabels(title=texts.title, reporter=texts.reporter, check=texts.card_check)


def chart_labels(texts: Texts) -> ChartLabels:
    """Return the words around targets."""
    return ChartLabels(
        heading=texts.chart_heading,
        summary=texts.chart_summary,
        page=texts.chart_page,
        left_out=texts.chart_left_out,
        commitment=texts.chart_commitment,
        deadline=texts.chart_deadline,
        axis=texts.chart_axis,
        empty=texts.chart_empty,
    )
