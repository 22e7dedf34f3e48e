"""What systemd wants to hear of a service (sd_notify): that it is ready, still well, or about to stop.

A protocol of a few lines, and kept so by systemd: https://www.freedesktop.org/software/systemd/man/sd_notify.html. The
libraries for it are either no longer kept or bring the journal along.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Mapping

__all__ = ["ServiceManager"]

_LOG = logging.getLogger(__name__)

_LOOKS_A_PERIOD = 3
"""One that comes late shall not end the service."""
_SECONDS = 30.0
"""Between two looks when nobody asks for signs of life."""
_STARTING_SECONDS = 0.5


class ServiceManager:
    """Tells the service manager how the bot is; without one, nothing.

    Args:
        environ: Where the manager says how to reach it (``NOTIFY_SOCKET``) and within which time it wants to hear of
            the process (``WATCHDOG_USEC``, and ``WATCHDOG_PID`` of which process).
    """

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        self._watchdog = _watchdog_seconds(environ)

    async def keep_told(self, check: Callable[[], Awaitable[str]]) -> None:
        """Tell, until cancelled, when the bot is ready, and from then on that it is well, as long as it is.

        Where this does not run because the event loop stands still, or ``check`` finds something wrong for longer than
        the manager allows, it starts the bot anew.

        Args:
            check: Returns why the bot does not answer now; empty when it does.
        """
        if not self._address:
            return
        told = None
        while reason := await check():
            if reason != told:
                told = reason
                self.tell(f"STATUS=starting: {reason}")
            await asyncio.sleep(_STARTING_SECONDS)
        self.tell("READY=1", "STATUS=answering")
        while True:
            await asyncio.sleep(self._watchdog / _LOOKS_A_PERIOD if self._watchdog else _SECONDS)
            if reason := await check():
                _LOG.warning("not well: %s", reason)
                self.tell(f"STATUS=not answering: {reason}")
            else:
                self.tell("WATCHDOG=1", "STATUS=answering")

    def tell(self, *lines: str) -> None:
        """Send ``lines``, as ``sd_notify`` does; what does not arrive is only logged."""
        if not self._address:
            return
        # a socket without a file is written with @ for its first byte
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                sender.setblocking(False)  # noqa: FBT003 - the standard library's
                sender.sendto("\n".join(lines).encode(), address)
        except OSError as error:
            _LOG.warning("the service manager cannot be told %s: %s", lines[0], error)


def _watchdog_seconds(environ: Mapping[str, str]) -> float:
    """Return within which time the manager wants to hear of this process; 0 when it does not."""
    written, process = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if not written.isdecimal() or process not in {"", str(os.getpid())}:
        return 0.0
    return int(written) / 1_000_000
