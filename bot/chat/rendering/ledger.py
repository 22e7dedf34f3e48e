"""The ledger on a phone: who pledged what, a few pledges a page, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Self

from bot.chat.limits import fits
from bot.chat.rendering.positions import cited_place
from bot.chat.rendering.quoting import title_of, write_quote, write_who
from bot.chat.rendering.rooms import PRIVATE, Room, has_room
from bot.chat.reply import Button, Buttons, EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.places import fingerprint
from bot.export.rows import row
from bot.types import Meeting, Pledge

__all__ = ["LedgerView", "chart_buttons", "render_ledger", "render_pledgers"]

_PAGE = 5
_NAMES_A_ROW = 3
_LONGEST_DATA = 64
"""Bytes a button may carry."""


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What part of a ledger is shown, short enough for a button.

    Attributes:
        meeting: The first digits of its fingerprint: a button of another text is outdated.
        everything: Whether pledges without a number are among them.
        speaker: Index into ``Meeting.speakers`` whose pledges these are; None for anybody's.
        words: The topic or number asked for; empty for none. What is longer than a button holds cannot be paged.
        page: Counted from 0.
    """

    meeting: str
    everything: bool = False
    speaker: int | None = None
    words: str = ""
    page: int = 0

    @classmethod
    def of(cls, meeting: Meeting, words: str = "") -> Self:
        """Return the first page of the targets in numbers of ``meeting`` that ``words`` ask for."""
        return cls(fingerprint(meeting)[:4], words=" ".join(words.replace(":", " ").split()))

    @classmethod
    def parse(cls, arguments: Sequence[str], meeting: Meeting) -> Self:
        """Read what ``arguments`` wrote.

        Raises:
            LookupError: it is of another text or another version.
        """
        try:
            digits, page, which, speaker, words = arguments
            view = cls(digits, which == "a", int(speaker) if speaker else None, words, int(page))
        except ValueError:
            raise LookupError(arguments) from None
        known = view.speaker is None or 0 <= view.speaker < len(meeting.speakers)
        if not known or view.page < 0 or digits != fingerprint(meeting)[:4]:
            raise LookupError(arguments)
        return view

    @property
    def arguments(self) -> tuple[str, ...]:
        """The view as a button carries it."""
        speaker = "" if self.speaker is None else str(self.speaker)
        return self.meeting, str(self.page), "a" if self.everything else "n", speaker, self.words

    def button(self, label: str, action: str) -> Button | None:
        """Return a button to this view; None when it does not hold the words."""
        size = len(":".join([action, *self.arguments]).encode())
        return press(label, action, *self.arguments) if size <= _LONGEST_DATA else None


def render_ledger(
    pledges: Sequence[Pledge], view: LedgerView, meeting: Meeting, texts: Texts, *, room: Room = PRIVATE
) -> Reply:
    """Show a page of the ledger.

    Args:
        pledges: All that belong to the view, not only its page.
        view: What is shown; a page beyond the last shows the last.
        meeting: Where they were pledged.
        texts: The language of the words around the quotes.
        room: Where the reply stands.
    """
    pages = max(1, -(-len(pledges) // _PAGE))
    view = replace(view, page=min(view.page, pages - 1))
    shown = pledges[view.page * _PAGE : (view.page + 1) * _PAGE]
    while True:
        reply = _page(shown, len(pledges), view, meeting, texts, room)
        if len(shown) <= 1 or (fits(reply) and has_room(reply, room)):
            break
        shown = shown[:-1]
    return replace(reply, buttons=_buttons(pages, view, texts, room, empty=not pledges))


def render_pledgers(view: LedgerView, speakers: Sequence[str], meeting: Meeting, texts: Texts) -> Reply:
    """Ask whose pledges to show.

    Args:
        view: Where to go back to.
        speakers: Full names of those who pledged something.
        meeting: Where.
        texts: The language.
    """
    builder = ReplyBuilder()
    builder.write(texts.ledger_whose.format(title=title_of(meeting, texts)))
    places = [(name, meeting.speakers.index(name)) for name in speakers]
    names = [replace(view, speaker=place, words="", page=0).button(name, "pledges") for name, place in places]
    rows = [tuple(filter(None, names[at : at + _NAMES_A_ROW])) for at in range(0, len(names), _NAMES_A_ROW)]
    anybody = replace(view, speaker=None, words="", page=0).button(texts.button_anybody, "pledges")
    return builder.build(buttons=(*rows, tuple(filter(None, (anybody,)))))


def chart_buttons(view: LedgerView, pages: int, *, dark: bool) -> Buttons:
    """Return the buttons under a picture of the ledger: to its other pages, and from light to dark.

    Args:
        view: What is drawn; its page is the picture's.
        pages: How many pictures there are.
        dark: Whether it is drawn light on dark.
    """
    action = "chartdark" if dark else "chartlight"
    before = replace(view, page=view.page - 1).button("‹", action) if view.page else None
    after = replace(view, page=view.page + 1).button("›", action) if view.page + 1 < pages else None
    shade = view.button("☀️" if dark else "🌙", "chartlight" if dark else "chartdark")
    row = tuple(button for button in (before, shade, after) if button)
    return (row,) if row else ()


def _page(  # noqa: PLR0913, PLR0917 - what is shown, of what, where
    shown: Sequence[Pledge], count: int, view: LedgerView, meeting: Meeting, texts: Texts, room: Room
) -> Reply:
    builder = ReplyBuilder()
    builder.write(texts.ledger_title.format(title=title_of(meeting, texts)), EntityKind.BOLD)
    if not shown:
        if view.words:
            builder.line(texts.ledger_about.format(words=view.words))
        return builder.paragraph(texts.ledger_empty).build()
    counted = texts.ledger_count if view.everything else texts.ledger_count_numbers
    builder.line(counted.format(count=count))
    if view.words:
        builder.line(texts.ledger_about.format(words=view.words))
    number = view.page * _PAGE
    for speech, own in groupby(shown, key=lambda pledge: pledge.quote.speech):
        builder.write("\n")
        write_who(builder, speech, texts)
        for pledge in own:
            number += 1
            values = row(pledge, texts)
            place = cited_place(pledge.quote, texts)
            told = [value for value in (values.number, values.deadline, values.commitment, place) if value]
            builder.line(f"{number}. {' · '.join(told)}".rstrip())
            write_quote(builder, pledge.quote, room)
    return builder.build()


def _buttons(pages: int, view: LedgerView, texts: Texts, room: Room, *, empty: bool) -> Buttons:
    def row_of(*buttons: Button | None) -> tuple[Button, ...]:
        return tuple(button for button in buttons if button)

    before = replace(view, page=view.page - 1).button("‹", "pledges") if view.page else None
    here = view.button(f"{view.page + 1}/{pages}", "pledges") if pages > 1 else None
    after = replace(view, page=view.page + 1).button("›", "pledges") if view.page + 1 < pages else None
    steps = row_of(before, here, after)
    other = replace(view, everything=not view.everything, page=0)
    label = texts.button_numbers_only if view.everything else texts.button_all_pledges
    choices = row_of(view.button(texts.button_whose, "pledgers"), other.button(label, "pledges"))
    if empty or not room.private:
        return tuple(filter(None, (steps, choices)))
    files = row_of(
        view.button(texts.button_chart, "chart"), view.button("CSV", "ledgercsv"), view.button("Excel", "ledgerxlsx")
    )
    return tuple(filter(None, (steps, choices, files)))
