"""What is left of a message when nothing in it may lead to a person."""

from __future__ import annotations

import re

__all__ = ["without_contacts"]

_LEFT_OUT = "▢"
# Addresses of people and places on the net first, for they may hold digits; then what is long enough to call
# somebody or to be the number of a card, however it is grouped. Years, sums and dates are shorter.
_CONTACTS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII),
    re.compile(r"(?:https?|tg)://\S+|\b(?:t\.me|www\.)\S+", re.IGNORECASE),
    re.compile(r"(?<!\w)@\w{4,}", re.ASCII),
    re.compile(r"\+?\d(?:[ \-().（）]{0,2}\d){6,}[xX]?"),
)


def without_contacts(text: str) -> str:
    """Return ``text`` with each mail address, link, @name and number of seven digits or more as one ▢."""
    for pattern in _CONTACTS:
        text = pattern.sub(_LEFT_OUT, text)
    return text
