"""Methods that say where updates go."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from bot.botapi.errors import bad_request
from bot.botapi.events import Event, EventKind
from bot.botapi.methods.registry import method
from bot.botapi.state import State, Webhook
from bot.botapi.wire import Json, Parameters

__all__ = ["delete_webhook", "get_webhook_info", "set_webhook"]

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_CONNECTIONS_DEFAULT: Final = 40


@method
def set_webhook(state: State, parameters: Parameters) -> bool:
    """Send updates to a URL from now on; plain HTTP is fine, as with a Bot API server of one's own."""
    url = parameters.text("url")
    if not url:
        return delete_webhook(state, parameters)
    secret = parameters.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        reason = "secret token contains unallowed characters"
        raise bad_request(reason)
    if not _is_address(url):
        reason = "bad webhook: an HTTP or HTTPS URL with a host must be provided"
        raise bad_request(reason)
    state.updates.allow(parameters.sequence("allowed_updates"))
    if parameters.flag("drop_pending_updates"):
        state.updates.clear()
    state.webhook = Webhook(url, secret, parameters.integer("max_connections", _CONNECTIONS_DEFAULT))
    state.tell(Event(EventKind.WEBHOOK))
    return True


@method
def delete_webhook(state: State, parameters: Parameters) -> bool:
    """Let the bot ask for its updates again."""
    if parameters.flag("drop_pending_updates"):
        state.updates.clear()
    state.webhook = None
    state.tell(Event(EventKind.WEBHOOK))
    return True


@method
def get_webhook_info(state: State, parameters: Parameters) -> Json:  # noqa: ARG001
    """Return where updates go and how that went of late."""
    webhook = state.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
    if webhook and webhook.failed_at is not None:
        info |= {"last_error_date": webhook.failed_at, "last_error_message": webhook.failure}
    if state.updates.allowed:
        info["allowed_updates"] = list(state.updates.allowed)
    return info


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
