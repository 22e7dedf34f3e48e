"""A message of the bot's as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.botapi.utf16 import utf16_slice
from bot.botapi.wire import Json

__all__ = ["Reply"]


@dataclass(frozen=True, slots=True)
class Reply:
    """Something the bot wrote.

    Attributes:
        message: The message on the wire.
    """

    message: Json

    @property
    def message_id(self) -> int:
        """Its number in the chat."""
        return int(self.message["message_id"])

    @property
    def text(self) -> str:
        """Its text, or its caption."""
        return str(self.message.get("text", self.message.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """What marks its text, in order; offsets in UTF-16 code units."""
        return self.message.get("entities") or self.message.get("caption_entities") or []

    @property
    def buttons(self) -> list[Json]:
        """The buttons under it, row by row."""
        markup = self.message.get("reply_markup") or {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]

    def marked(self, *kinds: str) -> list[str]:
        """Return the words under each entity of these types, in order."""
        return [
            utf16_slice(self.text, entity["offset"], entity["length"])
            for entity in self.entities
            if entity["type"] in kinds
        ]
