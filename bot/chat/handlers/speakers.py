"""Who spoke: from the list to a speaker, a speech, its points and its text, all in one message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.chat.addressing import talker_of
from bot.chat.delivery import deliver
from bot.chat.handlers.feature import AnyHandler, Feature, Press, PressHandler
from bot.chat.links import Target, TargetKind
from bot.chat.rendering.outlines import render_outline, render_part, render_reading, render_speeches_of
from bot.chat.rendering.speakers import render_speaker_page
from bot.chat.reply import Reply
from bot.types import Meeting, Speech

__all__ = ["Speakers"]


class Speakers(Feature):
    """Leads through the meeting.

    Args:
        services: What the handlers share.
    """

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of /speakers."""
        return [CommandHandler("speakers", self.speakers, filters=filters.UpdateType.MESSAGE)]

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the buttons, whose first argument is the meeting's fingerprint."""
        return {
            "speakers": self.page,
            "speaker": self.speaker,
            "outline": self.outline,
            "part": self.part,
            "text": self.text,
        }

    async def speakers(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG002
        """List who spoke."""
        if message := update.message:
            texts = await self._services.texts_for(message.from_user)
            await deliver(message, render_speaker_page(await self._services.meeting_for(talker_of(message)), texts))

    async def page(self, press: Press) -> Reply:
        """Show a page of the list."""
        meeting = self._meeting(press)
        Target(TargetKind.SPEAKER, press.text(0), 0).speaker(meeting)  # of this meeting, or outdated
        return render_speaker_page(meeting, press.texts, press.number(1))

    async def speaker(self, press: Press) -> Reply:
        """Show a speaker's speeches or, where there is one, what it is made of."""
        meeting = self._meeting(press)
        speaker = Target(TargetKind.SPEAKER, press.text(0), press.number(1)).speaker(meeting)
        page = press.number(2) if len(press.arguments) > 2 else 0  # noqa: PLR2004
        return render_speeches_of(meeting, speaker, press.texts, page, press.room)

    async def outline(self, press: Press) -> Reply:
        """Show what a speech is made of."""
        return render_outline(self._meeting(press), self._speech(press), press.texts, press.room)

    async def part(self, press: Press) -> Reply:
        """Show one part of a speech."""
        return render_part(self._meeting(press), self._speech(press), press.texts, press.number(2), press.room)

    async def text(self, press: Press) -> Reply:
        """Show a page of a speech's text."""
        return render_reading(self._meeting(press), self._speech(press), press.texts, press.number(2), press.room)

    def _meeting(self, press: Press) -> Meeting:
        return self._services.meeting_named(press.text(0))

    def _speech(self, press: Press) -> Speech:
        return Target(TargetKind.SPEECH, press.text(0), press.number(1)).speech(self._meeting(press))
