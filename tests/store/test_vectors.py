"""Vectors kept on disk: each text is encoded once, and no broken file stops an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.store.vectors import VectorStore

TEXTS = [f"第{number}，抓好重点项目建设。" for number in range(20)]


class CountingEncoder:
    """Encodes a text by the bytes of its hash and remembers what it was given."""

    def __init__(self, name: str = "hash-1") -> None:
        self.name = name
        self.seen: list[str] = []

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Return a unit vector, shape (8,)."""
        values = np.frombuffer(hashlib.sha256(f"{self.name}{text}".encode()).digest()[:8], dtype=np.uint8)
        vector = values.astype(np.float32) + 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, shape (n, 8)."""
        self.seen.extend(texts)
        return np.array([self.encode_query(text) for text in texts], dtype=np.float32).reshape(len(texts), 8)


def _expected(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([CountingEncoder().encode_query(text) for text in texts])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "缓存" / "vectors.sqlite"


def test_vectors_come_in_the_order_of_the_texts(path: Path) -> None:
    assert np.array_equal(VectorStore(path).encode(TEXTS, CountingEncoder()), _expected(TEXTS))


def test_a_text_is_encoded_once_also_after_a_restart(path: Path) -> None:
    VectorStore(path).encode(TEXTS, CountingEncoder())
    encoder = CountingEncoder()
    vectors = VectorStore(path).encode(list(reversed(TEXTS)), encoder)
    assert encoder.seen == []
    assert np.array_equal(vectors, _expected(list(reversed(TEXTS))))


def test_only_new_texts_are_encoded(path: Path) -> None:
    VectorStore(path).encode(TEXTS[:5], CountingEncoder())
    encoder = CountingEncoder()
    VectorStore(path).encode(TEXTS[:7], encoder)
    assert encoder.seen == TEXTS[5:7]


@pytest.mark.parametrize("kept", [True, False])
def test_a_text_said_twice_is_encoded_once(path: Path, kept: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    encoder = CountingEncoder()
    texts = [*TEXTS[:9], *TEXTS[:9]]
    vectors = VectorStore(path if kept else None).encode(texts, encoder)
    assert sorted(encoder.seen) == sorted(TEXTS[:9])
    assert np.array_equal(vectors, _expected(texts))


def test_vectors_of_another_encoder_are_not_taken(path: Path) -> None:
    VectorStore(path).encode(TEXTS, CountingEncoder("hash-1"))
    other = CountingEncoder("hash-2")
    vectors = VectorStore(path).encode(TEXTS, other)
    assert other.seen == TEXTS
    assert not np.array_equal(vectors, _expected(TEXTS))


def test_more_texts_than_one_statement_takes_are_all_kept(path: Path) -> None:
    many = [f"项目{number}" for number in range(1203)]
    VectorStore(path).encode(many, CountingEncoder())
    encoder = CountingEncoder()
    assert VectorStore(path).encode(many, encoder).shape == (1203, 8)
    assert encoder.seen == []


@pytest.mark.parametrize("raw", [b"", "这不是数据库。".encode() * 400], ids=["empty", "no-database"])
def test_a_broken_file_is_done_without(path: Path, raw: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)
    assert np.array_equal(VectorStore(path).encode(TEXTS, CountingEncoder()), _expected(TEXTS))


def test_a_file_cut_short_is_done_without_and_told(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    VectorStore(path).encode([f"项目{number}" for number in range(800)], CountingEncoder())
    path.write_bytes(path.read_bytes()[:6000])
    vectors = VectorStore(path).encode(TEXTS, CountingEncoder())
    assert np.array_equal(vectors, _expected(TEXTS))
    assert any("vector cache" in message for message in caplog.messages)


@pytest.mark.parametrize("name", ["", "x" * 300], ids=["a-folder", "a-name-too-long"])
def test_a_place_where_no_file_can_be_is_done_without_and_told(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    vectors = VectorStore(tmp_path / name).encode(TEXTS, CountingEncoder())
    assert np.array_equal(vectors, _expected(TEXTS))
    assert any("cannot be written" in message for message in caplog.messages)


def test_without_a_path_nothing_is_kept(tmp_path: Path) -> None:
    store = VectorStore(None)
    encoder = CountingEncoder()
    store.encode(TEXTS, encoder)
    store.encode(TEXTS, encoder)
    assert encoder.seen == TEXTS * 2
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_the_missing_texts_to_their_end(path: Path) -> None:
    VectorStore(path).encode(TEXTS[:3], CountingEncoder())
    told: list[tuple[int, int]] = []
    VectorStore(path).encode(TEXTS, CountingEncoder(), lambda done, of: told.append((done, of)))
    assert told[-1] == (17, 17)
    assert told == sorted(set(told))
    assert {of for _, of in told} == {17}


def test_no_texts_give_no_vectors(path: Path) -> None:
    assert VectorStore(path).encode([], CountingEncoder()).shape == (0, 8)
