"""What cannot be read as a meeting is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.errors import SourceError


def _error(path: Path, raw: bytes) -> SourceError:
    path.write_bytes(raw)
    with pytest.raises(SourceError) as caught:
        read_meeting(path)
    return caught.value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "没有.txt"
    with pytest.raises(SourceError, match="cannot be read") as caught:
        read_meeting(path)
    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}: ")


def test_a_folder_is_no_meeting(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_meeting(tmp_path)


def test_bytes_that_are_not_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    error = _error(tmp_path / "gbk.txt", "# 会议\n\n".encode() + "发言摘要".encode("gbk"))
    assert error.line == 3
    assert "is not UTF-8" in str(error)
    assert str(error).startswith(f"{tmp_path / 'gbk.txt'}:3: ")


@pytest.mark.parametrize("text", ["", " \n\r\n\t", "\ufeff\n", "　　\n"])
def test_a_file_without_text_is_empty(tmp_path: Path, text: str) -> None:
    error = _error(tmp_path / "空.txt", text.encode())
    assert error.line == 1
    assert "holds no text" in str(error)


def test_a_text_without_speakers_shows_how_a_role_line_looks(tmp_path: Path) -> None:
    error = _error(tmp_path / "新闻.txt", "\n\n昨天下午召开了市委工作会议。\n\n会议强调要抓落实。\n".encode())
    assert error.line == 3
    assert "no speaker found" in str(error)
    assert "□role name" in str(error)


@pytest.mark.parametrize(
    "rest", ["", "\n### 抓服务\n\n□市公安局局长 陈磊\n\n护稳定。\n", "\n□市公安局局长 陈磊\n\n护稳定。\n"]
)
def test_a_speaker_without_words_is_named_with_the_line(tmp_path: Path, rest: str) -> None:
    error = _error(tmp_path / "会议.txt", f"# 会议\n\n### 抓项目\n\n□市工信局局长 方海宁\n{rest}".encode())
    assert error.line == 5
    assert "方海宁 has no words" in str(error)
