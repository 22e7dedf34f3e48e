"""Commands that ask whole question sets: ``answer`` and ``eval``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigFile, Json, MeetingChoice, NoEncoder, OneMeeting, QuestionSet

if TYPE_CHECKING:
    from bot.answer_json import AnswerRecord
    from bot.config import Settings
    from bot.evaluation.questions import Topic
    from bot.evaluation.run import Answerer
    from bot.types import Meeting

__all__ = ["answer", "evaluate"]


def answer(
    questions: QuestionSet,
    *,
    no_encoder: NoEncoder = False,
    meeting: MeetingChoice = "",
    config: ConfigFile = None,
) -> None:
    """Answer a question set: one JSON object a line, in its order."""
    from bot.answer_json import to_json
    from bot.cli.opening import open_answers, open_settings, start_log
    from bot.evaluation.questions import read_topics

    start_log("WARNING")
    settings = open_settings(config, encoder=not no_encoder)
    topics = read_topics(questions)
    for record in _answers(open_answers(settings, meeting), topics, settings, alone=not sys.stdout.isatty()):
        print(to_json(record), flush=True)


def evaluate(
    questions: QuestionSet,
    *,
    misses: Annotated[bool, typer.Option("--misses", help="Show each question that was not answered right.")] = False,
    retrieval: Annotated[
        Path | None,
        typer.Option(
            "--retrieval",
            metavar="CORPUS.jsonl",
            help="Measure instead how well QUESTIONS find their passages among these, beside BM25.",
        ),
    ] = None,
    pledges: Annotated[
        bool, typer.Option("--pledges", help="Measure instead the ledger of pledges: QUESTIONS is one written by hand.")
    ] = False,
    json: Json = False,
    no_encoder: NoEncoder = False,
    meeting: OneMeeting = "",
    config: ConfigFile = None,
) -> None:
    """Measure how well a judged question set is answered."""
    from rich.console import Console

    from bot.answer_json import to_json
    from bot.cli.opening import open_chosen, open_engine, open_settings, start_log
    from bot.evaluation.metrics import measure
    from bot.evaluation.questions import read_judged_topics
    from bot.evaluation.report import figures_record, render_figures, render_misses

    start_log("WARNING")
    settings = open_settings(config, encoder=not no_encoder)
    if pledges:
        _evaluate_pledges(questions, open_chosen(settings, meeting).meeting, misses=misses, json=json)
        return
    if retrieval is not None:
        _evaluate_retrieval(retrieval, questions, settings, json=json)
        return
    topics = read_judged_topics(questions)
    engine = open_engine(settings, meeting)
    records = {record.id: record for record in _answers(engine, topics, settings)}
    figures = measure(topics, records, engine.meeting)
    if json:
        print(to_json(figures_record(figures)))
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(render_figures(figures))
    if misses and figures.misses:
        console.print()
        console.print(render_misses(figures.misses))


def _answers(
    engine: Answerer, topics: Sequence[Topic], settings: Settings, *, alone: bool = True
) -> Iterator[AnswerRecord]:
    from bot.cli.opening import progress_bar
    from bot.cli.replies import Replies
    from bot.evaluation.run import ask

    replies = Replies(settings.chat)
    with progress_bar("Asking", alone=alone) as bar:
        yield from bar.track(ask(engine, topics, reply_text=replies.plain), total=len(topics))


def _evaluate_retrieval(corpus: Path, queries: Path, settings: Settings, *, json: bool) -> None:
    from rich.console import Console

    from bot.answer_json import to_json
    from bot.answering.parsing import content
    from bot.cli.opening import progress_bar
    from bot.evaluation.retrieval import document, measure_retrieval, read_collection, render_retrieval
    from bot.retrieval.documents import DocumentIndex
    from bot.retrieval.encoder import load_encoder
    from bot.store.vectors import VectorStore

    passages, judged = read_collection(corpus, queries)
    encoder = load_encoder(settings.retrieval.encoder, settings.retrieval.threads)
    store = VectorStore(settings.cache.directory / "vectors.sqlite")
    with progress_bar("Reading the passages") as bar:
        task = bar.add_task("", total=None, visible=False)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        index = DocumentIndex([document(passage) for passage in passages], content, encoder, store, advance)
    report = measure_retrieval(passages, judged, index)
    if json:
        print(to_json(report))
    else:
        Console(highlight=False, width=None if sys.stdout.isatty() else 120).print(render_retrieval(report))


def _evaluate_pledges(ledger: Path, read: Meeting, *, misses: bool, json: bool) -> None:
    from rich.console import Console

    from bot.answer_json import to_json
    from bot.answering.pledges import read_pledges
    from bot.evaluation.ledger_report import ledger_record, render_ledger_figures, render_ledger_misses
    from bot.evaluation.ledgers import measure_ledger, read_ledger

    lines = read_ledger(ledger)
    figures = measure_ledger(lines, read_pledges(read), read)
    if json:
        print(to_json(ledger_record(figures)))
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(render_ledger_figures(figures))
    if misses:
        console.print(render_ledger_misses(figures))
