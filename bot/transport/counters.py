"""What happened between Telegram and the handlers, counted since the bot started."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Counters"]


@dataclass(slots=True)
class Counters:
    """Numbers that only grow, unless they say otherwise. Changed on the event loop only.

    Attributes:
        received: Updates that were new.
        repeated: Updates that had come before.
        done: Updates that were handled.
        aside: Updates that could not be handled, by Telegram's or our own fault.
        postponed: Times an update was put back, because Telegram could not be reached.
        doubtful: Updates that may have been answered, of which the person was told.
        polls: Long polls that Telegram answered.
        polled_at: When it last did, in seconds of the event loop's clock.
        failed_polls: Long polls that it did not.
        sends: Calls that Telegram answered.
        retries: Calls that were repeated.
        floods: Calls that were refused because there were too many (429).
        webhook_pending: Updates that wait at Telegram for the webhook, when it was last asked; may shrink.
        webhook_errors: Times Telegram told of a delivery that failed, asked now and then.
        webhook_resets: Times the webhook was set again, because somebody had changed it.
        lags: Times the event loop was held up for more than 20 ms.
        longest_lag: For how long at most, in seconds.
    """

    received: int = 0
    repeated: int = 0
    done: int = 0
    aside: int = 0
    postponed: int = 0
    doubtful: int = 0
    polls: int = 0
    polled_at: float = 0.0
    failed_polls: int = 0
    sends: int = 0
    retries: int = 0
    floods: int = 0
    webhook_pending: int = 0
    webhook_errors: int = 0
    webhook_resets: int = 0
    lags: int = 0
    longest_lag: float = 0.0
