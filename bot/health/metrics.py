"""What is measured while the bot runs, as Prometheus reads it. No label holds anything of a person's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.transport.counters import Counters
from bot.types import Answer

__all__ = ["Metrics", "Reading"]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

_TOTALS = (
    ("updates_received", "received", "Updates that were new."),
    ("updates_repeated", "repeated", "Updates that had come before."),
    ("updates_done", "done", "Updates that were handled."),
    ("updates_aside", "aside", "Updates that could not be handled and were set aside."),
    ("updates_postponed", "postponed", "Times an update was put back because Telegram could not be reached."),
    ("updates_doubtful", "doubtful", "Updates that may have been answered, of which the person was told."),
    ("polls", "polls", "Long polls that Telegram answered."),
    ("polls_failed", "failed_polls", "Long polls that it did not."),
    ("sends", "sends", "Calls that Telegram answered."),
    ("retries", "retries", "Calls that were repeated."),
    ("refusals_429", "floods", "Calls that were refused because there were too many."),
    ("webhook_errors", "webhook_errors", "Times Telegram told of a delivery that failed."),
    ("webhook_resets", "webhook_resets", "Times the webhook was set again because somebody had changed it."),
    ("loop_lags", "lags", "Times the event loop was held up for more than 20 ms."),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How things stand between Telegram and the handlers.

    Attributes:
        counters: What happened so far.
        waiting: Updates in line.
    """

    counters: Counters
    waiting: int


class Metrics(Collector):
    """The bot's measures, in a registry of their own.

    Args:
        read: Tells how things stand; called on the event loop.
    """

    def __init__(self, read: Callable[[], Reading]) -> None:
        self._read = read
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "whosaid_questions", "Questions that were answered.", ("status", "kind"), registry=self._registry
        )
        self._latency = Histogram(
            "whosaid_answer_seconds", "Time to find an answer.", buckets=_SECONDS, registry=self._registry
        )
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def observe(self, answer: Answer, seconds: float) -> None:
        """Count an answer and the time it took; may be called in any thread."""
        self._questions.labels(answer.status.value, answer.question.kind.value).inc()
        self._latency.observe(seconds)

    def collect(self) -> Iterator[Metric]:
        """Yield what is counted elsewhere."""
        reading = self._read()
        for name, field, meaning in _TOTALS:
            yield CounterMetricFamily(f"whosaid_{name}", meaning, value=getattr(reading.counters, field))
        yield GaugeMetricFamily("whosaid_queue_depth", "Updates in line.", value=reading.waiting)
        pending = reading.counters.webhook_pending
        yield GaugeMetricFamily(
            "whosaid_webhook_pending", "Updates that wait at Telegram for the webhook.", value=pending
        )
        longest = reading.counters.longest_lag
        yield GaugeMetricFamily("whosaid_longest_lag_seconds", "Longest hold-up of the event loop.", value=longest)

    def render(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self._registry)
