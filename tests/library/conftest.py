"""Meetings to add, and a library in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.background import BackgroundEncoding
from bot.library.library import Library
from bot.store.store import Store
from bot.store.vectors import VectorStore

SPRING = (
    "全市春季防汛工作会\n2021年3月5日，全市召开春季防汛工作会。\n"
    "□市水务局局长 何𠮷安\n今年新建泵站１２座，清淤河道80公里。\n"
    "□市应急局局长 周立群\n防汛演练不少于3次，物资储备增加20%。\n"
)
AUTUMN = (
    "全市秋季防汛工作会\n2022年9月1日，全市召开秋季防汛工作会。\n"
    "□市水务局局长 何𠮷安\n目标是再建泵站20座，清淤河道120公里。\n"
    "□市气象局局长 程小雨\n暴雨预警提前到40分钟以上。\n"
)


@pytest.fixture
def spring(tmp_path: Path) -> Path:
    """Return the file of a meeting of 2021."""
    (tmp_path / "spring.txt").write_text(SPRING, encoding="utf-8")
    return tmp_path / "spring.txt"


@pytest.fixture
def autumn(tmp_path: Path) -> Path:
    """Return the file of a meeting of 2022, at which one of the same people speaks."""
    (tmp_path / "autumn.txt").write_text(AUTUMN, encoding="utf-8")
    return tmp_path / "autumn.txt"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store on disk."""
    return Store.open(tmp_path / "data" / "whosaid.sqlite")


@pytest.fixture
def library(tmp_path: Path, store: Store) -> Library:
    """Return an empty library."""
    return Library(tmp_path / "data" / "meetings", store.meetings)


@pytest.fixture
def files(library: Library) -> Callable[[], list[str]]:
    """Return what lists every file and folder in the library's folder."""
    return lambda: sorted(str(path.relative_to(library.folder)) for path in library.folder.rglob("*"))


@pytest.fixture
def make_encoding() -> Callable[..., BackgroundEncoding]:
    """Return what makes vectors with an encoder and keeps them in a file."""
    return lambda encoder, path: BackgroundEncoding(encoder, VectorStore(path))
