"""Question sets: what is read, and how a faulty line is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import QuestionSetError
from bot.evaluation.questions import read_judged_topics, read_topics
from bot.types import squash

LINE = {
    "id": "d-1",
    "question": "谁提出要引进百亿级销售项目？",
    "context": [],
    "kind": "who",
    "lang": "zh-Hans",
    "noise": "none",
    "answerable": True,
    "speakers": ["戚振宇"],
    "gold": [["百亿级销售项目1至2个"]],
}


@pytest.fixture
def write(tmp_path: Path):
    """Write a question set of objects and raw lines and return its path."""

    def write_lines(*lines: dict | str) -> Path:
        path = tmp_path / "set.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8", newline="")
        return path

    return write_lines


def test_every_gold_word_of_the_shipped_set_stands_in_the_meeting(topics, meeting) -> None:
    written = squash(meeting.source.text)
    absent = [(t.id, words) for t in topics for group in t.gold for words in group if squash(words) not in written]
    assert not absent


def test_every_speaker_of_the_shipped_set_spoke(topics, meeting) -> None:
    assert {name for topic in topics for name in topic.speakers} == set(meeting.speakers)


def test_a_question_may_hold_any_separator_but_a_line_feed(write) -> None:
    question = "谁\u2028说\x85了\x0b什么\r？\ud83d"
    raw = json.dumps({"id": "1", "question": question})
    topics = read_topics(write(raw.replace("\\u2028", "\u2028"), "", {"id": "2", "question": ""}))
    assert [topic.question for topic in topics] == [question, ""]


def test_a_question_needs_no_judgement_to_be_asked(write) -> None:
    path = write({"id": "1", "question": "那高新区呢？", "context": ["港区有多少个项目？"], "more": 1})
    (topic,) = read_topics(path)
    assert topic.context == ("港区有多少个项目？",)
    with pytest.raises(QuestionSetError):
        read_judged_topics(path)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"gold": None}, "gold: does not fit: expected array, got null"),
        ({"answerable": "yes"}, "answerable: 'yes' does not fit: expected bool, got str"),
        ({"kind": "whom"}, "kind: 'whom' is not one of 'absent', 'compare'"),
        ({"answerble": True}, "answerble: is no key here; known are id, question, context"),
        ({"gold": [[]]}, "gold[0]: is not a list with at least one alternative"),
        ({"gold": [[" "]]}, "gold[0][0]: ' ' is not a text with anything in it"),
        ({"speakers": "戚振宇"}, "speakers: '戚振宇' does not fit: expected array, got str"),
        ({"id": ""}, "id: '' is not a text with anything in it"),
    ],
)
def test_a_wrong_key_is_named_with_its_line(write, change: dict, complaint: str) -> None:
    path = write(LINE, "", {**LINE, "id": "d-2", **change})
    with pytest.raises(QuestionSetError) as caught:
        read_judged_topics(path)
    assert str(caught.value).startswith(f"{path}:3: {complaint}")


@pytest.mark.parametrize("key", [key for key in LINE if key != "context"])
def test_a_missing_key_is_named_with_its_line(write, key: str) -> None:
    path = write({name: value for name, value in LINE.items() if name != key})
    with pytest.raises(QuestionSetError, match=rf":1: {key}: is missing$"):
        read_judged_topics(path)


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["{"], "set.jsonl:1: is no JSON: "),
        (["", "谁说的？"], "set.jsonl:2: is no JSON: "),
        (["[1]"], "set.jsonl:1: expected a table, got array"),
        (["[" * 100_000], "set.jsonl:1: is no question: nested too deep"),
        ([LINE, LINE], "set.jsonl:2: id: 'd-1' is the id of line 1"),
        (["", " "], "set.jsonl: has no question in it"),
    ],
)
def test_a_line_that_is_no_question_is_named(write, lines: list, complaint: str) -> None:
    with pytest.raises(QuestionSetError) as caught:
        read_judged_topics(write(*lines))
    assert complaint in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"none\.jsonl: cannot be read: No such file"):
        read_topics(tmp_path / "none.jsonl")
    with pytest.raises(QuestionSetError, match="cannot be read: Is a directory"):
        read_topics(tmp_path)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gbk.jsonl"
    path.write_bytes(b'{"id": "1", "question": "?"}\n' + '{"id": "2", "question": "谁说的？"}'.encode("gbk"))
    with pytest.raises(QuestionSetError, match=r"gbk\.jsonl:2: is not UTF-8"):
        read_topics(path)
