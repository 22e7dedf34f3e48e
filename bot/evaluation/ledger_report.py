"""The figures of a ledger as a person reads them, by rich, and as a program does."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.evaluation.ledgers import LedgerFigures
from bot.evaluation.metrics import Mean
from bot.types import Pledge

__all__ = ["LedgerRecord", "ledger_record", "render_ledger_figures", "render_ledger_misses"]

_ROWS = (
    ("precision", "pledges found that are in the ledger"),
    ("recall", "lines of the ledger that were found"),
    ("comparator", "found with the right comparator"),
    ("deadline", "found with the right deadline"),
    ("commitment", "found with the right word of commitment"),
)


class LedgerRecord(Struct, frozen=True, kw_only=True):
    """The figures for a program: shares in [0, 1], null over nothing; see ``LedgerFigures``.

    Attributes:
        count: Pledges behind each share, by its name.
        missed: Ids of the lines that were not found.
        wrong: Words of the pledges that are in no line.
        forbidden: Ids of the lines that are no pledge and were found as one.
    """

    precision: float | None
    recall: float | None
    comparator: float | None
    deadline: float | None
    commitment: float | None
    count: dict[str, int]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    forbidden: tuple[str, ...]


def ledger_record(figures: LedgerFigures) -> LedgerRecord:
    """Return the figures for a program."""
    means = _means(figures)
    return LedgerRecord(
        **{name: mean.value for name, mean in means.items()},
        count={name: mean.count for name, mean in means.items()},
        missed=tuple(line.id for line in figures.missed),
        wrong=tuple(pledge.quote.text for pledge in figures.wrong),
        forbidden=tuple(line.id for line, _ in figures.forbidden),
    )


def render_ledger_figures(figures: LedgerFigures) -> RenderableType:
    """Return the figures as a table."""
    table = Table(box=None, pad_edge=False)
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("of", justify="right")
    table.add_column("")
    means = _means(figures)
    for name, meaning in _ROWS:
        mean = means[name]
        value = "–" if mean.value is None else f"{mean.value:.3f}"
        table.add_row(name, value, str(mean.count), Text(meaning, style="dim"))
    meaning = "lines that are no pledge and were found as one"
    table.add_row("forbidden", str(len(figures.forbidden)), "", Text(meaning, style="dim"))
    return table


def render_ledger_misses(figures: LedgerFigures) -> RenderableType:
    """Return what was not found, what should not have been, and what must not."""
    return Group(*_miss_lines(figures))


def _miss_lines(figures: LedgerFigures) -> Iterator[Text]:
    for line in figures.missed:
        yield Text.assemble(("missed     ", "bold"), f"{line.speaker}：{line.text}")
    for pledge in figures.wrong:
        yield Text.assemble(("wrong      ", "bold"), _said(pledge))
    for line, pledge in figures.forbidden:
        yield Text.assemble(("forbidden  ", "bold"), f"{line.text} ← {_said(pledge)}")


def _said(pledge: Pledge) -> str:
    return f"{pledge.quote.speech.speaker}：{pledge.quote.text}"


def _means(figures: LedgerFigures) -> dict[str, Mean]:
    return {name: getattr(figures, name) for name, _ in _ROWS}
