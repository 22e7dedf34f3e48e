"""Checks of Telegram's side: the token, the webhook, and whether both clocks agree."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

import httpx

from bot.config import Settings
from bot.health.finding import Finding

__all__ = ["check_telegram"]

_CLOCK_SECONDS = 30.0
"""Past that, certificates and the times in what is kept begin to be wrong."""


def check_telegram(settings: Settings, token: str) -> Iterator[Finding]:
    """Check the token, then, when Telegram knows it, clock and webhook.

    Args:
        settings: Which server, which mode.
        token: The bot's; it is in no finding.
    """
    telegram = settings.telegram
    with httpx.Client(timeout=httpx.Timeout(telegram.read_timeout, connect=telegram.connect_timeout)) as client:
        try:
            me = client.get(f"{telegram.base_url}{token}/getMe")
            known = _result(me)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            # its message may hold the address, and that the token
            yield Finding("token", f"no answer: {type(error).__name__}", f"is {telegram.base_url} reachable from here?")
            return
        yield _clock(me.headers.get("Date", ""))
        if known is None:
            yield Finding("token", f"refused ({me.status_code})", f"set {telegram.token_env} to @BotFather's token")
            return
        yield Finding("token", f"@{known.get('username')}")
        try:
            info = _result(client.get(f"{telegram.base_url}{token}/getWebhookInfo")) or {}
        except (httpx.HTTPError, ValueError) as error:
            yield Finding("webhook", f"no answer: {type(error).__name__}", "try again")
            return
    yield _webhook(settings, info)


def _result(response: httpx.Response) -> dict[str, Any] | None:
    """Return what was asked for; None when it was refused.

    Raises:
        ValueError: that was no Bot API server.
    """
    answer = response.json()
    if not isinstance(answer, dict):
        raise ValueError  # noqa: TRY004 - the caller treats it as no JSON
    result = answer.get("result")
    return result if answer.get("ok") and isinstance(result, dict) else None


def _clock(date: str) -> Finding:
    try:
        off = time() - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return Finding("clock", "the server tells no time")
    said = f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} the server's"
    return Finding("clock", said) if abs(off) <= _CLOCK_SECONDS else Finding("clock", said, "timedatectl set-ntp true")


def _webhook(settings: Settings, info: dict[str, Any]) -> Finding:
    telegram, url = settings.telegram, str(info.get("url", ""))
    waiting = f"{info.get('pending_update_count', 0)} updates wait"
    if telegram.mode == "polling":
        return Finding(
            "webhook", f"{'set, removed when the bot starts' if url else 'none, as polling needs'}; {waiting}"
        )
    wanted = telegram.webhook.url.rstrip("/") + telegram.webhook.path
    if url != wanted:
        return Finding("webhook", f"not {wanted}; {waiting}", "start the bot, which sets it: whosaid run")
    if info.get("last_error_message") and info.get("pending_update_count"):
        return Finding("webhook", f"{info['last_error_message']}; {waiting}", f"does {wanted} lead to this bot's port?")
    return Finding("webhook", f"set; {waiting}")
