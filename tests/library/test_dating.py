"""When a meeting was held, from its words or its file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.library.dating import date_of, parse_date


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("会议20220905.docx", "2022-09-05"),
        ("2022-09-05 例会.txt", "2022-09-05"),
        ("2022_9.txt", "2022-09"),
        ("taicang-work-conference-2022.txt", "2022"),
        ("２０２２年9月纪要.pdf", "2022-09"),
        ("cm0109.txt", ""),
        ("120220905.txt", ""),
        ("20221345.txt", ""),
    ],
)
def test_a_file_name_may_say_when(tmp_path: Path, name: str, date: str):
    path = tmp_path / "undated.txt"
    path.write_text("例会\n□主任 何敏\n下半年清淤河道8公里。\n", encoding="utf-8")
    assert date_of(read_meeting(path), name) == date


def test_the_text_goes_before_the_name(spring: Path):
    assert date_of(read_meeting(spring), "2019-01-01.txt") == "2021-03-05"


def test_a_fuller_name_completes_what_the_headline_says(tmp_path: Path):
    path = tmp_path / "x.txt"
    path.write_text("2021年例会\n□主任 何敏\n下半年清淤河道8公里。\n", encoding="utf-8")
    assert date_of(read_meeting(path), "2021-06-30.txt") == "2021-06-30"
    assert date_of(read_meeting(path), "2020-06-30.txt") == "2021"


@pytest.mark.parametrize(
    ("text", "date"),
    [("2022", "2022"), ("2022-09", "2022-09"), ("2022年9月5日", "2022-09-05"), ("２０２２-09-05", "2022-09-05")],
)
def test_a_date_is_read_as_people_write_it(text: str, date: str):
    assert parse_date(text) == date


@pytest.mark.parametrize("text", ["", "昨天", "9月5日", "2022-13", "2022-02-30", "2022-00-01", "0000"])
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(ValueError, match=text or ".*"):
        parse_date(text)
