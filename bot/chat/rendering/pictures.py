"""The words around pictures, in the reader's language."""

from __future__ import annotations

from bot.chat.texts import Texts
from bot.pictures.labels import CardLabels, ChartLabels

__all__ = ["card_labels", "chart_labels"]


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
