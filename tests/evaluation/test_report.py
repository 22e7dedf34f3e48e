"""The figures as a person reads them."""

from __future__ import annotations

import io

import msgspec
from rich.console import Console, RenderableType

from bot.evaluation.metrics import measure
from bot.evaluation.report import render_figures, render_misses


def _printed(renderable: RenderableType) -> str:
    console = Console(file=io.StringIO(), width=120)
    console.print(renderable)
    return console.file.getvalue()


def test_the_table_shows_each_figure_with_what_it_counts(topics, meeting, right_answer) -> None:
    figures = measure(topics, {topic.id: right_answer(topic) for topic in topics}, meeting)
    printed = _printed(render_figures(figures))
    rows = [line.split()[:3] for line in printed.splitlines() if line]
    assert ["reject", "1.000", "34"] in rows
    assert ["overreject", "0.000", "126"] in rows
    assert ["verbatim", "1.0000", str(figures.verbatim.count)] in rows
    for name in (*figures.by_kind, *figures.by_noise, *figures.by_lang):
        assert name in printed


def test_a_figure_over_nothing_is_a_dash(topics, meeting) -> None:
    rows = [line.split()[:3] for line in _printed(render_figures(measure(topics[:1], {}, meeting))).splitlines()]
    assert ["verbatim", "–", "0"] in rows


def test_a_miss_shows_what_was_wanted_and_what_came(topics, meeting, right_answer) -> None:
    topic = next(topic for topic in topics if topic.kind == "followup")
    spoiled = msgspec.structs.replace(right_answer(topic), status="clarify")
    printed = _printed(render_misses(measure([topic], {topic.id: spoiled}, meeting).misses))
    for part in (topic.id, topic.question, topic.context[0], topic.speakers[0], topic.gold[0][0], "clarify"):
        assert part in printed


def test_brackets_in_a_question_are_no_markup(topics, meeting) -> None:
    topic = msgspec.structs.replace(topics[0], question="[bold]谁[/x]说的")
    assert "[bold]谁[/x]说的" in _printed(render_misses(measure([topic], {}, meeting).misses))
