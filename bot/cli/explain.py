"""Why an answer is what it is: the question as understood, and the candidates with their figures."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.types import Answer, Quantity, Question

__all__ = ["render_explanation"]

_WORDS = 28  # characters of a candidate that are shown


def render_explanation(answer: Answer) -> RenderableType:
    """Return the question as understood and, best first, the candidates with score and features."""
    return Group(_question(answer.question, answer.status), "", _candidates(answer))


def _question(question: Question, status: str) -> Table:
    mentions = (f"{mention.speaker} ({mention.how} {mention.score:.2f})" for mention in question.mentions)
    terms = ("/".join((term.text, *term.variants)) + f" {term.weight:.2f}" for term in question.terms)
    numbers = (f"{number.comparator} {_number(number)}" for number in question.quantities)
    rows = {
        "normal form": question.normal,
        "kind": f"{question.kind}{', negated' if question.negated else ''}",
        "mentions": "; ".join(mentions),
        "terms": "; ".join(terms),
        "quantities": "; ".join(numbers),
        "inherited": question.inherited,
        "status": status,
    }
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim")
    table.add_column()
    for name, value in rows.items():
        if value:
            table.add_row(name, Text(value))
    return table


def _number(number: Quantity) -> str:
    low, high = f"{number.low:g}", f"{number.high:g}"
    return (low if low == high else f"{low}–{high}") + number.unit


def _candidates(answer: Answer) -> Table:
    names = tuple(dict.fromkeys(name for scored in answer.considered for name in scored.features))
    table = Table(box=None, pad_edge=False)
    for name in ("score", "speaker", "passage"):
        table.add_column(name, justify="right" if name == "score" else "left")
    for name in names:
        table.add_column(name, justify="right")
    for scored in answer.considered:
        words = scored.passage.text.replace("\n", "")
        shown = f"{words[:_WORDS]}…" if len(words) > _WORDS else words
        figures = (f"{scored.features[name]:.2f}" if name in scored.features else "" for name in names)
        table.add_row(f"{scored.score:.3f}", scored.passage.speech.speaker or "–", Text(shown), *figures)
    return table
