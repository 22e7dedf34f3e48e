"""A quote as a picture to share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.delivery import deliver_photos
from bot.chat.handlers.feature import AnyHandler, Press, PressHandler
from bot.chat.rendering.pictures import card_caption, card_labels
from bot.chat.services import Services
from bot.chat.texts import Texts
from bot.corpus.places import Place
from bot.types import Quote

__all__ = ["Cards"]


class Cards:
    """Draws quotes.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Sequence[AnyHandler]:
        """Return no handlers: a card is asked for by a button under its quote."""
        return []

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handler of the button, which carries the quote's place."""
        return {"card": self.card}

    async def card(self, press: Press) -> str | None:
        """Send the quote as a picture; one too long for a picture is said to be."""
        quote = Place.parse(":".join(press.arguments)).quote(self._services.meeting)
        try:
            picture = await self._services.draw(self._drawn, quote, press.texts)
        except ValueError:
            return press.texts.card_too_long
        caption = card_caption(quote, self._services.meeting, press.texts)
        await deliver_photos(press.message, [picture], caption)
        return None

    def _drawn(self, quote: Quote, texts: Texts) -> bytes:
        from bot.pictures.card import draw_card  # noqa: PLC0415 - it brings Pillow and fonts

        meeting, font = self._services.meeting, self._services.settings.pictures.font
        return draw_card(quote, meeting, card_labels(texts), font=font)
