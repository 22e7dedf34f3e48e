"""The meetings there are, and one that is about to be added."""

from __future__ import annotations

from bot.chat.limits import cut
from bot.chat.rendering.doubts import tell_doubt
from bot.chat.rendering.quoting import title_of, write_person
from bot.chat.reply import Button, EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.deciding import is_decidable
from bot.corpus.doubts import Doubt, DoubtKind
from bot.corpus.places import fingerprint
from bot.corpus.structure import Structure
from bot.library.library import Draft
from bot.types import Meeting

__all__ = ["ALL", "render_draft", "render_meetings", "write_meeting"]

ALL = "all"
"""Stands for all meetings."""
_ON_PAGE = 8
_LONGEST_LABEL = 40
_NAMED = 12
"""Speakers who are named before a meeting is added."""
_LONGEST_LINE = 80
"""Characters of a line around a doubt."""
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


def render_draft(draft: Draft, structure: Structure, texts: Texts, *, place: int = 0) -> Reply:
    """Say what a file holds and what is uncertain in it, a doubt at a time, and ask whether to add it.

    Args:
        draft: What was read.
        structure: How.
        texts: The language of the words around.
        place: Which doubt is shown, from 0; one beyond the last shows the last.
    """
    meeting, doubts = draft.meeting, structure.doubts
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
    builder.paragraph(texts.add_voices)
    for name in meeting.speakers[:_NAMED]:
        write_person(builder, name, meeting, texts)
    if len(meeting.speakers) > _NAMED:
        builder.line("…")
    if structure.left_out:
        builder.paragraph(texts.doubt_running.format(count=structure.left_out))
    if structure.settled:
        builder.paragraph(texts.add_settled.format(count=len(structure.settled)))
    rows: list[tuple[Button, ...]] = []
    if doubts:
        place = min(place, len(doubts) - 1)
        builder.paragraph(texts.add_doubts.format(count=len(doubts), number=place + 1))
        builder.line(tell_doubt(doubts[place], meeting.source, texts))
        builder.line()
        with builder.inside(EntityKind.QUOTE):
            builder.write(_around(meeting.source.text, doubts[place].start))
        rows += _decisions(doubts[place], draft.token, place, texts)
        steps = [press(label, "doubts", draft.token, to) for label, to in (("‹", place - 1), ("›", place + 1))]
        shown = [step for step, to in zip(steps, (place - 1, place + 1), strict=True) if 0 <= to < len(doubts)]
        rows += [tuple(shown)] if shown else []
    builder.paragraph(texts.add_rename.format(example=texts.add_example))
    rows.append((press(texts.add_confirm, "add", draft.token), press(texts.add_cancel, "addnot", draft.token)))
    return cut(builder.build(buttons=tuple(rows)))


def _decisions(doubt: Doubt, token: str, place: int, texts: Texts) -> list[tuple[Button, ...]]:
    if not is_decidable(doubt):
        return []
    yes, no = {
        DoubtKind.HEADING: (texts.doubt_is_heading, texts.doubt_is_text),
        DoubtKind.NAME: (texts.doubt_is_same, texts.doubt_is_other),
        DoubtKind.SHORT: (texts.doubt_is_kept, texts.doubt_is_left_out),
    }.get(doubt.kind, (texts.doubt_is_speaker, texts.doubt_is_not))
    about = (token, place, doubt.kind.value, doubt.start)
    return [(press(yes, "decide", *about, "y"), press(no, "decide", *about, "n"))]


def _around(text: str, start: int) -> str:
    """Return the line that holds a place, with those before and after it, each cut short."""
    before = text[:start].rsplit("\n", 2)[-2:]
    lines = [*before[:-1], before[-1] + text[start:].split("\n", 1)[0], *text[start:].split("\n", 2)[1:2]]
    shown = (line.strip() for line in lines)
    return "\n".join(line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…" for line in shown if line)


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
