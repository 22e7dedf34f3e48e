"""What the bot says without being asked about the meeting's words: the greeting, the help, the list of speakers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering.examples import example_questions
from bot.chat.rendering.quoting import title_of, write_who
from bot.chat.reply import Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.types import Meeting, Speech

__all__ = [
    "render_help",
    "render_introduction",
    "render_lost",
    "render_plain",
    "render_speakers",
    "render_start",
]


def render_plain(text: str) -> Reply:
    """Say one of the texts as it is."""
    return ReplyBuilder().write(text).build()


def render_lost(number: int, texts: Texts) -> Reply:
    """Say that a reply may be lost, and offer it once more.

    Args:
        number: By which the inbox knows what was replied to.
        texts: In the person's language.
    """
    return ReplyBuilder().write(texts.maybe_lost).build(buttons=((press(texts.button_again, "again", number),),))


def render_start(meeting: Meeting, texts: Texts, notice: str = "") -> Reply:
    """Greet a newcomer, with examples to tap; ``notice`` comes first."""
    builder = ReplyBuilder()
    if notice:
        builder.write(notice)
    builder.paragraph(texts.start.format(title=title_of(meeting, texts)))
    examples = example_questions(meeting, texts)
    if examples:
        builder.paragraph(texts.examples)
        for example in examples:
            builder.line(example)
    return builder.build(keys=examples)


def render_introduction(meeting: Meeting, texts: Texts) -> Reply:
    """Say to a group what this is and when it speaks."""
    example = (example_questions(meeting, texts) or ("…",))[-1]
    return render_plain(texts.group_introduction.format(title=title_of(meeting, texts), example=example))


def render_help(texts: Texts, commands: Sequence[tuple[str, str]], username: str = "") -> Reply:
    """Say how to ask, and which commands there are.

    Args:
        texts: In the person's language.
        commands: Pairs of a name and what it does.
        username: The bot's, without ``@``, by which it can be asked in any chat; empty where it cannot.
    """
    builder = ReplyBuilder()
    builder.write(texts.help)
    if username:
        builder.paragraph(texts.help_inline.format(username=username))
    builder.paragraph(texts.help_commands)
    for name, meaning in commands:
        builder.line(f"/{name} {meaning}")
    return builder.build()


def render_speakers(meeting: Meeting, texts: Texts) -> Reply:
    """List who spoke, meeting by meeting: name and role once, with the sections or else the number of the speeches.

    May need several messages.
    """
    builder = ReplyBuilder()
    for number, part in enumerate(meeting.parts or (meeting,)):
        builder.write("\n\n" if number else "")
        builder.write(texts.speakers.format(title=title_of(part, texts)))
        own: dict[tuple[str, str], list[Speech]] = {}
        for speech in part.speeches:
            own.setdefault((speech.speaker, speech.shown_role), []).append(speech)
        for speeches in own.values():
            builder.write("\n")
            write_who(builder, speeches[0], texts)
            sections = list(dict.fromkeys(speech.section for speech in speeches if speech.section))
            for section in sections:
                builder.line(texts.source.format(section=section))
            if not sections and len(speeches) > 1:
                builder.line(texts.speech_count.format(count=len(speeches)))
    return builder.build()
