"""A picture to draw on, with the few smooth shapes the pictures need."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from bot.pictures.blocks import Block
from bot.pictures.fonts import Fonts, Style
from bot.pictures.palettes import Colour
from bot.pictures.typesetting import Setting, Words, draw_words
from bot.types import Span

__all__ = ["WIDTH", "Canvas", "sign_width"]

WIDTH = 1080
"""Pixels: as wide as a phone's screen, and what Telegram keeps without shrinking it."""

_SIGN = "whosaid"
_SIGN_STYLE = Style(34, bold=True)
_SMOOTH = 4
"""Shapes are drawn this many times as large and shrunk, because Pillow's have steps at their edges."""


def sign_width(fonts: Fonts) -> float:
    """Return how wide the bot's name is, in pixels."""
    return Setting(Words(_SIGN, _SIGN_STYLE), fonts).width(Span(0, len(_SIGN)))


class Canvas:
    """A picture of one colour to begin with.

    Args:
        height: In pixels.
        paper: The colour.
        fonts: For words.
    """

    def __init__(self, height: int, paper: Colour, fonts: Fonts) -> None:
        self.image = Image.new("RGB", (WIDTH, height), paper)
        self.fonts = fonts
        self._draw = ImageDraw.Draw(self.image)

    def line(self, text: str, style: Style, at: tuple[float, float], ink: Colour) -> float:
        """Draw a short text on one line and return its width in pixels."""
        setting = Setting(Words(text, style), self.fonts)
        whole = Span(0, len(text))
        draw_words(self._draw, setting, whole, at, ink)
        return setting.width(whole)

    def sign(self, right: float, baseline: float, ink: Colour) -> None:
        """Draw the bot's name, up to ``right``."""
        self.line(_SIGN, _SIGN_STYLE, (right - sign_width(self.fonts), baseline), ink)

    def block(self, block: Block, at: tuple[float, float]) -> None:
        """Draw lines of words; ``at`` is their upper left corner."""
        x, y = at
        for number, line in enumerate(block.lines):
            draw_words(self._draw, block.setting, line, (x, y + block.baseline(number)), block.ink)

    def rectangle(self, box: tuple[float, float, float, float], fill: Colour, radius: float = 0) -> None:
        """Fill a rectangle (left, top, right, bottom) with round corners; nothing when it has no width or height."""
        left, top, right, bottom = (round(edge) for edge in box)
        width, height = right - left, bottom - top
        if width <= 0 or height <= 0:
            return
        if not radius:
            self._draw.rectangle((left, top, right - 1, bottom - 1), fill=fill)
            return
        mask = Image.new("L", (width * _SMOOTH, height * _SMOOTH))
        edges = (0, 0, width * _SMOOTH - 1, height * _SMOOTH - 1)
        ImageDraw.Draw(mask).rounded_rectangle(edges, radius=radius * _SMOOTH, fill=255)
        self.image.paste(fill, (left, top), mask.resize((width, height), Image.Resampling.BOX))

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        buffer = io.BytesIO()
        self.image.save(buffer, "PNG")  # optimize=True: five times as long for 3% less
        return buffer.getvalue()
