"""Bars of percentages: the one unit whose numbers compare, whatever they are of."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bot.pictures.canvas import Canvas
from bot.pictures.palettes import Palette
from bot.types import Comparator, Pledge, Quantity

__all__ = ["BAR_HEIGHT", "axis_of", "draw_bar", "has_bar"]

BAR_HEIGHT = 14

_PERCENT = "%"
_SAID_AS_PERCENT = re.compile(r"[%％]|百分")
_ENDS = (5, 10, 15, 20, 25, 30, 40, 50)
_WHOLE = 100
_SPARE = 1.1
"""An axis goes on behind its longest bar, lest it look like the whole; only at 100% it is."""
_OPEN = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
_DOTS, _DOT_STEP = 3, 22
_LIMIT_WIDTH, _LIMIT_RISE = 8, 5


def has_bar(pledge: Pledge) -> bool:
    """Tell whether a target is said as a percentage; full coverage, say, is one in meaning only."""
    quantity = pledge.quantity
    if quantity is None or quantity.unit != _PERCENT or quantity.comparator is Comparator.MAGNITUDE:
        return False
    said = quantity.span.of(pledge.quote.speech.text)
    return quantity.high > 0 and _SAID_AS_PERCENT.search(said) is not None


def axis_of(pledges: Sequence[Pledge]) -> float:
    """Return how many percent a whole bar is; 0 where fewer than two targets could be compared by bars."""
    shares = [pledge.quantity.high for pledge in pledges if pledge.quantity and has_bar(pledge)]
    if len(shares) < 2:  # noqa: PLR2004 - it takes two to compare
        return 0.0
    most = max(shares)
    if most > _WHOLE:
        return float(math.ceil(most * _SPARE / _WHOLE) * _WHOLE)
    return float(next((end for end in _ENDS if end >= most * _SPARE), _WHOLE))


def draw_bar(
    canvas: Canvas, quantity: Quantity, box: tuple[float, float, float], axis: float, colours: Palette
) -> None:
    """Draw a bar on its track: dark up to what is certain, lighter up to what may be, with dots where it is open.

    Args:
        canvas: To draw on.
        quantity: In percent.
        box: Left, top and right end of the track.
        axis: How many percent the track is.
        colours: Of the picture.
    """
    left, top, right = box
    bottom, radius, scale = top + BAR_HEIGHT, BAR_HEIGHT / 2, (right - left) / axis
    low, high = left + quantity.low * scale, left + quantity.high * scale
    canvas.rectangle((left, top, right, bottom), colours.rule, radius)
    canvas.rectangle((left, top, high, bottom), colours.bar_open, radius)
    if quantity.comparator is Comparator.AT_MOST:
        limit = (high - _LIMIT_WIDTH, top - _LIMIT_RISE, high, bottom + _LIMIT_RISE)
        canvas.rectangle(limit, colours.bar, _LIMIT_WIDTH / 2)
        return
    canvas.rectangle((left, top, low, bottom), colours.bar, radius)
    if quantity.comparator in _OPEN:
        for number in range(_DOTS):
            dot = high + BAR_HEIGHT / 2 + number * _DOT_STEP
            if dot + BAR_HEIGHT <= right:
                canvas.rectangle((dot, top, dot + BAR_HEIGHT, bottom), colours.bar_open, radius)
