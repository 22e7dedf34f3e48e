"""Commands for a person with a question: ``ask``, ``chat`` and ``speakers``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.exits import ExitCode
from bot.cli.options import ConfigFile, Json, MeetingChoice, NoEncoder

__all__ = ["ask", "chat", "speakers"]


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="In plain words.", show_default=False)],
    *,
    json: Json = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer was found.")] = False,
    no_encoder: NoEncoder = False,
    meeting: MeetingChoice = "",
    config: ConfigFile = None,
) -> None:
    """Answer one question. Ends with 0 when there is an answer, else with 1."""
    from bot.cli.opening import open_answers, open_settings, start_log
    from bot.cli.replies import Replies, show
    from bot.types import AnswerStatus

    start_log("WARNING")
    settings = open_settings(config, encoder=not no_encoder)
    replies = Replies(settings.chat)
    engine = open_answers(settings, meeting)
    text = " ".join(question)
    if json:
        from bot.answer_json import to_json
        from bot.evaluation.questions import Topic
        from bot.evaluation.run import ask as ask_topics

        (record,) = ask_topics(engine, [Topic(id="ask", question=text)], reply_text=replies.plain)
        print(to_json(record))
        status = record.status
    else:
        answer = engine.answer(text)
        show(replies.of(answer))
        status = answer.status.value
        if explain:
            from rich.console import Console

            from bot.cli.explain import render_explanation

            print()
            Console(width=None if sys.stdout.isatty() else 200).print(render_explanation(answer))
    found = status in {AnswerStatus.ANSWERED, AnswerStatus.CORRECTED}
    raise typer.Exit(ExitCode.OK if found else ExitCode.NO_ANSWER)


def chat(*, no_encoder: NoEncoder = False, meeting: MeetingChoice = "", config: ConfigFile = None) -> None:
    """Talk with the bot here, as in Telegram. /help says more."""
    from bot.cli.conversation import Conversation, converse
    from bot.cli.opening import open_answers, open_settings, start_log
    from bot.cli.replies import Replies, show

    start_log("WARNING")
    settings = open_settings(config, encoder=not no_encoder)
    replies = Replies(settings.chat)
    engine = open_answers(settings, meeting)
    converse(Conversation(engine.meeting, engine, replies.texts, settings.chat), show)


def speakers(*, json: Json = False, meeting: MeetingChoice = "", config: ConfigFile = None) -> None:
    """List who spoke, in which role, under which heading. With --json, one speech a line."""
    from bot.chat.rendering.pages import render_speakers
    from bot.cli.opening import open_meetings, open_settings, start_log
    from bot.cli.replies import Replies, show

    start_log("WARNING")
    settings = open_settings(config)
    read = open_meetings(settings, meeting)
    if json:
        from bot.answer_json import to_json, to_speech_record

        for speech in read.speeches:
            print(to_json(to_speech_record(speech)))
    else:
        show(render_speakers(read, Replies(settings.chat).texts))
