"""Figures as a person reads them, by rich."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.evaluation.metrics import Figures, Mean, Miss
from bot.types import squash

__all__ = ["FiguresRecord", "figures_record", "render_figures", "render_misses"]

# Figure, attribute, decimals, what it says. Verbatim and attributed must be exactly 1, so they show one decimal more.
_ROWS = (
    ("answer", "answer", 3, "answerable questions, right"),
    ("hit@1", "hit1", 3, "single facts, right in the first quote"),
    ("hit@3", "hit3", 3, "single facts, right in the first three"),
    ("cover", "cover", 3, "several passages or speakers, F-measure"),
    ("reject", "reject", 3, "unanswerable questions not answered"),
    ("overreject", "overreject", 3, "answerable questions not answered"),
    ("verbatim", "verbatim", 4, "quotes that are the source's words"),
    ("attributed", "attributed", 4, "quotes of the speaker named"),
)
_MISS_WIDTH = 60


class FiguresRecord(Struct, frozen=True, kw_only=True):
    """The figures for a program: shares in [0, 1], null over nothing; see ``Figures``.

    Attributes:
        count: Questions behind each share, by its name.
        misses: Ids of the questions that earned less than everything.
    """

    answer: float | None
    hit1: float | None
    hit3: float | None
    cover: float | None
    reject: float | None
    overreject: float | None
    verbatim: float | None
    attributed: float | None
    focus: float | None
    p50_ms: float | None
    p99_ms: float | None
    count: dict[str, int]
    by_kind: dict[str, float | None]
    by_noise: dict[str, float | None]
    by_lang: dict[str, float | None]
    misses: tuple[str, ...]


def figures_record(figures: Figures) -> FiguresRecord:
    """Return the figures for a program."""
    means: dict[str, Mean] = {attribute: getattr(figures, attribute) for _, attribute, _, _ in _ROWS}
    return FiguresRecord(
        **{name: mean.value for name, mean in means.items()},
        focus=figures.focus,
        p50_ms=figures.p50,
        p99_ms=figures.p99,
        count={name: mean.count for name, mean in means.items()},
        by_kind={name: mean.value for name, mean in figures.by_kind.items()},
        by_noise={name: mean.value for name, mean in figures.by_noise.items()},
        by_lang={name: mean.value for name, mean in figures.by_lang.items()},
        misses=tuple(miss.topic.id for miss in figures.misses),
    )


def render_figures(figures: Figures) -> RenderableType:
    """Return the figures as a table, and below it what each kind, noise and language earned."""
    table = Table(box=None, pad_edge=False)
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("of", justify="right")
    table.add_column("")
    for name, attribute, decimals, meaning in _ROWS:
        mean: Mean = getattr(figures, attribute)
        table.add_row(name, _number(mean.value, decimals), str(mean.count), Text(meaning, style="dim"))
    if figures.focus is not None:
        table.add_row("focus", f"{figures.focus:.0f}", "", Text("characters of the first quote, median", style="dim"))
    if figures.p50 is not None and figures.p99 is not None:
        meaning = f"milliseconds an answer, median; 99% within {figures.p99:.1f}"
        table.add_row("time", f"{figures.p50:.1f}", "", Text(meaning, style="dim"))
    parts = (("kind", figures.by_kind), ("noise", figures.by_noise), ("language", figures.by_lang))
    return Group(table, "", Columns([Padding(_breakdown(name, means), (0, 3, 0, 0)) for name, means in parts]))


def render_misses(misses: tuple[Miss, ...]) -> RenderableType:
    """Return, for each question that earned less than everything, what was wanted and what came."""
    return Group(*(line for miss in misses for line in _miss_lines(miss)))


def _breakdown(title: str, means: Mapping[str, Mean]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(title)
    table.add_column("", justify="right")
    table.add_column("of", justify="right")
    for name, mean in means.items():
        table.add_row(name, _number(mean.value, 2), str(mean.count))
    return table


def _miss_lines(miss: Miss) -> Iterator[Text]:
    topic, answer = miss.topic, miss.answer
    yield Text.assemble((topic.id, "bold"), f"  {topic.kind}, earned {miss.earned:.2f}  ", (topic.question, "bold"))
    if topic.context:
        yield Text(f"  after  {' / '.join(topic.context)}", style="dim")
    wanted = "；".join("|".join(group) for group in topic.gold) or ("an answer" if topic.answerable else "no answer")
    yield Text(f"  wanted {' '.join((*topic.speakers, wanted))}")
    yield Text(f"  got    {answer.status} {' '.join(answer.speakers)}")
    for quote in answer.quotes[:2]:
        words = squash(quote.text)
        cut = f"{words[:_MISS_WIDTH]}…" if len(words) > _MISS_WIDTH else words
        yield Text(f"         {quote.speaker or '(reporter)'}：{cut}", style="dim")


def _number(value: float | None, decimals: int) -> str:
    return "–" if value is None else f"{value:.{decimals}f}"
