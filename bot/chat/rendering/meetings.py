"""The meetings there are, and one that is about to be added."""

from __future__ import annotations

from bot.chat.rendering.quoting import title_of
from bot.chat.reply import Button, EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.places import fingerprint
from bot.types import Meeting

__all__ = ["ALL", "render_draft", "render_meetings", "write_meeting"]

ALL = "all"
"""Stands for all meetings."""
_ON_PAGE = 8
_LONGEST_LABEL = 40
_NAMED = 12
"""Speakers who are named before a meeting is added."""
_CHOSEN = "{label} ✓"


def render_meetings(together: Meeting, chosen: Meeting | None, texts: Texts, *, page: int = 0, said: str = "") -> Reply:
    """Offer the meetings, the last first, the chosen one marked.

    Args:
        together: All of them as one.
        chosen: None for all of them.
        texts: The language of the words around.
        page: From 0.
        said: What to say instead of the question, after a choice.

    Raises:
        LookupError: there is no such page.
    """
    meetings = together.parts or (together,)
    if len(meetings) == 1:
        return ReplyBuilder().write(texts.meetings_only.format(title=title_of(meetings[0], texts))).build()
    pages = -(-len(meetings) // _ON_PAGE)
    if not 0 <= page < pages:
        raise LookupError(page)
    builder = ReplyBuilder().write(said or texts.meetings_now.format(title=title_of(chosen or together, texts)))
    rows: list[tuple[Button, ...]] = [(_choice(texts.meetings_all, ALL, page, marked=chosen is None),)]
    for meeting in list(reversed(meetings))[page * _ON_PAGE : (page + 1) * _ON_PAGE]:
        title = title_of(meeting, texts)
        label = title if len(title) <= _LONGEST_LABEL else _shortened(meeting)
        rows.append((_choice(label, fingerprint(meeting), page, marked=chosen is meeting),))
    steps = []
    if page:
        steps.append(press(texts.button_previous_page, "meetings", page - 1))
    if page + 1 < pages:
        steps.append(press(texts.button_next_page, "meetings", page + 1))
    if pages > 1:
        builder.line(texts.page.format(page=page + 1, pages=pages))
    return builder.build(buttons=(*rows, *([tuple(steps)] if steps else [])))


def render_draft(meeting: Meeting, token: str, texts: Texts) -> Reply:
    """Say what a file holds, and ask whether to add it.

    Args:
        meeting: What was read.
        token: By which it is found again.
        texts: The language of the words around.
    """
    builder = ReplyBuilder()
    builder.write(title_of(meeting, texts), EntityKind.BOLD)
    characters = f"{sum(len(speech.text) for speech in meeting.speeches):,}"
    builder.line(
        texts.add_summary.format(
            date=meeting.date or texts.meetings_undated,
            speakers=len(meeting.speakers),
            speeches=len(meeting.speeches),
            characters=characters,
        )
    )
    names = list(meeting.speakers[:_NAMED]) + ["…"] * (len(meeting.speakers) > _NAMED)
    builder.paragraph(texts.add_voices.format(speakers=texts.join(names)))
    yes, no = press(texts.add_confirm, "add", token), press(texts.add_cancel, "addnot", token)
    return builder.build(buttons=((yes, no),))


def write_meeting(builder: ReplyBuilder, meeting: Meeting, texts: Texts) -> None:
    """Write a meeting of a list: its title, when it was and how many spoke."""
    builder.paragraph(texts.title.format(meeting=meeting.called), EntityKind.BOLD)
    builder.line(
        texts.meetings_line.format(
            date=meeting.date or texts.meetings_undated,
            speakers=len(meeting.speakers),
            speeches=len(meeting.speeches),
        )
    )


def _choice(label: str, value: str, page: int, *, marked: bool) -> Button:
    return press(_CHOSEN.format(label=label) if marked else label, "meeting", value, page)


def _shortened(meeting: Meeting) -> str:
    """Return a title that fits a button, with the whole date, which tells meetings of one name apart."""
    name, date = meeting.called, f" {meeting.date}" if meeting.date else ""
    return f"{name[: _LONGEST_LABEL - len(date) - 1]}…{date}"
