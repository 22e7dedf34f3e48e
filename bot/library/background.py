"""Vectors made meanwhile: in a thread of its own, a text at a time, so that no question waits for more than one."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.encoder import Encoder
from bot.retrieval.index import MeetingIndex
from bot.store.vectors import VectorStore

__all__ = ["BackgroundEncoding", "SharedEncoder"]

logger = logging.getLogger(__name__)

_TELL_EVERY = 500
"""Texts after which the log says how far it is."""


class SharedEncoder:
    """An encoder that several threads may use, for what is inside of one is not made for two at a time.

    Args:
        encoder: The one that is shared.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name and version of the encoder."""
        return self._encoder.name

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, shape (dim,)."""
        with self._lock:
            return self._encoder.encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, shape (n, dim)."""
        with self._lock:
            return self._encoder.encode_passages(texts)


class _Patient:
    """Encodes text by text: between two of them a question may have its turn."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return self._encoder.encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return self._encoder.encode_passages(texts)
        return np.concatenate([self._encoder.encode_passages([text]) for text in texts])


class BackgroundEncoding:
    """Encodes indexes one after another; they compare meanings as soon as they are done.

    What is done is kept in the store, so that it goes on where it was when the program ends in between.

    Args:
        encoder: May be used by others meanwhile, see ``SharedEncoder``.
        store: Where vectors are kept.

    Attributes:
        progress: How many texts of the index in hand are done, and how many had to be.
    """

    def __init__(self, encoder: Encoder, store: VectorStore) -> None:
        self._encoder = encoder
        self._store = store
        self._waiting: queue.SimpleQueue[MeetingIndex] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._done = threading.Condition()
        self._open = 0
        self.progress = (0, 0)

    def add(self, index: MeetingIndex) -> None:
        """Encode an index: at once where all vectors are kept, else when those before it are done."""
        if self._store.holds(index.texts, self._encoder):
            index.encode(self._encoder, self._store)
            return
        with self._done:
            self._open += 1
            self._waiting.put(index)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="vectors", daemon=True)
                self._thread.start()

    @property
    def percent(self) -> int | None:
        """How much of the index in hand is done; None when nothing is left to do."""
        done, total = self.progress
        return 100 * done // max(total, 1) if self._open else None

    def wait(self, seconds: float) -> bool:
        """Wait until all is encoded; tell whether it is."""
        with self._done:
            return self._done.wait_for(lambda: not self._open, seconds)

    def _work(self) -> None:
        while True:
            index = self._waiting.get()
            try:
                index.encode(_Patient(self._encoder), self._store, self._tell)
            except Exception:  # the meeting is answered by words, as before
                logger.exception("vectors could not be made")
            with self._done:
                self._open -= 1
                self._done.notify_all()

    def _tell(self, done: int, total: int) -> None:
        last, self.progress = self.progress, (done, total)
        if done == total or done // _TELL_EVERY != last[0] // _TELL_EVERY:
            logger.info("meanings: %d of %d texts", done, total)
