"""A quote as a picture to share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.chat.delivery import deliver_photo, redraw_photo
from bot.chat.handlers.feature import Feature, Press, PressHandler
from bot.chat.rendering.pictures import card_caption, card_labels, shade_button
from bot.chat.rendering.positions import cited_place
from bot.chat.texts import Texts
from bot.corpus.places import Place
from bot.types import Quote

__all__ = ["Cards"]


class Cards(Feature):
    """Draws quotes.

    Args:
        services: What the handlers share.
    """

    def presses(self) -> Mapping[str, PressHandler]:
        """Return the handlers of the buttons, which carry the quote's place."""
        return {"card": self.card, "cardlight": self.light, "carddark": self.dark}

    async def card(self, press: Press) -> str | None:
        """Send the quote as a picture; one too long for a picture is said to be."""
        quote, caption = self._asked(press)
        try:
            picture = await self._services.draw(partial(self._drawn, quote, press.texts, dark=False))
        except ValueError:
            return press.texts.card_too_long
        buttons = ((shade_button("card", [press.arguments[0]], dark=False),),)
        await deliver_photo(press.message, picture, caption, buttons)
        return None

    async def light(self, press: Press) -> None:
        """Show the picture dark on light."""
        await self._redraw(press, dark=False)

    async def dark(self, press: Press) -> None:
        """Show the picture light on dark."""
        await self._redraw(press, dark=True)

    async def _redraw(self, press: Press, *, dark: bool) -> None:
        quote, caption = self._asked(press)
        picture = await self._services.draw(partial(self._drawn, quote, press.texts, dark=dark))
        buttons = ((shade_button("card", [press.arguments[0]], dark=dark),),)
        await redraw_photo(press.query, picture, caption, buttons)

    def _asked(self, press: Press) -> tuple[Quote, str]:
        if not press.arguments:
            raise LookupError(press.query.data)
        quote = Place.parse(press.arguments[0]).quote(self._services.meeting)
        return quote, card_caption(quote, self._services.meeting, press.texts)

    def _drawn(self, quote: Quote, texts: Texts, *, dark: bool) -> bytes:
        from bot.pictures.card import draw_card  # noqa: PLC0415 - it brings Pillow and fonts

        meeting, font = self._services.meeting.part_of(quote.speech), self._services.settings.pictures.font
        place = cited_place(quote, texts)
        return draw_card(quote, meeting, card_labels(texts), dark=dark, place=place, font=font)
