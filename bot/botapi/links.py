"""Links to a bot that carry a message for it: what is behind ``?start=``."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

__all__ = ["is_payload", "read_deep_link"]

_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HOSTS: Final = frozenset({"t.me", "telegram.me", "telegram.dog"})


def is_payload(text: str) -> bool:
    """Tell whether Telegram carries ``text`` in a link: 1 to 64 of ``A-Z a-z 0-9 _ -``."""
    return _PAYLOAD.fullmatch(text) is not None


def read_deep_link(url: str, username: str) -> str | None:
    """Return the payload of a link to this bot, empty for a link without one; None for a link to somewhere else.

    Args:
        url: ``https://t.me/<bot>?start=<payload>`` or ``tg://resolve?domain=<bot>&start=<payload>``.
        username: The bot's, without ``@``; case does not matter.
    """
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
    except ValueError:
        return None
    if parts.scheme == "tg":
        name = query.get("domain", [""])[0] if parts.netloc == "resolve" else ""
    else:
        name = parts.path.strip("/") if parts.scheme in {"http", "https"} and parts.hostname in _HOSTS else ""
    if name.lower() != username.lower():
        return None
    payload = query.get("start", [""])[0]
    return payload if is_payload(payload) else ""
