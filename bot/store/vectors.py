"""Vectors kept on disk by the content they stand for, so that a text is encoded once."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.store.database import make_file

__all__ = ["PassageEncoder", "Progress", "VectorStore"]

logger = logging.getLogger(__name__)

_BATCH = 8
_ROWS = 500
"""Parameters in one statement; SQLite allows 999 in old builds."""
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"

Progress = Callable[[int, int], None]
"""Told how many are done, and how many there are."""


class PassageEncoder(Protocol):
    """What the store must know of an encoder to fill itself."""

    @property
    def name(self) -> str:
        """Name and version; vectors of different names are not comparable."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, shape (n, dim); n may be 0."""
        ...


class VectorStore:
    """A cache of passage vectors in one SQLite file; a file that cannot be used is done without.

    Args:
        path: The database; its folder is made when missing. None keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def encode(
        self, texts: Sequence[str], encoder: PassageEncoder, progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors of the texts, shape (n, dim), encoding only those not seen before.

        Args:
            texts: Passages as the encoder shall read them.
            encoder: Its name is part of the key.
            progress: Told how many of the missing texts are done, and how many there are.
        """
        keys = _keys(texts, encoder)
        found = self._load(keys)
        # by key, for a meeting may repeat a clause
        missing = list({key: index for index, key in enumerate(keys) if key not in found}.values())
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            vectors = encoder.encode_passages([texts[index] for index in batch])
            fresh = {keys[index]: vector for index, vector in zip(batch, vectors, strict=True)}
            found.update(fresh)
            self._save(fresh)
            if progress:
                progress(start + len(batch), len(missing))
        if not keys:
            return encoder.encode_passages(())
        return np.stack([found[key] for key in keys])

    def holds(self, texts: Sequence[str], encoder: PassageEncoder) -> bool:
        """Tell whether the vectors of all texts are there, so that none must be encoded."""
        keys = _keys(texts, encoder)
        return self._load(keys).keys() >= set(keys)

    def _load(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        rows: list[tuple[bytes, bytes]] = []
        try:
            if self._path is None or not self._path.exists():
                return {}
            with closing(sqlite3.connect(self._path, timeout=10)) as connection:
                for start in range(0, len(keys), _ROWS):
                    some = keys[start : start + _ROWS]
                    marks = ",".join("?" * len(some))
                    rows += connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)  # noqa: S608
        except (sqlite3.Error, OSError) as error:
            logger.warning("the vector cache %s cannot be read: %s", self._path, error)
            return {}
        return {key: np.frombuffer(vector, dtype=np.float32) for key, vector in rows}

    def _save(self, fresh: dict[bytes, NDArray[np.float32]]) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            make_file(self._path)  # vectors tell of the words they stand for
            with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
                connection.execute(_SCHEMA)
                rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in fresh.items()]
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            logger.warning("the vector cache %s cannot be written: %s", self._path, error)
            self._path = None


def _keys(texts: Sequence[str], encoder: PassageEncoder) -> list[bytes]:
    return [hashlib.sha256(f"{encoder.name}\0{text}".encode()).digest() for text in texts]
