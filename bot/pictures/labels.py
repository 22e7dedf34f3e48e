"""The words around what is shown, in the reader's language: the pictures have none of their own."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CardLabels", "ChartLabels"]


@dataclass(frozen=True, slots=True)
class CardLabels:
    """Around a quote.

    Attributes:
        title: The meeting's title; ``{meeting}``.
        reporter: In the place of a speaker's name, for what the reporter wrote.
        check: How to find the words in the source: ``{start}`` and ``{end}`` count its characters from 1, both
            included, and ``{digest}`` begins the SHA-256 of the file.
    """

    title: str
    reporter: str
    check: str


@dataclass(frozen=True, slots=True)
class ChartLabels:
    """Around targets.

    Attributes:
        heading: What the picture is.
        summary: How much there is; ``{speakers}`` and ``{count}`` are numbers.
        page: Which part this is, when one picture does not hold all; ``{page}``, ``{pages}``.
        left_out: How many targets stand on other pages; ``{count}``.
        commitment: What the tag of a word such as 力争 is.
        deadline: What the tag of a deadline is.
        axis: How long the bars of percentages are; ``{maximum}`` is a number with %.
        empty: When there is no target with a number.
    """

    heading: str
    summary: str
    page: str
    left_out: str
    commitment: str
    deadline: str
    axis: str
    empty: str
